import { normalQuantile, tQuantile, tTwoSided } from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { fitMixedModel } from './mixedModel.ts';
import { fitLine } from './regression.ts';
import { at } from './sums.ts';
import type { Tau2Method } from './tau2.ts';

/*
 * Tests of funnel asymmetry. For shares they mislead, because the effect and its variance are tied, and below
 * ten studies they have no power: the page offers them on request only, and never under ten.
 */

/** Fewest studies at which a page offers these tests (Cochrane Handbook 13.3.5.4). */
export const fewestStudiesForFunnelTests = 10;

export interface EggerClassic {
  /** Slope on the standard error: the bias. */
  bias: number;
  biasError: number;
  t: number;
  degreesOfFreedom: number;
  pValue: number;
  /** The effect of a study without error. */
  limitEstimate: number;
  limitInterval: Interval;
}

/** Egger et al. (1997): effects on standard errors, weights 1/v, residual scale estimated, t on k - 2. */
export function eggerClassic(
  effects: readonly number[],
  variances: readonly number[],
  level = 0.95,
): Estimable<EggerClassic> {
  const line = fitLine(
    variances.map(Math.sqrt),
    effects,
    variances.map((variance) => 1 / variance),
  );
  if (!line.estimable) return line;
  const { intercept, interceptError, slope, slopeError, degreesOfFreedom } = line.value;
  if (slopeError === 0) return notEstimable('zero standard error');
  const margin = tQuantile(1 - (1 - level) / 2, degreesOfFreedom) * interceptError;
  const t = slope / slopeError;
  return estimate({
    bias: slope,
    biasError: slopeError,
    t,
    degreesOfFreedom,
    pValue: tTwoSided(t, degreesOfFreedom),
    limitEstimate: intercept,
    limitInterval: { lower: intercept - margin, upper: intercept + margin },
  });
}

export interface EggerMixed {
  z: number;
  pValue: number;
  limitEstimate: number;
  limitInterval: Interval;
  tau2: number;
}

/** Egger's test as a random-effects regression on the standard error, tested against the normal. */
export function eggerMixed(
  effects: readonly number[],
  variances: readonly number[],
  method: Tau2Method,
): Estimable<EggerMixed> {
  const design = variances.map((variance) => [1, Math.sqrt(variance)]);
  const fitted = fitMixedModel({ effects, variances, design }, { method, test: 'z' });
  if (!fitted.estimable) return fitted;
  const [limit, slope] = fitted.value.coefficients;
  if (limit === undefined || slope === undefined) return notEstimable('no studies');
  if (!slope.test.estimable) return slope.test;
  return estimate({
    z: slope.test.value.statistic,
    pValue: slope.test.value.pValue,
    limitEstimate: limit.estimate,
    limitInterval: limit.interval,
    tau2: fitted.value.tau2,
  });
}

/** Events and size of a study over all its groups. */
export interface StudySize {
  events: number;
  total: number;
}

export interface Peters {
  slope: number;
  slopeError: number;
  t: number;
  degreesOfFreedom: number;
  pValue: number;
  intercept: number;
  /** Studies used: those with both events and non-events. */
  k: number;
}

/** Peters et al. (2006): effects on 1/n, weights 1/(1/events + 1/non-events). All-or-none studies are left out. */
export function peters(effects: readonly number[], sizes: readonly StudySize[]): Estimable<Peters> {
  const used = sizes.flatMap(({ events, total }, study) => (events > 0 && events < total ? [study] : []));
  const of = (study: number): StudySize => sizes[study] as StudySize;
  const line = fitLine(
    used.map((study) => 1 / of(study).total),
    used.map((study) => at(effects, study)),
    used.map((study) => 1 / (1 / of(study).events + 1 / (of(study).total - of(study).events))),
  );
  if (!line.estimable) return line;
  const { intercept, slope, slopeError, degreesOfFreedom } = line.value;
  if (slopeError === 0) return notEstimable('zero standard error');
  const t = slope / slopeError;
  const pValue = tTwoSided(t, degreesOfFreedom);
  return estimate({ slope, slopeError, t, degreesOfFreedom, pValue, intercept, k: used.length });
}

/** Pseudo 95 % limits of a funnel at a standard error. */
export function funnelLimits(centre: number, standardError: number, level = 0.95): Interval {
  const margin = normalQuantile(1 - (1 - level) / 2) * standardError;
  return { lower: centre - margin, upper: centre + margin };
}
