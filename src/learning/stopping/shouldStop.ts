import { fewestFinds, outlookOf } from './fallingRate.ts';
import { mostMissed, type Stretch, smallestChance, telling } from './missed.ts';

/** The reading so far, as the stopping rules take it. */
export interface Reading {
  /** All records to be screened, read or not. */
  records: number;
  /** Labels of the records read in the order of the ranking, priors first. */
  ranked: readonly boolean[];
  /** Labels of records drawn blindly from all that were left after those; empty while there is no such phase. */
  sampled: readonly boolean[];
}

/**
 * - `blindDraw`: the hypergeometric test of Callaghan and Müller-Hansen (2020). It takes the ranked records for a
 *   blind draw, which understates how much was found, so it errs towards reading on.
 * - `rankedDraw`: the same test with the odds at which the ranking prefers relevant records. The odds are an
 *   assumption that simulations can support, not prove; `testedOdds` is the value they support.
 * - `fallingRate`: how likely is it, by the rate at which relevant records still turn up, that no more are left than the
 *   target allows? A model of the reading that simulations support, not a test without assumptions.
 * - `inARow`: so many irrelevant records one after another. A habit without a stated risk.
 */
export type StoppingRule =
  | { kind: 'blindDraw'; target: number; confidence: number }
  | { kind: 'rankedDraw'; target: number; confidence: number; odds: number }
  | { kind: 'fallingRate'; target: number; confidence: number }
  | { kind: 'inARow'; irrelevant: number };

export interface StoppingAdvice {
  stop: boolean;
  reason: 'everythingRead' | 'nothingFound' | 'targetShown' | 'targetNotShown' | 'runReached' | 'runNotReached';
  rule: StoppingRule;
  read: number;
  unread: number;
  relevant: number;
  /** Irrelevant records read since the last relevant one. */
  sinceLastRelevant: number;
  /** The chance of finding so few, or of the finds so far, had the target been missed; null for a rule without one. */
  chance: number | null;
  /** At the rule's confidence: the most relevant records left unread, and the least recall reached. */
  mostMissed: number | null;
  leastRecall: number | null;
}

/**
 * Advises whether the reading may end. A person decides: the advice holds numbers and a reason, no verdict on the
 * review. Pure and fast enough to be asked after every record (a millisecond at thousands of records).
 */
export function shouldStop(reading: Reading, rule: StoppingRule): StoppingAdvice {
  const all = [...reading.ranked, ...reading.sampled];
  const relevant = all.filter(Boolean).length;
  const unread = reading.records - all.length;
  const sinceLastRelevant = all.length - 1 - all.lastIndexOf(true);
  const state = { rule, read: all.length, unread, relevant, sinceLastRelevant };
  const untested = { chance: null, mostMissed: null, leastRecall: null };

  if (unread <= 0)
    return { ...state, ...untested, stop: true, reason: 'everythingRead', mostMissed: 0, leastRecall: 1 };
  if (relevant === 0) return { ...state, ...untested, stop: false, reason: 'nothingFound' };
  if (rule.kind === 'inARow') {
    const stop = sinceLastRelevant >= rule.irrelevant;
    return { ...state, ...untested, stop, reason: stop ? 'runReached' : 'runNotReached' };
  }

  if (rule.kind === 'fallingRate') return { ...state, ...untested, ...fallingRateAdvice(all, reading.records, rule) };

  const blind = reading.sampled.length > 0;
  const odds = rule.kind === 'rankedDraw' && !blind ? rule.odds : 1;
  const stretches = blind ? [wholeSample(reading.sampled)] : telling(reading.ranked);
  const chance = smallestChance(stretches, unread, leastMissedBelow(rule.target, relevant), odds);
  const missed = mostMissed(stretches, unread, rule.confidence, odds);
  const stop = chance < 1 - rule.confidence;
  return {
    ...state,
    stop,
    reason: stop ? 'targetShown' : 'targetNotShown',
    chance,
    mostMissed: missed,
    leastRecall: relevant / (relevant + missed),
  };
}

function fallingRateAdvice(
  labels: readonly boolean[],
  records: number,
  { target, confidence }: { target: number; confidence: number },
): Pick<StoppingAdvice, 'stop' | 'reason'> & Partial<StoppingAdvice> {
  const finds = [...labels.keys()].filter((at) => labels[at]);
  if (finds.length < fewestFinds) return { stop: false, reason: 'targetNotShown' };
  const outlook = outlookOf(finds, labels.length, records);
  const chance = 1 - outlook.chanceOfAtMost(leastMissedBelow(target, finds.length) - 1);
  const stop = chance <= 1 - confidence;
  const mostMissed = outlook.mostMissed(confidence);
  return {
    stop,
    reason: stop ? 'targetShown' : 'targetNotShown',
    chance,
    mostMissed,
    leastRecall: finds.length / (finds.length + mostMissed),
  };
}

function wholeSample(sampled: readonly boolean[]): Stretch {
  return { drawn: sampled.length, found: sampled.filter(Boolean).length };
}

/** The fewest records that must have been missed for the recall to lie below the target. */
export function leastMissedBelow(target: number, relevant: number): number {
  return Math.floor(relevant / target - relevant + 1e-9) + 1;
}
