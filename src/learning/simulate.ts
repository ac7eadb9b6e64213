import { createRandom, shuffle } from './random.ts';
import type { Label, Ranker } from './ranker.ts';

/** How many records are read before the next training, by the number of labels known. */
export type Schedule = (labels: number) => number;

export const afterEveryRecord: Schedule = () => 1;

/** Batches that grow with what is known; a fraction of the trainings for much the same loss on average. */
export const inGrowingBatches: Schedule = (labels) => {
  if (labels < 100) return 1;
  return labels < 300 ? 5 : 15;
};

export interface Replay {
  ranker: Ranker;
  /** By record, what a person decided. */
  relevant: readonly boolean[];
  /** Records whose labels are known from the start; they are not ranked. */
  priors: readonly number[];
  /** Of the order in which records are read while there is neither a model nor a question. */
  seed: number;
  schedule?: Schedule;
}

export interface Simulation {
  /** Records in the order in which they were read, priors left out; ends with the last relevant one. */
  readOrder: number[];
  trainings: number;
}

/** Replays a screening: always the best record next, until every relevant record was found. */
export function simulate({ ranker, relevant, priors, seed, schedule = afterEveryRecord }: Replay): Simulation {
  const labels: Label[] = priors.map((record) => ({ record, relevant: relevant[record] === true }));
  const byChance = Uint32Array.from(relevant.keys());
  shuffle(byChance, createRandom(seed));
  let missing = relevant.filter(Boolean).length - labels.filter((label) => label.relevant).length;
  const readOrder: number[] = [];
  let trainings = 0;
  while (missing > 0) {
    const { order, basis } = ranker.update(labels);
    if (basis === 'model') trainings += 1;
    const next = basis === 'none' ? only(byChance, new Set(order)) : order;
    const batch = basis === 'model' ? schedule(labels.length) : 1;
    for (const record of next.subarray(0, batch)) {
      const found = relevant[record] === true;
      labels.push({ record, relevant: found });
      readOrder.push(record);
      if (found) missing -= 1;
      if (missing === 0) break;
    }
  }
  return { readOrder, trainings };
}

function only(records: Uint32Array, kept: ReadonlySet<number>): Uint32Array {
  return records.filter((record) => kept.has(record));
}
