import { type MeasuredRule, measuredRules } from './measured.ts';
import { mostMissed, telling } from './missed.ts';
import { type StoppingAdvice, shouldStop } from './shouldStop.ts';

/** A record that was read, in the order of reading. */
export interface ScreenedRecord {
  relevant: boolean;
  /** Whether it was drawn blindly from all that were unread, not chosen by a ranking. */
  random: boolean;
}

export interface StoppingQuestion {
  screened: readonly ScreenedRecord[];
  /** All records to be screened, read or not. */
  total: number;
  /** The recall to be reached, such as 0.95. */
  target: number;
  /** How sure it must be that it was reached, such as 0.95. */
  confidence: number;
}

/** Where the reading stood after so many records, judged by all that is known now. */
export interface RecallPoint {
  read: number;
  found: number;
  /** The least recall at the asked confidence, and the most there can be: nothing more to find. */
  atLeast: number;
  atMost: number;
}

export interface StoppingReport {
  /** The test that decides: of the blind sample where one is under way, of the ranked reading otherwise. */
  advice: StoppingAdvice;
  /** Over the whole reading taken for a blind draw (Callaghan and Müller-Hansen 2020). */
  blindDraw: StoppingAdvice;
  /** Over the blind sample at the end of the reading alone; null while there is none. */
  randomSample: StoppingAdvice | null;
  /** By the rate at which relevant records still turn up: a model, not a test, that saved more in simulations. */
  fallingRate: StoppingAdvice;
  /** A habit, not a test: so many irrelevant records one after another, with what it has meant where the truth is known. */
  inARow: { irrelevant: number; habits: (MeasuredRule & { reached: boolean })[] };
  /** How often each rule kept 95 % in simulations, by its name. */
  measured: readonly MeasuredRule[];
  /** Relevant records expected among the unread by the share found in the blind sample; null while there is none. */
  expectedMissed: number | null;
  /** At most a hundred points, evenly spaced, the last one now. Empty while nothing relevant was found. */
  curve: RecallPoint[];
}

const mostPoints = 100;

/**
 * All that a page shows to people who ask whether they may stop reading: the tests, what the habit is worth, and the
 * recall curve. It advises; a person decides and signs. A millisecond or two at thousands of records.
 *
 * @throws RangeError when more was read than there is, or target or confidence are no shares between 0 and 1
 */
export function adviseStopping({ screened, total, target, confidence }: StoppingQuestion): StoppingReport {
  if (screened.length > total) throw new RangeError(`${screened.length} records were read of ${total}.`);
  for (const share of [target, confidence]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`A target and a confidence lie between 0 and 1, not ${share}.`);
  }
  const labels = screened.map(({ relevant }) => relevant);
  const sampleStart = screened.findLastIndex(({ random }) => !random) + 1;
  const [ranked, sampled] = [labels.slice(0, sampleStart), labels.slice(sampleStart)];
  const rule = { kind: 'blindDraw', target, confidence } as const;
  const blindDraw = shouldStop({ records: total, ranked: labels, sampled: [] }, rule);
  const fallingRate = shouldStop(
    { records: total, ranked: labels, sampled: [] },
    { kind: 'fallingRate', target, confidence },
  );
  const sampling = sampled.length > 0 && ranked.length > 0;
  const randomSample = sampling ? shouldStop({ records: total, ranked, sampled }, rule) : null;
  const irrelevant = blindDraw.sinceLastRelevant;
  const unread = total - labels.length;
  return {
    advice: randomSample ?? blindDraw,
    blindDraw,
    fallingRate,
    randomSample,
    inARow: {
      irrelevant,
      habits: measuredRules.flatMap((measured) =>
        measured.inARow === null ? [] : [{ ...measured, reached: irrelevant >= measured.inARow }],
      ),
    },
    measured: measuredRules,
    expectedMissed: sampled.length > 0 ? (unread * sampled.filter(Boolean).length) / sampled.length : null,
    curve: recallCurve(labels, unread, confidence),
  };
}

/** Recall so far at points of the reading: found by then, of all found by now and of those that may still be missed. */
function recallCurve(labels: readonly boolean[], unread: number, confidence: number): RecallPoint[] {
  let found = 0;
  const foundBy = labels.map((label) => {
    if (label) found += 1;
    return found;
  });
  if (found === 0) return [];
  const missed = unread > 0 ? mostMissed(telling(labels), unread, confidence, 1) : 0;
  const points = Math.min(mostPoints, labels.length);
  return Array.from({ length: points }, (_, at) => {
    const read = Math.round(((at + 1) * labels.length) / points);
    const by = foundBy[read - 1] as number;
    return { read, found: by, atLeast: by / (found + missed), atMost: by / found };
  });
}
