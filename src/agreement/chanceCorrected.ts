import { estimateFrom } from './estimateFrom.ts';
import { at, cell, type Matrix, mean, sum, times, total, weighted } from './matrix.ts';
import { hasOneCategory, notComparable, observedAgreement } from './observed.ts';
import { type Agreement, type UndefinedAgreement, undefinedAgreement } from './outcome.ts';
import type { CodedRatings } from './ratings.ts';
import { type Weighting, weightMatrix } from './weights.ts';

/*
 * Coefficients of the form (observed - expected) / (1 - expected), which differ only in what they expect of chance.
 * They take any number of raters, missing ratings and ordered scales; their errors are Gwet's (2014, ch. 5 and 6),
 * whose part for chance is half the derivative of the expected agreement by the unit.
 */

/** Agreement seen, without correction for chance. */
export function percentAgreement(ratings: CodedRatings, weighting: Weighting = 'identity'): Agreement {
  const refusal = notComparable(ratings);
  if (refusal) return refusal;
  const seen = observedAgreement(ratings, weightMatrix(weighting, ratings.categoryCount));
  const scale = ratings.units.length / seen.pairable;
  return estimateFrom(
    seen.value,
    seen.perUnit.map((value) => scale * value),
    { observed: seen.value, expected: 0, lowest: 0 },
  );
}

/** Gwet's AC1, and AC2 with weights: chance is a rater who guesses, more likely where the classes are even (Gwet 2008). */
export function gwetAc(ratings: CodedRatings, weighting: Weighting = 'identity'): Agreement {
  const refusal = notComparable(ratings) ?? withoutScale(ratings);
  if (refusal) return refusal;
  const weights = weightMatrix(weighting, ratings.categoryCount);
  const share = classShares(ratings);
  const factor = total(weights) / (ratings.categoryCount * (ratings.categoryCount - 1));
  const others = share.map((value) => 1 - value);
  return corrected(ratings, weights, {
    expected: factor * sum(share.map((value, category) => value * at(others, category))),
    perUnit: meanPerRating(ratings, others).map((value) => factor * value),
  });
}

/** Fleiss' kappa (1971), after Gwet with missing ratings and weights: chance draws from the classes of all ratings. */
export function fleissKappa(ratings: CodedRatings, weighting: Weighting = 'identity'): Agreement {
  const refusal = notComparable(ratings) ?? withoutVariation(ratings, weighting);
  if (refusal) return refusal;
  const weights = weightMatrix(weighting, ratings.categoryCount);
  const share = classShares(ratings);
  return corrected(ratings, weights, {
    expected: weighted(share, weights, share),
    perUnit: meanPerRating(ratings, times(weights, share)),
  });
}

/** Conger's kappa (1980): chance draws for each pair of raters from the classes of each; of two raters, Cohen's. */
export function congerKappa(ratings: CodedRatings, weighting: Weighting = 'identity'): Agreement {
  const refusal = notComparable(ratings) ?? withoutVariation(ratings, weighting) ?? withIdleRater(ratings);
  if (refusal) return refusal;
  const weights = weightMatrix(weighting, ratings.categoryCount);
  return corrected(ratings, weights, congerChance(ratings, weights));
}

/** Brennan and Prediger's coefficient (1981): chance takes every category alike. Of two complete raters, PABAK. */
export function brennanPrediger(ratings: CodedRatings, weighting: Weighting = 'identity'): Agreement {
  const refusal = notComparable(ratings) ?? withoutScale(ratings);
  if (refusal) return refusal;
  const weights = weightMatrix(weighting, ratings.categoryCount);
  const expected = total(weights) / ratings.categoryCount ** 2;
  return corrected(ratings, weights, { expected, perUnit: ratings.units.map(() => expected) });
}

/** Agreement expected by chance, and the part of each unit in it; their mean is the expected agreement. */
interface Chance {
  expected: number;
  perUnit: readonly number[];
}

function corrected(ratings: CodedRatings, weights: Matrix, { expected, perUnit }: Chance): Agreement {
  const seen = observedAgreement(ratings, weights);
  const estimate = (seen.value - expected) / (1 - expected);
  const scale = ratings.units.length / seen.pairable;
  const contributions = seen.perUnit.map((value, unit) => {
    const own = at(ratings.totals, unit) < 2 ? 0 : (scale * (value - expected)) / (1 - expected);
    return own - (2 * (1 - estimate) * (at(perUnit, unit) - expected)) / (1 - expected);
  });
  return estimateFrom(estimate, contributions, { observed: seen.value, expected });
}

/** Share of each category: the mean over units of its share in the unit. */
function classShares({ counts, totals, categoryCount }: CodedRatings): number[] {
  return Array.from({ length: categoryCount }, (_, category) =>
    mean(counts.map((row, unit) => at(row, category) / at(totals, unit))),
  );
}

/** Of each unit, the mean of a value of the category over its ratings. */
function meanPerRating({ counts, totals }: CodedRatings, values: readonly number[]): number[] {
  return times(counts, values).map((value, unit) => value / at(totals, unit));
}

function congerChance({ units, raterCount, categoryCount }: CodedRatings, weights: Matrix): Chance {
  const used = Array.from({ length: raterCount }, () => new Array<number>(categoryCount).fill(0));
  for (const unit of units) {
    unit.forEach((rating, rater) => {
      const own = used[rater];
      if (own && rating !== null) own[rating] = at(own, rating) + 1;
    });
  }
  const rated = used.map(sum);
  const shares = used.map((own, rater) => own.map((count) => count / at(rated, rater)));
  const pairs = raterCount * (raterCount - 1);
  // What a rating of each rater would agree with, summed over the other raters.
  const againstOthers = shares.map((_, rater) => {
    const others = Array.from({ length: categoryCount }, (_, category) =>
      sum(shares.map((share, other) => (other === rater ? 0 : at(share, category)))),
    );
    return times(weights, others);
  });
  const ofRater = shares.map((share, rater) => sum(share.map((value, k) => value * cell(againstOthers, rater, k))));
  const expected = sum(ofRater) / pairs;
  const perUnit = units.map((unit) => {
    let shift = 0;
    unit.forEach((rating, rater) => {
      if (rating !== null)
        shift += (units.length / at(rated, rater)) * (cell(againstOthers, rater, rating) - at(ofRater, rater));
    });
    return expected + shift / pairs;
  });
  return { expected, perUnit };
}

function withoutScale(ratings: CodedRatings): UndefinedAgreement | null {
  return ratings.categoryCount < 2
    ? undefinedAgreement('one category on the scale', { observed: 1, units: ratings.units.length })
    : null;
}

function withoutVariation(ratings: CodedRatings, weighting: Weighting): UndefinedAgreement | null {
  if (!hasOneCategory(ratings)) return null;
  const weights = weightMatrix(weighting, ratings.categoryCount);
  const observed = observedAgreement(ratings, weights).value;
  return undefinedAgreement('no variation', { observed, expected: 1, units: ratings.units.length });
}

/** A rater who rated nothing has no classes to draw from. */
function withIdleRater({ units, raterCount }: CodedRatings): UndefinedAgreement | null {
  const isIdle = Array.from({ length: raterCount }, (_, rater) => units.every((unit) => unit[rater] === null));
  return isIdle.includes(true) ? undefinedAgreement('a rater without ratings', { units: units.length }) : null;
}
