import { type Estimable, estimate, notEstimable } from './estimable.ts';
import { type EffectData, fitWeighted, projectionTraces, type WeightedFit } from './leastSquares.ts';
import { at, sum, sumOver } from './sums.ts';

/** Equal effects, DerSimonian-Laird, restricted and full maximum likelihood, Paule-Mandel, Hedges, Sidik-Jonkman. */
export const tau2Methods = ['EE', 'DL', 'REML', 'PM', 'ML', 'HE', 'SJ'] as const;
export type Tau2Method = (typeof tau2Methods)[number];

export interface Tau2Estimate {
  tau2: number;
  /** Null for equal effects, where nothing is estimated. */
  standardError: number | null;
}

/** Change of tau2 at which Fisher scoring stops: the one the reference files were made with. */
export const defaultThreshold = 1e-12;

const one = (): number => 1;
const collinear = notEstimable('collinear moderators');

/**
 * Between-study variance of effects y with sampling variances v, given moderators X.
 *
 * Formulas as in Viechtbauer (2005, J Educ Behav Stat 30:261) and Viechtbauer et al. (2015, Psychol Methods
 * 20:360); Paule and Mandel (1982); Sidik and Jonkman (2005, J R Stat Soc C 54:367) started from the
 * uncorrected variance of y. Scoring for ML and REML stops at a change below `threshold`. Never negative. Not estimable with no more studies than coefficients.
 */
export function estimateTau2(
  data: EffectData,
  method: Tau2Method,
  threshold = defaultThreshold,
): Estimable<Tau2Estimate> {
  const k = data.effects.length;
  const p = data.design[0]?.length ?? 0;
  if (method === 'EE') return estimate({ tau2: 0, standardError: null });
  if (k <= p) return notEstimable(k <= 1 ? 'one study' : 'too few studies for the number of coefficients');
  switch (method) {
    case 'DL':
      return momentEstimate(data, weightsAt(data, 0));
    case 'HE':
      return momentEstimate(
        data,
        data.effects.map(() => 1),
      );
    case 'SJ':
      return sidikJonkman(data);
    case 'PM':
      return pauleMandel(data);
    case 'ML':
    case 'REML':
      return maximumLikelihood(data, method, threshold);
  }
}

export function weightsAt(data: EffectData, tau2: number): number[] {
  return data.variances.map((variance) => 1 / (variance + tau2));
}

/** Method of moments with any fixed weights: 1/v gives DerSimonian-Laird, 1 gives Hedges. */
function momentEstimate(data: EffectData, weights: number[]): Estimable<Tau2Estimate> {
  const fit = fitWeighted(data, weights);
  if (fit === null) return collinear;
  const traces = projectionTraces(data.design, weights, fit.inverse);
  const variance = (study: number): number => at(data.variances, study);
  const trace = traces.single(one);
  const tau2 = Math.max(0, (fit.residualSum - traces.single(variance)) / trace);
  const spread =
    2 * traces.double(variance, variance) +
    4 * tau2 * traces.double(variance, one) +
    2 * tau2 ** 2 * traces.double(one, one);
  return estimate({ tau2, standardError: Math.sqrt(Math.max(0, spread)) / trace });
}

function sidikJonkman(data: EffectData): Estimable<Tau2Estimate> {
  const k = data.effects.length;
  const p = data.design[0]?.length ?? 0;
  const mean = sum(data.effects.slice()) / k;
  const start = sumOver(k, (study) => (at(data.effects, study) - mean) ** 2) / k;
  // Identical effects leave nothing to start from; the estimate's limit is no variance at all.
  if (start < Number.EPSILON) return estimate({ tau2: 0, standardError: 0 });
  const weights = weightsAt(data, start);
  const fit = fitWeighted(data, weights);
  if (fit === null) return collinear;
  const traces = projectionTraces(data.design, weights, fit.inverse);
  const variance = (study: number): number => at(data.variances, study);
  const tau2 = (start * fit.residualSum) / (k - p);
  const spread =
    2 * traces.double(variance, variance) +
    4 * tau2 * traces.double(variance, one) +
    2 * tau2 ** 2 * traces.double(one, one);
  return estimate({ tau2, standardError: (start / (k - p)) * Math.sqrt(Math.max(0, spread)) });
}

function pauleMandel(data: EffectData): Estimable<Tau2Estimate> {
  const k = data.effects.length;
  const p = data.design[0]?.length ?? 0;
  const solved = solveGeneralizedQ(data, k - p);
  if (!solved.estimable) return solved;
  const tau2 = solved.value ?? 0;
  return estimate({ tau2, standardError: Math.sqrt((2 * k ** 2) / (k - p)) / sum(weightsAt(data, tau2)) });
}

