import { logMarginal, logMarginalLaplace } from './binomialNormal.ts';
import { chiSquaredUpperTail, normalQuantile } from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { interceptOnly } from './leastSquares.ts';
import { invertPositiveDefinite } from './matrix.ts';
import { hessian, minimize, minimizeLine } from './minimize.ts';
import { fitMixedModel } from './mixedModel.ts';
import { type ProportionCounts, proportionEffect } from './proportions.ts';
import { at, sum } from './sums.ts';
import { isUninformative, type TableCounts } from './tables.ts';

export interface GlmmEstimate {
  /** Log odds, or log odds ratio. */
  estimate: number;
  standardError: number;
  interval: Interval;
  tau2: number;
}

export interface ProportionGlmm extends GlmmEstimate {
  /** Percent, from tau2 and the typical variance of the logits. */
  iSquared: number;
  /** Spread of the studies by Wald and by likelihood ratio, chi-squared on k - 1. */
  waldQ: number;
  likelihoodRatioQ: number;
  likelihoodRatioP: number;
}

/** A likelihood gain below this is no sign of between-study variance. */
const noGain = 1e-8;

/** Log odds beyond this are the flat end of a likelihood that never turns: events are separated by group. */
const farthest = 20;

/** Turns the minus log likelihood of (coefficients..., standard deviations...) into an estimate of the first. */
function maximize(
  objective: (point: readonly number[]) => number,
  start: readonly number[],
  level: number,
): Estimable<GlmmEstimate> {
  // The last parameter is the standard deviation asked for; the likelihood is even in it.
  const last = start.length - 1;
  const free = minimize(objective, start);
  const without = (point: readonly number[]): number => objective([...point, 0]);
  const bound = minimize(without, free.point.slice(0, last));
  const isZero = free.value > bound.value - noGain;
  const [best, curve] = isZero ? [bound.point, without] : [free.point, objective];
  const inverted = invertPositiveDefinite(hessian(curve, best));
  if (inverted === null) return notEstimable('did not converge');
  const [value, standardError] = [at(best, 0), Math.sqrt(at(inverted.inverse[0] ?? [], 0))];
  if (Math.abs(value) > farthest || standardError > farthest) return notEstimable('no finite maximum');
  const margin = normalQuantile(1 - (1 - level) / 2) * standardError;
  const interval = { lower: value - margin, upper: value + margin };
  return estimate({ estimate: value, standardError, interval, tau2: isZero ? 0 : at(free.point, last) ** 2 });
}

/**
 * Random-intercept logistic model of shares, by maximum likelihood with 7-point adaptive Gauss-Hermite
 * quadrature (Stijnen, Hamza and Ozdemir 2010, Stat Med 29:3046). Needs no correction for empty cells. Not
 * estimable where all shares are equal (no events anywhere among them): the response then is a constant.
 */
export function proportionGlmm(counts: readonly ProportionCounts[], level = 0.95): Estimable<ProportionGlmm> {
  if (counts.length < 2) return notEstimable(counts.length === 0 ? 'no studies' : 'one study');
  if (isConstant(counts.map(({ events, total }) => events / total))) return notEstimable('all shares are equal');
  const objective = ([mean = 0, deviation = 0]: readonly number[]): number =>
    -sum(counts.map(({ events, total }) => logMarginal([{ events, total, fixed: mean, slopes: [deviation] }])));
  const pooled = sum(counts.map(({ events }) => events)) / sum(counts.map(({ total }) => total));
  const fitted = maximize(objective, [Math.log(pooled / (1 - pooled)), 0.5], level);
  if (!fitted.estimable) return fitted;
  const likelihoodRatioQ = deviance(counts, pooled);
  return estimate({
    ...fitted.value,
    iSquared: iSquaredOf(counts, fitted.value.tau2),
    waldQ: waldSpread(counts),
    likelihoodRatioQ,
    likelihoodRatioP: chiSquaredUpperTail(likelihoodRatioQ, counts.length - 1),
  });
}

/** Whether all responses are the same: nothing is left to tell studies (or groups) apart by. */
function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Deviance of one common share against a share a study. */
function deviance(counts: readonly ProportionCounts[], share: number): number {
  const part = (seen: number, expected: number): number => (seen === 0 ? 0 : 2 * seen * Math.log(seen / expected));
  return sum(
    counts.map(({ events, total }) => part(events, total * share) + part(total - events, total * (1 - share))),
  );
}

