import { fleissKappa } from './chanceCorrected.ts';
import { cohenKappa } from './cohen.ts';
import { normalTwoSided } from './distributions.ts';
import { ratio } from './estimateFrom.ts';
import { at, mean, sum } from './matrix.ts';
import { notComparable } from './observed.ts';
import { type Agreement, type DefinedAgreement, undefinedAgreement } from './outcome.ts';
import { type CodedRatings, completeUnits, pairOf } from './ratings.ts';

/** Fleiss' test (1971) that raters agree no better than chance, on the units that all rated; null where kappa is. */
export function fleissTest(ratings: CodedRatings): { z: number; p: number } | null {
  const complete = completeUnits(ratings);
  const kappa = fleissKappa(complete);
  if (!kappa.defined) return null;
  const { raterCount, categoryCount, counts } = complete;
  const all = counts.length * raterCount;
  const share = Array.from({ length: categoryCount }, (_, k) => sum(counts.map((row) => at(row, k))) / all);
  const spread = sum(share.map((p) => p * (1 - p)));
  const skew = sum(share.map((p) => p * (1 - p) * (1 - 2 * p)));
  const z = ratio(kappa.estimate, Math.sqrt((2 * (spread ** 2 - skew)) / (all * (raterCount - 1))) / spread);
  return { z, p: normalTwoSided(z) };
}

/**
 * Light's kappa (1971): the mean of Cohen's kappas of all pairs of raters, on the units that all rated. It has no
 * standard error in closed form.
 */
export function lightKappa(ratings: CodedRatings): Agreement {
  const complete = completeUnits(ratings);
  const refusal = notComparable(complete);
  if (refusal) return refusal;
  const units = complete.units.length;
  const kappas: DefinedAgreement[] = [];
  for (let first = 0; first < complete.raterCount; first += 1) {
    for (let second = first + 1; second < complete.raterCount; second += 1) {
      const kappa = cohenKappa(pairOf(complete, first, second));
      if (!kappa.defined) return undefinedAgreement('a pair of raters without variation', { units });
      kappas.push(kappa);
    }
  }
  return {
    defined: true,
    estimate: mean(kappas.map(({ estimate }) => estimate)),
    standardError: null,
    interval: null,
    p: null,
    observed: mean(kappas.map(({ observed }) => observed ?? 0)),
    expected: mean(kappas.map(({ expected }) => expected ?? 0)),
    units,
  };
}