/**
 * The tau2 at which the generalized Q statistic equals `target`; null where it is below the target already at
 * tau2 = 0. Q falls and is convex in tau2, so Newton's steps from 0 climb to the root without overshooting.
 */
export function solveGeneralizedQ(data: EffectData, target: number): Estimable<number | null> {
  let tau2 = 0;
  for (let step = 0; step < 500; step += 1) {
    const weights = weightsAt(data, tau2);
    const fit = fitWeighted(data, weights);
    if (fit === null) return collinear;
    const excess = fit.residualSum - target;
    if (step === 0 && excess < 0) return estimate(null);
    const slope = sumOver(weights.length, (study) => (at(weights, study) * at(fit.residuals, study)) ** 2);
    if (slope === 0) return estimate(tau2);
    const next = tau2 + excess / slope;
    if (Math.abs(next - tau2) <= 4 * Number.EPSILON * next || next <= tau2) return estimate(Math.max(next, 0));
    tau2 = next;
  }
  return notEstimable('did not converge');
}

/** Fisher scoring from the Hedges estimate; a step that would go below zero is halved until it does not. */
function maximumLikelihood(data: EffectData, method: 'ML' | 'REML', threshold: number): Estimable<Tau2Estimate> {
  const started = estimateTau2(data, 'HE');
  if (!started.estimable) return started;
  let tau2 = started.value.tau2;
  let converged = false;
  for (let step = 0; step < 2000 && !converged; step += 1) {
    const scoring = scoringStep(data, method, tau2);
    if (scoring === null) return collinear;
    let change = scoring.change;
    while (tau2 + change < 0) change /= 2;
    if (Math.abs(change) <= threshold) converged = true;
    tau2 += change;
  }
  if (!converged) return notEstimable('did not converge');
  tau2 = orBoundary(data, method, tau2);
  const final = scoringStep(data, method, tau2);
  return final === null ? collinear : estimate({ tau2, standardError: Math.sqrt(2 / final.information) });
}

function scoringStep(data: EffectData, method: 'ML' | 'REML', tau2: number) {
  const weights = weightsAt(data, tau2);
  const fit = fitWeighted(data, weights);
  if (fit === null) return null;
  const observed = sumOver(weights.length, (study) => (at(weights, study) * at(fit.residuals, study)) ** 2);
  const traces = projectionTraces(data.design, weights, fit.inverse);
  const information =
    method === 'REML' ? traces.double(one, one) : sumOver(weights.length, (study) => at(weights, study) ** 2);
  const expected = method === 'REML' ? traces.single(one) : sum(weights);
  return { change: (observed - expected) / information, information };
}

/** Scoring can stop on a hill that is lower than the one at zero; then zero is the estimate. */
function orBoundary(data: EffectData, method: 'ML' | 'REML', tau2: number): number {
  const atZero = scoringStep(data, method, 0);
  if (tau2 < 1e-10 && atZero !== null && atZero.change <= 0) return 0;
  const here = logLikelihood(data, method, tau2);
  const zero = logLikelihood(data, method, 0);
  return here !== null && zero !== null && zero - here > 1e-5 ? 0 : tau2;
}

/**
 * Log likelihood at tau2: restricted for REML (with the constant log det X'X / 2), full for every other method.
 * Null where the design's columns are not independent.
 */
export function logLikelihood(data: EffectData, method: Tau2Method, tau2: number): number | null {
  const weights = weightsAt(data, tau2);
  const fit = fitWeighted(data, weights);
  return fit === null ? null : logLikelihoodOfFit(data, method, weights, fit);
}

export function logLikelihoodOfFit(
  data: EffectData,
  method: Tau2Method,
  weights: readonly number[],
  fit: WeightedFit,
): number {
  const k = data.effects.length;
  const p = data.design[0]?.length ?? 0;
  const logVariances = -sumOver(k, (study) => Math.log(at(weights, study)));
  const full = -(logVariances + fit.residualSum) / 2;
  if (method !== 'REML') return full - (k / 2) * Math.log(2 * Math.PI);
  const unweighted = fitWeighted(
    data,
    weights.map(() => 1),
  );
  const constant = (unweighted?.logDeterminant ?? 0) / 2;
  return full - ((k - p) / 2) * Math.log(2 * Math.PI) + constant - fit.logDeterminant / 2;
}
