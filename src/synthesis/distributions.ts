import betainc from '@stdlib/math-base-special-betainc';
import gammainc from '@stdlib/math-base-special-gammainc';
import betaDistributionQuantile from '@stdlib/stats-base-dists-beta-quantile';
import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import normalDistributionQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tDistributionQuantile from '@stdlib/stats-base-dists-t-quantile';

/*
 * Tail probabilities are taken from the upper incomplete gamma and beta functions and never as 1 - cdf, which
 * has no digits left below about 1e-16 where a strong effect's p lies.
 */

export function normalQuantile(probability: number): number {
  return normalDistributionQuantile(probability, 0, 1);
}

export function tQuantile(probability: number, degreesOfFreedom: number): number {
  return tDistributionQuantile(probability, degreesOfFreedom);
}

export function chiSquaredQuantile(probability: number, degreesOfFreedom: number): number {
  return chisquareQuantile(probability, degreesOfFreedom);
}

export function betaQuantile(probability: number, a: number, b: number): number {
  return betaDistributionQuantile(probability, a, b);
}

/** P(X > x) for chi-squared; 1 for x <= 0 and for no degrees of freedom. */
export function chiSquaredUpperTail(x: number, degreesOfFreedom: number): number {
  if (x <= 0 || degreesOfFreedom === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return orZero(gammainc(x / 2, degreesOfFreedom / 2, true, true));
}

/** Below the smallest normal number a double has no digits left: 0 says so. */
function orZero(probability: number): number {
  return probability < 2.2250738585072014e-308 ? 0 : probability;
}

/** P(F > f) with `numerator` and `denominator` degrees of freedom. */
export function fUpperTail(f: number, numerator: number, denominator: number): number {
  if (f <= 0) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  return orZero(betainc(denominator / (denominator + numerator * f), denominator / 2, numerator / 2, true, false));
}

/** P(|Z| > |z|) for the standard normal. */
export function normalTwoSided(z: number): number {
  return chiSquaredUpperTail(z * z, 1);
}

/** P(|T| > |t|) for Student's t. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  return fUpperTail(t * t, 1, degreesOfFreedom);
}
