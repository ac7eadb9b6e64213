import type { QueueOrder } from '../domain/review.ts';
import { createRandom, shuffle } from './random.ts';
import type { Ranking } from './ranker.ts';

export interface QueueSettings {
  /** Most likely relevant first, those the model is least sure of first, by chance, or as the records came in. */
  order: QueueOrder;
  /** Share of places, 0 to 1, given to records drawn by chance, so that what the ranking overlooks is seen too. */
  randomShare: number;
  /** The same seed gives the same draws. */
  seed: number;
}

/** The unlabelled records of a ranking in the order in which a reviewer reads them; each once. */
export function queueOf(ranking: Ranking, { order, randomShare, seed }: QueueSettings): Uint32Array {
  const byChance = ranking.order.slice();
  const random = createRandom(seed);
  shuffle(byChance, random);
  const chosen = ordered(ranking, order, byChance);
  if (randomShare <= 0) return chosen;
  const queued = new Set<number>();
  let nextChosen = 0;
  let nextByChance = 0;
  while (queued.size < chosen.length) {
    if (random.next() < randomShare) {
      while (queued.has(byChance[nextByChance] as number)) nextByChance += 1;
      queued.add(byChance[nextByChance] as number);
    } else {
      while (queued.has(chosen[nextChosen] as number)) nextChosen += 1;
      queued.add(chosen[nextChosen] as number);
    }
  }
  return Uint32Array.from(queued);
}

function ordered(ranking: Ranking, order: QueueOrder, byChance: Uint32Array): Uint32Array {
  switch (order) {
    case 'relevant':
      return ranking.order;
    case 'random':
      return byChance;
    case 'oldest':
      return ranking.order.toSorted();
    case 'uncertain': {
      // A decision value of 0 is the border. Likeness to a question has no border, so its order stays.
      if (ranking.basis !== 'model') return ranking.order;
      const distance = (record: number) => Math.abs(ranking.scores[record] as number);
      return ranking.order.toSorted((a, b) => distance(a) - distance(b));
    }
  }
}
