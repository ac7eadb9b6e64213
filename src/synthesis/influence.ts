import { type Estimable, estimate, notEstimable } from './estimable.ts';
import type { ModelSettings } from './mixedModel.ts';
import { type Pooled, pool } from './pool.ts';
import { leaveOneOut } from './sensitivity.ts';
import { at, sum } from './sums.ts';

/** How much one study moves the whole; all from refitting without it. */
export interface StudyInfluence {
  /** Residual from the other studies' mean over its standard deviation. */
  deletedResidual: number;
  /** Change of the study's own fitted value, in its standard errors. */
  dffits: number;
  /** Squared change of the mean, in its variance. */
  cooksDistance: number;
  /** Variance of the mean without the study over that with it. */
  covarianceRatio: number;
  tau2WithoutIt: number;
  qWithoutIt: number;
  /** Leverage, 0..1: the study's share of the weight. */
  hat: number;
  weightPercent: number;
  /** For the Baujat plot: share in Q, and how far the mean moves without it in its standard errors. */
  baujat: { heterogeneity: number; influence: number };
}

/**
 * Deletion diagnostics of the pooled mean (Viechtbauer and Cheung 2010, Res Synth Methods 1:112; Baujat et al.
 * 2002, Stat Med 21:2641). One result a study, in order. Needs three studies.
 */
export function influence(
  effects: readonly number[],
  variances: readonly number[],
  settings: ModelSettings,
): Estimable<Estimable<StudyInfluence>[]> {
  const whole = pool(effects, variances, settings);
  if (!whole.estimable) return whole;
  if (effects.length < 3) return notEstimable('fewer than three studies');
  if (whole.value.standardError === 0) return notEstimable('zero standard error');
  const reduced = leaveOneOut(effects, variances, settings);
  return estimate(
    reduced.map((without, study) => {
      const [effect, variance] = [at(effects, study), at(variances, study)];
      return studyInfluence(whole.value, without, {
        effect,
        variance,
        study,
        baujat: baujatPoint(effects, variances, study),
      });
    }),
  );
}

/** Both axes rest on equal effects: what a study adds to Q, and how far the mean moves without it. */
function baujatPoint(
  effects: readonly number[],
  variances: readonly number[],
  study: number,
): StudyInfluence['baujat'] {
  const fixedMean = (left: (other: number) => boolean): { mean: number; weight: number } => {
    const weights = variances.map((variance, other) => (left(other) ? 0 : 1 / variance));
    const weight = sum(weights);
    return { mean: sum(effects.map((effect, other) => effect * at(weights, other))) / weight, weight };
  };
  const whole = fixedMean(() => false);
  const rest = fixedMean((other) => other === study);
  return {
    heterogeneity: (at(effects, study) - whole.mean) ** 2 / at(variances, study),
    influence: (whole.mean - rest.mean) ** 2 * rest.weight,
  };
}

function studyInfluence(
  whole: Pooled,
  without: Estimable<Pooled>,
  one: { effect: number; variance: number; study: number; baujat: StudyInfluence['baujat'] },
): Estimable<StudyInfluence> {
  if (!without.estimable) return without;
  const rest = without.value;
  if (rest.standardError === 0) return notEstimable('zero standard error');
  const weightPercent = at(whole.weightsPercent, one.study);
  const hat = weightPercent / 100;
  const change = whole.estimate - rest.estimate;
  return estimate({
    deletedResidual: (one.effect - rest.estimate) / Math.sqrt(one.variance + rest.tau2 + rest.standardError ** 2),
    dffits: change / Math.sqrt(residualScale(rest) * hat * (rest.tau2 + one.variance)),
    cooksDistance: change ** 2 / whole.standardError ** 2,
    covarianceRatio: rest.standardError ** 2 / whole.standardError ** 2,
    tau2WithoutIt: rest.tau2,
    qWithoutIt: rest.q.q,
    hat,
    weightPercent,
    baujat: one.baujat,
  });
}

/** Knapp-Hartung's factor of a fit, recovered from its error: 1 under Wald. */
function residualScale(fit: Pooled): number {
  return fit.settings.test === 'z' ? 1 : fit.standardError ** 2 * fit.weightSum;
}
