import { tQuantile } from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { interceptOnly } from './leastSquares.ts';
import { fitMixedModel, type MixedModel, type ModelSettings, type TestResult, weightsPercent } from './mixedModel.ts';
import { sum } from './sums.ts';

/** One figure for many studies, on the scale of the effects. */
export interface Pooled {
  k: number;
  settings: ModelSettings;
  estimate: number;
  standardError: number;
  test: Estimable<TestResult>;
  degreesOfFreedom: number | null;
  interval: Interval;
  /** With the quantile of the test in use: normal for Wald, t on k - 1 for Knapp-Hartung. Needs two studies. */
  predictionInterval: Estimable<Interval>;
  /** Higgins, Thompson and Spiegelhalter (2009), t on k - 2: the one to show. Needs three studies. */
  predictionIntervalKMinus2: Estimable<Interval>;
  tau2: number;
  tau2StandardError: number | null;
  iSquared: number;
  hSquared: number;
  q: { q: number; degreesOfFreedom: number; pValue: number };
  logLikelihood: number;
  /** Sum of the weights 1 / (v + tau2). */
  weightSum: number;
  weightsPercent: number[];
}

/** What the site pools with unless asked: REML, Knapp-Hartung never below Wald's error. */
export const defaultSettings: ModelSettings = { method: 'REML', test: 'adhoc' };

/**
 * Pools effects with known sampling variances (same length, variances above zero).
 * One study comes back as itself; none is not estimable.
 */
export function pool(
  effects: readonly number[],
  variances: readonly number[],
  settings: ModelSettings = defaultSettings,
): Estimable<Pooled> {
  const fitted = fitMixedModel(interceptOnly(effects, variances), settings);
  if (!fitted.estimable) return fitted;
  const model = fitted.value;
  const [mean] = model.coefficients;
  if (mean === undefined) return notEstimable('no studies');
  return estimate({
    k: model.k,
    settings,
    estimate: mean.estimate,
    standardError: mean.standardError,
    test: mean.test,
    degreesOfFreedom: model.degreesOfFreedom,
    interval: mean.interval,
    ...predictionIntervals(model, mean.estimate, mean.standardError, settings),
    tau2: model.tau2,
    tau2StandardError: model.tau2StandardError,
    iSquared: model.iSquared,
    hSquared: model.hSquared,
    q: model.residualQ,
    logLikelihood: model.logLikelihood,
    weightSum: sum(model.weights),
    weightsPercent: weightsPercent(model),
  });
}

function predictionIntervals(
  model: MixedModel,
  mean: number,
  standardError: number,
  settings: ModelSettings,
): Pick<Pooled, 'predictionInterval' | 'predictionIntervalKMinus2'> {
  if (model.k === 1 || settings.method === 'EE') {
    const none = notEstimable(model.k === 1 ? 'one study' : 'no between-study variance in this model');
    return { predictionInterval: none, predictionIntervalKMinus2: none };
  }
  const spread = Math.sqrt(model.tau2 + standardError ** 2);
  const around = (quantile: number): Interval => ({
    lower: mean - quantile * spread,
    upper: mean + quantile * spread,
  });
  const upper = 1 - (1 - (settings.level ?? 0.95)) / 2;
  return {
    predictionInterval: estimate(around(model.criticalValue)),
    predictionIntervalKMinus2:
      model.k < 3 ? notEstimable('fewer than three studies') : estimate(around(tQuantile(upper, model.k - 2))),
  };
}