/** Q of the uncorrected logits; a study without events or non-events has no finite logit and no weight. */
function waldSpread(counts: readonly ProportionCounts[]): number {
  const finite = counts.filter(({ events, total }) => events > 0 && events < total);
  const logits = finite.map((study) => proportionEffect('PLO', study));
  const fitted = fitMixedModel(
    interceptOnly(
      logits.map(({ value }) => value),
      logits.map(({ variance }) => variance),
    ),
    { method: 'EE', test: 'z' },
  );
  return fitted.estimable ? fitted.value.residualQ.q : 0;
}

function iSquaredOf(counts: readonly ProportionCounts[], tau2: number): number {
  const weights = counts.map((study) => 1 / proportionEffect('PLO', study).variance);
  const squares = sum(weights.map((weight) => weight ** 2));
  const typical = ((counts.length - 1) * sum(weights)) / (sum(weights) ** 2 - squares);
  return (100 * tau2) / (tau2 + typical);
}

/** Fixed study effects, random study effects, and the approximate conditional model for rare events. */
export const tableGlmmModels = ['UM.FS', 'UM.RS', 'CM.AL'] as const;
export type TableGlmmModel = (typeof tableGlmmModels)[number];

/**
 * Binomial-normal models of 2x2 tables (Stijnen et al. 2010; Jackson et al. 2018, Stat Med 37:1059): the log
 * odds ratio varies between studies round its mean, shared out by half to either group. Tables with no events
 * or only events are left out. Fixed study effects are profiled out; random ones take Laplace's approximation.
 */
export function tableGlmm(
  model: TableGlmmModel,
  tables: readonly TableCounts[],
  level = 0.95,
): Estimable<GlmmEstimate> {
  const used = tables.filter((table) => !isUninformative(table));
  if (used.length < 2) return notEstimable(used.length === 0 ? 'no studies' : 'one study');
  if (isConstant(responses(model, used))) return notEstimable('all shares are equal');
  switch (model) {
    case 'UM.FS':
      return maximize(fixedStudyEffects(used), [0, 0.5], level);
    case 'UM.RS':
      return maximize(randomStudyEffects(used), [0, 0, 0.5, 0.5], level);
    case 'CM.AL':
      return maximize(approximateConditional(used), [0, 0.5], level);
  }
}

/** The shares a model is fitted to: both groups' events, or the events' part that lies in the first group. */
function responses(model: TableGlmmModel, tables: readonly TableCounts[]): number[] {
  if (model === 'CM.AL') return tables.map(({ ai, ci }) => ai / (ai + ci));
  return tables.flatMap(({ ai, bi, ci, di }) => [ai / (ai + bi), ci / (ci + di)]);
}

/** The two arms of a table with log odds `base` and `base + ratio`, and the deviation of the ratio. */
function arms({ ai, bi, ci, di }: TableCounts, base: number, ratio: number, slopes: (side: number) => number[]) {
  return [
    { events: ai, total: ai + bi, fixed: base + ratio, slopes: slopes(0.5) },
    { events: ci, total: ci + di, fixed: base, slopes: slopes(-0.5) },
  ];
}

function fixedStudyEffects(tables: readonly TableCounts[]) {
  return ([ratio = 0, deviation = 0]: readonly number[]): number =>
    sum(
      tables.map((table) => {
        const share = (table.ai + table.ci) / (table.ai + table.bi + table.ci + table.di);
        const start = Math.log(share / (1 - share)) - ratio / 2;
        return minimizeLine((base) => -logMarginal(arms(table, base, ratio, (side) => [side * deviation])), start)
          .value;
      }),
    );
}

function randomStudyEffects(tables: readonly TableCounts[]) {
  return ([ratio = 0, base = 0, studyDeviation = 0, deviation = 0]: readonly number[]): number =>
    -sum(
      tables.map((table) =>
        logMarginalLaplace(
          arms(table, base, ratio, (side) => [studyDeviation, side * deviation]),
          2,
        ),
      ),
    );
}

/** Events with the factor out of all events, the sizes of the groups as an offset. */
function approximateConditional(tables: readonly TableCounts[]) {
  return ([ratio = 0, deviation = 0]: readonly number[]): number =>
    -sum(
      tables.map(({ ai, bi, ci, di }) =>
        logMarginal([
          {
            events: ai,
            total: ai + ci,
            fixed: ratio + Math.log((ai + bi) / (ci + di)),
            slopes: [deviation],
          },
        ]),
      ),
    );
}
