import {
  chiSquaredUpperTail,
  fUpperTail,
  normalQuantile,
  normalTwoSided,
  tQuantile,
  tTwoSided,
} from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { type EffectData, fitWeighted, projectionTraces, type WeightedFit } from './leastSquares.ts';
import { dot, invertPositiveDefinite, type Matrix, times } from './matrix.ts';
import { at, sum } from './sums.ts';
import { estimateTau2, logLikelihoodOfFit, type Tau2Method, weightsAt } from './tau2.ts';

/** Wald (normal), Knapp-Hartung (t), and Knapp-Hartung whose factor is never below 1. */
export const tests = ['z', 'knha', 'adhoc'] as const;
export type Test = (typeof tests)[number];

export interface ModelSettings {
  method: Tau2Method;
  test: Test;
  /** Coverage of the intervals, 0.95 unless told. */
  level?: number;
  /** Change of tau2 at which ML and REML stop; `defaultThreshold` unless told. */
  threshold?: number;
}

export interface TestResult {
  /** May be infinite where the standard error is zero. */
  statistic: number;
  pValue: number;
}

export interface Coefficient {
  estimate: number;
  standardError: number;
  /** Not estimable where both the estimate and its error are zero. */
  test: Estimable<TestResult>;
  interval: Interval;
}

export interface MixedModel {
  k: number;
  coefficients: Coefficient[];
  /** Of the tests and intervals; null where they are normal. */
  degreesOfFreedom: number | null;
  /** Quantile of the interval in use. */
  criticalValue: number;
  /** Covariance of the coefficients. */
  covariance: Matrix;
  tau2: number;
  tau2StandardError: number | null;
  /** Percent, from tau2 and the typical sampling variance. */
  iSquared: number;
  hSquared: number;
  /** Cochran's Q of the residuals with weights 1/v. */
  residualQ: { q: number; degreesOfFreedom: number; pValue: number };
  logLikelihood: number;
  weights: number[];
  fit: WeightedFit;
}

/** Below this the weighted residuals are rounding noise of identical effects, not spread. */
const noSpread = Number.EPSILON;

/**
 * Random- or mixed-effects model: y = Xb + u + e, u ~ N(0, tau2), e ~ N(0, v).
 *
 * Knapp and Hartung (2003, Stat Med 22:2693): the covariance is scaled by q = sum w r^2 / (k - p) and tests use
 * t on k - p; `adhoc` keeps q at 1 or more. One study gives its own effect, with tau2 = 0 and Wald limits.
 */
export function fitMixedModel(data: EffectData, settings: ModelSettings): Estimable<MixedModel> {
  const k = data.effects.length;
  const p = data.design[0]?.length ?? 0;
  if (k === 0) return notEstimable('no studies');
  if (k < p) return notEstimable('too few studies for the number of coefficients');
  const { method, test } = k === 1 ? { method: 'EE' as const, test: 'z' as const } : settings;
  const between = estimateTau2(data, method, settings.threshold);
  if (!between.estimable) return between;
  const { tau2 } = between.value;
  const weights = weightsAt(data, tau2);
  const fit = fitWeighted(data, weights);
  const fixedWeights = weightsAt(data, 0);
  const fixedFit = fitWeighted(data, fixedWeights);
  if (fit === null || fixedFit === null) return notEstimable('collinear moderators');

  const factor = varianceFactor(fit.residualSum, k - p, test);
  if (factor === null) return notEstimable('too few studies for the number of coefficients');
  const degreesOfFreedom = test === 'z' ? null : k - p;
  const upper = 1 - (1 - (settings.level ?? 0.95)) / 2;
  const criticalValue = degreesOfFreedom === null ? normalQuantile(upper) : tQuantile(upper, degreesOfFreedom);
  const covariance = fit.inverse.map((row) => row.map((value) => value * factor));
  const residualQ = {
    q: fixedFit.residualSum < noSpread ? 0 : fixedFit.residualSum,
    degreesOfFreedom: k - p,
    pValue: chiSquaredUpperTail(fixedFit.residualSum, k - p),
  };
  return estimate({
    k,
    coefficients: fit.coefficients.map((value, index) =>
      describeCoefficient(value, Math.sqrt(at(covariance[index] ?? [], index)), criticalValue, degreesOfFreedom),
    ),
    degreesOfFreedom,
    criticalValue,
    covariance,
    tau2,
    tau2StandardError: between.value.standardError,
    ...relativeHeterogeneity(method, tau2, residualQ, typicalVariance(data, fixedWeights, fixedFit)),
    residualQ,
    logLikelihood: logLikelihoodOfFit(data, settings.method, weights, fit),
    weights,
    fit,
  });
}

