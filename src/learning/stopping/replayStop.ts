import { createRandom, shuffle } from '../random.ts';
import { type Reading, type StoppingRule, shouldStop } from './shouldStop.ts';

/** Where a rule would have ended the reading, and what that would have meant. */
export interface StopOutcome {
  read: number;
  recall: number;
  /** Share of the records that would not have been read. */
  workSaved: number;
}

export interface ReplayedRule {
  rule: StoppingRule;
  /**
   * Begin a blind sample of what is left after so many irrelevant records in a row, and let the rule judge the
   * sample; null goes on by the ranking.
   */
  sampleAfter: number | null;
}

/**
 * Replays a finished screening under a stopping rule, asked every ten records (every 25 from 1,500 records on).
 *
 * @param labels of all records in the order of reading, priors first
 * @param seed of the blind sample
 */
export function replayStop(labels: readonly boolean[], { rule, sampleAfter }: ReplayedRule, seed: number): StopOutcome {
  const every = labels.length < 1500 ? 10 : 25;
  let order = labels;
  let sampleStart: number | null = null;
  for (let read = every; read < labels.length; read += every) {
    if (sampleAfter !== null && sampleStart === null) {
      const run = shouldStop(readingAt(order, read, null), { kind: 'inARow', irrelevant: sampleAfter });
      if (run.stop) {
        sampleStart = read;
        order = [...labels.slice(0, read), ...shuffled(labels.slice(read), seed)];
      }
      continue;
    }
    if (shouldStop(readingAt(order, read, sampleStart), rule).stop) return outcome(order, read);
  }
  return outcome(order, labels.length);
}

/** The work an oracle would save that stops at the very record with which the recall is reached. */
export function oracleStop(labels: readonly boolean[], recall: number): StopOutcome {
  const relevant = labels.filter(Boolean).length;
  const wanted = Math.ceil(recall * relevant - 1e-9);
  let found = 0;
  const last = labels.findIndex((label) => {
    if (label) found += 1;
    return found === wanted;
  });
  return outcome(labels, last + 1);
}

function readingAt(labels: readonly boolean[], read: number, sampleStart: number | null): Reading {
  const end = sampleStart ?? read;
  return { records: labels.length, ranked: labels.slice(0, end), sampled: labels.slice(end, read) };
}

function outcome(labels: readonly boolean[], read: number): StopOutcome {
  const relevant = labels.filter(Boolean).length;
  const found = labels.slice(0, read).filter(Boolean).length;
  return { read, recall: found / relevant, workSaved: 1 - read / labels.length };
}

function shuffled(labels: readonly boolean[], seed: number): boolean[] {
  const order = Uint32Array.from(labels.keys());
  shuffle(order, createRandom(seed));
  return Array.from(order, (at) => labels[at] === true);
}
