import { t95, tTwoSided } from './distributions.ts';
import { sum } from './matrix.ts';
import type { DefinedAgreement, Interval } from './outcome.ts';

/**
 * A coefficient with the standard error that the spread of the units' own contributions gives it (their mean is
 * the coefficient), Student's t on units - 1 (Gwet, Handbook of Inter-Rater Reliability, 4th ed., 2014).
 */
export function estimateFrom(
  estimate: number,
  contributions: readonly number[],
  { observed, expected, lowest = Number.NEGATIVE_INFINITY }: { observed: number; expected: number; lowest?: number },
): DefinedAgreement {
  const units = contributions.length;
  const common = { defined: true, estimate, observed, expected, units } as const;
  if (units < 2) return { ...common, standardError: null, interval: null, p: null };
  const squares = sum(contributions.map((contribution) => (contribution - estimate) ** 2));
  const standardError = Math.sqrt(squares / (units * (units - 1)));
  return {
    ...common,
    standardError,
    interval: clipped(estimate, t95(units - 1) * standardError, lowest),
    p: tTwoSided(ratio(estimate, standardError), units - 1),
  };
}

/** An interval that stays on the coefficient's scale, which ends at 1 but may have no lower end. */
export function clipped(estimate: number, halfWidth: number, lowest = Number.NEGATIVE_INFINITY): Interval {
  return { lower: Math.max(lowest, estimate - halfWidth), upper: Math.min(1, estimate + halfWidth) };
}

/** Of the estimate to its error, where an error of 0 leaves no doubt about any other value than 0. */
export function ratio(estimate: number, standardError: number): number {
  if (standardError > 0) return estimate / standardError;
  return estimate === 0 ? 0 : Number.POSITIVE_INFINITY;
}
