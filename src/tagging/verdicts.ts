import type { ReadSentence } from './reading.ts';
import { hasAny } from './reading.ts';
import type { VerdictWeights } from './ruleSchema.ts';

/** What signs speak for: the share of each verdict, by the order of the rules; what is left is that there is none. */
export interface Judged {
  shares: readonly number[];
  /** Together, 0..1: that there is something to say at all. */
  share: number;
}

/** Weighs what a sentence shows: a pure function of its cues and of the signs that were read from it. */
export type Judge = (sentence: ReadSentence, signs: readonly string[]) => Judged;

/**
 * A judge by fitted weights: every sign that is shown, and every sign that is a list with a cue in the sentence, adds
 * its weights for and against each verdict (log odds against saying nothing).
 */
export function createJudge({ verdicts, bias, signs }: VerdictWeights): Judge {
  const start = verdicts.map((verdict) => bias[verdict] ?? 0);
  const bySign = new Map<string, readonly number[]>();
  const byLists: { lists: readonly string[]; weights: readonly number[] }[] = [];
  for (const { sign, lists, weights } of signs) {
    const row = verdicts.map((verdict) => weights[verdict] ?? 0);
    if (sign !== undefined) bySign.set(sign, row);
    if (lists) byLists.push({ lists, weights: row });
  }
  return (sentence, shown) => {
    const sums = [...start];
    for (const sign of shown) add(sums, bySign.get(sign));
    for (const { lists, weights } of byLists) if (hasAny(sentence, lists)) add(sums, weights);
    return shareOut(sums);
  };
}

function add(sums: number[], weights: readonly number[] | undefined): void {
  if (!weights) return;
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
}

/** Saying nothing weighs 0. */
function shareOut(sums: readonly number[]): Judged {
  const most = Math.max(0, ...sums);
  const parts = sums.map((sum) => Math.exp(sum - most));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(-most));
  const shares = parts.map((part) => part / all);
  return { shares, share: shares.reduce((sum, share) => sum + share, 0) };
}
