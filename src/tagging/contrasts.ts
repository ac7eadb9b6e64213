import type { FactorHit, Reasoned } from './comparisons.ts';
import type { ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { shareOf, sharesOf } from './shares.ts';

/** The share that a sentence gives for one value of a factor. */
export interface Standing {
  sentence: ReadSentence;
  value: 1 | -1;
  share: number;
}

/** "Sequestrations lost 68%.": one value and one share; none where a sentence compares by itself. */
export function standingOf(sentence: ReadSentence, hits: readonly FactorHit[]): Standing | undefined {
  const values = hits.filter(({ isValue }) => isValue);
  const [first] = values;
  if (!first || values.some(({ value }) => value !== first.value)) return undefined;
  const [share, second] = sharesOf(sentence);
  return share && !second ? { sentence, value: first.value, share: shareOf(share) } : undefined;
}

/** "In the group without it, 29 of 58 did.": one share, of those that lack what the sentence before named. */
export function restOf(before: Standing, sentence: ReadSentence, { theRest }: PredictorRules): Standing | undefined {
  if (!sentence.byList.has(theRest)) return undefined;
  const [share, second] = sharesOf(sentence);
  return share && !second ? { sentence, value: before.value === 1 ? -1 : 1, share: shareOf(share) } : undefined;
}

/** "Sequestrations lost 68%. Protrusions lost 35%.": two sentences behind one another that compare two values. */
export function readAcross(before: Standing, now: Standing, course: 1 | -1): Reasoned | undefined {
  if (before.sentence.field !== now.sentence.field || before.sentence.end > now.sentence.start) return undefined;
  if (before.value === now.value || before.share === now.share) return undefined;
  const sense = (before.share - now.share) * before.value * course;
  return { direction: sense > 0 ? 'favours' : 'against', reason: 'shares of two sentences compared', isCompared: true };
}