/** What the covariance is multiplied by; null where nothing is left to estimate it from. */
function varianceFactor(residualSum: number, degreesOfFreedom: number, test: Test): number | null {
  if (test === 'z') return 1;
  if (degreesOfFreedom <= 0) return null;
  const factor = residualSum <= noSpread ? 0 : residualSum / degreesOfFreedom;
  return test === 'adhoc' ? Math.max(1, factor) : factor;
}

function describeCoefficient(
  value: number,
  standardError: number,
  criticalValue: number,
  degreesOfFreedom: number | null,
): Coefficient {
  const margin = criticalValue * standardError;
  return {
    estimate: value,
    standardError,
    test: testAgainstZero(value, standardError, degreesOfFreedom),
    interval: { lower: value - margin, upper: value + margin },
  };
}

export function testAgainstZero(
  value: number,
  standardError: number,
  degreesOfFreedom: number | null,
): Estimable<TestResult> {
  if (standardError === 0 && value === 0) return notEstimable('zero standard error');
  const statistic = value / standardError;
  if (!Number.isFinite(statistic)) return estimate({ statistic, pValue: 0 });
  const pValue = degreesOfFreedom === null ? normalTwoSided(statistic) : tTwoSided(statistic, degreesOfFreedom);
  return estimate({ statistic, pValue });
}

/** The "typical" sampling variance of Higgins and Thompson (2002), (k - p) / tr P; null with no freedom left. */
function typicalVariance(data: EffectData, weights: number[], fit: WeightedFit): number | null {
  const freedom = data.effects.length - (data.design[0]?.length ?? 0);
  if (freedom <= 0) return null;
  return freedom / projectionTraces(data.design, weights, fit.inverse).single(() => 1);
}

/**
 * I2 and H2. With a between-study variance both come from tau2 and the typical variance; under equal effects
 * there is none, and they come from Q as first proposed (H2 may then lie below 1).
 */
function relativeHeterogeneity(
  method: Tau2Method,
  tau2: number,
  residualQ: { q: number; degreesOfFreedom: number },
  typical: number | null,
): { iSquared: number; hSquared: number } {
  const { q, degreesOfFreedom } = residualQ;
  if (typical === null) return { iSquared: 0, hSquared: 1 };
  if (method !== 'EE') return { iSquared: (100 * tau2) / (tau2 + typical), hSquared: tau2 / typical + 1 };
  return { iSquared: q > 0 ? Math.max(0, (100 * (q - degreesOfFreedom)) / q) : 0, hSquared: q / degreesOfFreedom };
}

export interface OmnibusTest {
  /** Chi-squared under Wald, F under Knapp-Hartung. */
  statistic: number;
  numerator: number;
  /** Null for chi-squared. */
  denominator: number | null;
  pValue: number;
}

/** Tests the coefficients named by `columns` together (the moderators: every column but the first). */
export function omnibusTest(model: MixedModel, columns: readonly number[]): Estimable<OmnibusTest> {
  if (columns.length === 0) return notEstimable('too few studies for the number of coefficients');
  const block = columns.map((row) => columns.map((column) => at(model.covariance[row] ?? [], column)));
  const inverted = invertPositiveDefinite(block);
  if (inverted === null) return notEstimable('zero standard error');
  const values = columns.map((column) => at(model.fit.coefficients, column));
  const quadratic = dot(values, times(inverted.inverse, values));
  const numerator = columns.length;
  if (model.degreesOfFreedom === null) {
    const pValue = chiSquaredUpperTail(quadratic, numerator);
    return estimate({ statistic: quadratic, numerator, denominator: null, pValue });
  }
  const statistic = quadratic / numerator;
  const pValue = fUpperTail(statistic, numerator, model.degreesOfFreedom);
  return estimate({ statistic, numerator, denominator: model.degreesOfFreedom, pValue });
}

/** Weights as percent of their sum, in the order of the studies. */
export function weightsPercent(model: MixedModel): number[] {
  const total = sum(model.weights);
  return model.weights.map((weight) => (100 * weight) / total);
}
