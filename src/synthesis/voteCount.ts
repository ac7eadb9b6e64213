import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { clopperPearsonInterval } from './singleProportion.ts';

/** Which way one study's finding points, for more of the factor. */
export type VoteDirection = 'favours' | 'against' | 'no association';

export interface VoteCount {
  favours: number;
  against: number;
  noAssociation: number;
  /** Among the studies that point one way or the other. */
  favouring: Estimable<{ share: number; interval: Interval; signTestP: number }>;
}

/**
 * Counts directions where sizes cannot be pooled (Cochrane Handbook 12.2.1.3). It says how many studies point
 * which way, never how strong the effect is; the page names it a vote count.
 */
export function voteCount(directions: readonly VoteDirection[]): VoteCount {
  const count = (wanted: VoteDirection): number => directions.filter((direction) => direction === wanted).length;
  const [favours, against] = [count('favours'), count('against')];
  const decided = favours + against;
  return {
    favours,
    against,
    noAssociation: count('no association'),
    favouring:
      decided === 0
        ? notEstimable('no studies')
        : estimate({
            share: favours / decided,
            interval: clopperPearsonInterval(favours, decided),
            signTestP: signTest(favours, decided),
          }),
  };
}

/** Two-sided binomial test against one half. */
function signTest(favours: number, decided: number): number {
  const fewer = Math.min(favours, decided - favours);
  let [term, tail] = [0.5 ** decided, 0];
  for (let count = 0; count <= fewer; count += 1) {
    tail += term;
    term *= (decided - count) / (count + 1);
  }
  return Math.min(1, 2 * tail);
}
