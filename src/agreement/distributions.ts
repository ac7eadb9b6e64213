import betainc from '@stdlib/math-base-special-betainc';
import gammainc from '@stdlib/math-base-special-gammainc';
import normalDistributionQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tDistributionQuantile from '@stdlib/stats-base-dists-t-quantile';

/*
 * Tails are taken from the upper incomplete functions and never as 1 - cdf, which has no digits left below 1e-16,
 * where the p of any fair agreement lies.
 */

/** The half width of a 95 % interval in standard errors: normal, or Student's t with degrees of freedom. */
export const normal95 = normalDistributionQuantile(0.975, 0, 1);

export function t95(degreesOfFreedom: number): number {
  return tDistributionQuantile(0.975, degreesOfFreedom);
}

/** P(|Z| > |z|) for the standard normal. */
export function normalTwoSided(z: number): number {
  if (!Number.isFinite(z)) return 0;
  return z === 0 ? 1 : gammainc((z * z) / 2, 0.5, true, true);
}

/** P(|T| > |t|) for Student's t. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  if (!Number.isFinite(t)) return 0;
  return t === 0 ? 1 : betainc(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5, true, false);
}
