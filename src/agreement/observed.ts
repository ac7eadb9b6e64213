import { at, dot, type Matrix, sum, times } from './matrix.ts';
import { type UndefinedAgreement, undefinedAgreement } from './outcome.ts';
import type { CodedRatings } from './ratings.ts';

/** Agreement seen: of two raters of a unit drawn at random, the mean weight of what they said. */
export interface Observed {
  value: number;
  /** Of each unit; 0 where it was rated once. */
  perUnit: readonly number[];
  /** Units rated at least twice. */
  pairable: number;
}

export function observedAgreement({ counts, totals }: CodedRatings, weights: Matrix): Observed {
  const perUnit = counts.map((row, unit) => {
    const ratings = at(totals, unit);
    return ratings < 2 ? 0 : (dot(row, times(weights, row)) - ratings) / (ratings * (ratings - 1));
  });
  const pairable = totals.filter((ratings) => ratings > 1).length;
  return { value: sum(perUnit) / pairable, perUnit, pairable };
}

/** Why nothing can be said of agreement at all, or null. */
export function notComparable({ units, raterCount, totals }: CodedRatings): UndefinedAgreement | null {
  if (units.length === 0) return undefinedAgreement('no ratings');
  if (raterCount < 2) return undefinedAgreement('one rater', { units: units.length });
  if (totals.every((ratings) => ratings < 2)) return undefinedAgreement('no unit rated twice', { units: units.length });
  return null;
}

/** Whether every rating is the same category: then chance alone would agree always, and there is nothing to correct. */
export function hasOneCategory({ counts, categoryCount }: CodedRatings): boolean {
  const used = Array.from({ length: categoryCount }, (_, category) => counts.some((row) => at(row, category) > 0));
  return used.filter(Boolean).length <= 1;
}
