import type { DefinedAgreement } from './outcome.ts';
import type { CodedRatings } from './ratings.ts';

/**
 * What a reader must know beside a figure. `rare class`: kappa and alpha fall although agreement is high, because
 * chance alone would agree so often (Feinstein and Cicchetti 1990); percent agreement and AC1 belong beside them.
 * `few units`: the intervals rest on large samples. `no disagreement`: an interval without width is no certainty.
 */
export type Caution = 'rare class' | 'few units' | 'no disagreement';

/** Below this share of all ratings, what is not the commonest class counts as rare. */
export const rareBelow = 0.2;
/** Fewer units rated twice than this are few. */
export const fewUnits = 30;

/** How often each category of the scale was used, as shares of all ratings; empty without ratings. */
export function classShares({ counts, categoryCount }: CodedRatings): number[] {
  const used = Array.from({ length: categoryCount }, (_, category) =>
    counts.reduce((total, row) => total + (row[category] ?? 0), 0),
  );
  const all = used.reduce((total, count) => total + count, 0);
  return all === 0 ? [] : used.map((count) => count / all);
}

export function cautionsOf(pairable: CodedRatings, percent: DefinedAgreement): Caution[] {
  const commonest = Math.max(...classShares(pairable));
  const cautions: Caution[] = [];
  if (1 - commonest < rareBelow) cautions.push('rare class');
  if (pairable.units.length < fewUnits) cautions.push('few units');
  if (percent.estimate === 1) cautions.push('no disagreement');
  return cautions;
}
