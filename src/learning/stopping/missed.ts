/**
 * What a stretch of reading says about the records not read: drawing without replacement, as in an urn.
 *
 * `odds` says how much more readily a relevant record is drawn than an irrelevant one. At 1 this is the
 * hypergeometric law of a blind draw; above 1 Fisher's noncentral one, for draws in the order of a ranking.
 */
export interface Draw {
  /** Records in the urn before the first draw. */
  urn: number;
  /** Relevant records in the urn. */
  relevant: number;
  /** Records drawn. */
  drawn: number;
  /** Relevant records among those drawn. */
  found: number;
  odds: number;
}

/** The chance that a draw finds `found` relevant records or fewer. */
export function chanceOfSoFew({ urn, relevant, drawn, found, odds }: Draw): number {
  const least = Math.max(0, drawn - (urn - relevant));
  const most = Math.min(relevant, drawn);
  if (found < least) return 0;
  if (found >= most) return 1;
  // Terms relative to the first one, each from the one before; scaled down before they can overflow.
  let term = 1;
  let soFew = 0;
  let all = 0;
  for (let x = least; x <= most; x++) {
    all += term;
    if (x <= found) soFew += term;
    term *= (odds * (relevant - x) * (drawn - x)) / ((x + 1) * (urn - relevant - drawn + x + 1));
    if (all > 1e200) {
      term /= 1e200;
      soFew /= 1e200;
      all /= 1e200;
    }
  }
  return soFew / all;
}

/**
 * A stretch of reading that ends now: how many records it spans and how many of them were relevant.
 * Every stretch is a chance to show that little can be left.
 */
export interface Stretch {
  drawn: number;
  found: number;
}

/**
 * The stretches worth testing: each starts just after a relevant record, or at the start of the reading. Any other
 * has the same finds in fewer draws and shows less.
 */
export function telling(read: readonly boolean[]): Stretch[] {
  const stretches: Stretch[] = [];
  let found = 0;
  for (let start = read.length; start >= 0; start--) {
    if (start === 0 || read[start - 1]) {
      stretches.push({ drawn: read.length - start, found });
      found += 1;
    }
  }
  return stretches;
}

/** The chance of the most telling stretch, had `missed` relevant records been left among the `unread`. */
export function smallestChance(stretches: readonly Stretch[], unread: number, missed: number, odds: number): number {
  let smallest = 1;
  for (const { drawn, found } of stretches) {
    const chance = chanceOfSoFew({ urn: unread + drawn, relevant: found + missed, drawn, found, odds });
    if (chance < smallest) smallest = chance;
  }
  return smallest;
}

/** The most relevant records that may be left unread at the given confidence. */
export function mostMissed(stretches: readonly Stretch[], unread: number, confidence: number, odds: number): number {
  let possible = 0;
  let refuted = unread + 1;
  while (refuted - possible > 1) {
    const tried = Math.floor((possible + refuted) / 2);
    if (smallestChance(stretches, unread, tried, odds) < 1 - confidence) refuted = tried;
    else possible = tried;
  }
  return possible;
}
