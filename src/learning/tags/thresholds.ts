/**
 * The cut that gives the best F1 when everything at or above it is suggested: halfway between the last score taken and
 * the first one left. Without a positive label there is none: null.
 */
export function bestF1Cut(scores: readonly number[], positive: readonly boolean[]): number | null {
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const positives = positive.filter(Boolean).length;
  if (positives === 0) return null;
  let hits = 0;
  let best = -1;
  let cut = 0;
  order.forEach((at, place) => {
    if (positive[at]) hits += 1;
    const score = scores[at] as number;
    const next = order[place + 1];
    const below = next === undefined ? score - 1 : (scores[next] as number);
    if (below === score) return;
    const f1 = (2 * hits) / (place + 1 + positives);
    if (f1 > best) {
      best = f1;
      cut = (score + below) / 2;
    }
  });
  return cut;
}

/** So far above the highest standardised score lies a cut that takes none. */
const aboveAll = 0.5;

/** The cut above which the given share of all scores lies; above them all where the share is less than one of them. */
export function shareCut(scores: ArrayLike<number>, share: number): number {
  const falling = Float64Array.from(scores).sort().reverse();
  const taken = Math.min(falling.length - 1, Math.max(0, Math.round(share * falling.length)));
  if (taken === 0) return (falling[0] as number) + aboveAll;
  const above = falling[taken - 1] as number;
  return (above + (falling[taken] as number)) / 2;
}
