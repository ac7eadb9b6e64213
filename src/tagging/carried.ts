import { hitsOf } from './claims.ts';
import type { FactorHit } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { opensWith, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

/** More factors than these are a list, of which a pronoun takes up none by itself. */
export const mostCarried = 2;

/**
 * Where a sentence that names no factor comes back to one that the sentence before it named: "It correlated with ...",
 * "The former shrank in 21 of 30, the latter in 5". The pronoun stands for the factor, or for the value it points to.
 *
 * @param named where the sentence before names the factor.
 */
export function carriedHits(
  sentence: ReadSentence,
  named: readonly FactorHit[],
  { carriedBy }: PredictorRules,
): FactorHit[] {
  const [first] = named;
  const last = named.at(-1);
  if (!first || !last) return [];
  if (first.value !== last.value) {
    const pointed = [
      ...hitsOf(sentence, [carriedBy.first]).map((hit) => standingFor(hit, first)),
      ...hitsOf(sentence, [carriedBy.last]).map((hit) => standingFor(hit, last)),
    ];
    if (pointed.length > 0) return pointed.sort((one, other) => one.hit.from - other.hit.from);
  }
  const [pronoun] = opensWith(sentence, carriedBy.pronouns) ? hitsOf(sentence, [carriedBy.pronouns]) : [];
  if (!pronoun) return [];
  const isOneValue = named.every(({ isValue, value }) => isValue && value === first.value);
  return [{ hit: pronoun, value: isOneValue ? first.value : 1, isValue: isOneValue }];
}

function standingFor(hit: Hit, { value, isValue }: FactorHit): FactorHit {
  return { hit, value, isValue };
}
