import { estimateFrom } from './estimateFrom.ts';
import { at, dot, type Matrix, mean, squareMatrix, sum, times, weighted } from './matrix.ts';
import { hasOneCategory, notComparable } from './observed.ts';
import { type Agreement, undefinedAgreement } from './outcome.ts';
import { type CodedRatings, pairableUnits } from './ratings.ts';
import { weightMatrix } from './weights.ts';

/**
 * The kind of scale: names only; an order, where the distance of two categories is how many ratings lie between
 * them; or equal steps.
 */
export type Level = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha: one less disagreement seen over disagreement expected (Krippendorff, Content Analysis). Units
 * rated once say nothing and are left out. The standard error is Gwet's (2014, ch. 2), with the distances of an
 * ordinal scale taken as given.
 */
export function krippendorffAlpha(ratings: CodedRatings, level: Level = 'nominal'): Agreement {
  const refusal = notComparable(ratings);
  if (refusal) return refusal;
  const { counts, totals, ...pairable } = pairableUnits(ratings);
  const units = counts.length;
  if (hasOneCategory({ counts, totals, ...pairable }))
    return undefinedAgreement('no variation', { observed: 1, expected: 1, units });
  const margins = Array.from({ length: ratings.categoryCount }, (_, category) =>
    sum(counts.map((row) => at(row, category))),
  );
  const weights = agreementWeights(level, margins);
  const meanTotal = mean(totals);
  const share = margins.map((count) => count / (units * meanTotal));
  const expected = weighted(share, weights, share);
  const towardsShare = times(weights, share);

  // A rating is not paired with itself, so that of all ratings one in `units * meanTotal` agrees by itself.
  const alone = 1 / (units * meanTotal);
  const perUnit = counts.map((row, unit) => {
    const ratingsOfUnit = at(totals, unit);
    return (dot(row, times(weights, row)) - ratingsOfUnit) / (meanTotal * (ratingsOfUnit - 1));
  });
  const paired = mean(perUnit);
  const observed = (1 - alone) * paired + alone;
  const estimate = (observed - expected) / (1 - expected);

  // The spread is that of the agreement in pairs alone, moved to where alpha is.
  const pairedEstimate = (paired - expected) / (1 - expected);
  const contributions = counts.map((row, unit) => {
    const surplus = (at(totals, unit) - meanTotal) / meanTotal;
    const seen = at(perUnit, unit) - observed * surplus;
    const chance = dot(row, towardsShare) / meanTotal - expected * surplus;
    const own = (seen - expected) / (1 - expected) - (2 * (1 - pairedEstimate) * (chance - expected)) / (1 - expected);
    return own - pairedEstimate + estimate;
  });
  return estimateFrom(estimate, contributions, { observed, expected });
}

/** One less the squared distance, on a scale where the greatest distance is 1. */
function agreementWeights(level: Level, margins: readonly number[]): Matrix {
  if (level === 'nominal') return weightMatrix('identity', margins.length);
  if (level === 'interval') return weightMatrix('quadratic', margins.length);
  const between = squareMatrix(margins.length, (row, column) => {
    if (row === column) return 0;
    const [low, high] = row < column ? [row, column] : [column, row];
    return (sum(margins.slice(low, high + 1)) - (at(margins, low) + at(margins, high)) / 2) ** 2;
  });
  const greatest = Math.max(...between.flat());
  return between.map((row) => row.map((distance) => 1 - distance / greatest));
}
