import { type Claim, hitsOf } from './claims.ts';
import type { FactorHit } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { distance } from './spacing.ts';

/** A claim with the hit of the factor that it is made of. */
export interface Aligned {
  claim: Claim;
  value: 1 | -1;
  /** In words as a reader takes them. */
  cost: number;
}

/** What stands on the side where its claim is not expected is so much farther away. */
const wrongSide = 6;

/** "A was related to shrinkage": a claim that leaves its sign open stands so much farther away than one with a sign. */
const unsigned = 3;

/** "Resorption of the extruded part": whether the outcome that stands between a claim and a factor is of the factor. */
export function isObject(sentence: ReadSentence, factor: Hit, from: number, { outcome }: PredictorRules): boolean {
  const { words } = sentence.tokens;
  let at = factor.from - 1;
  while (at > from && articles.has(words[at] ?? '')) at--;
  if (words[at] !== 'of') return false;
  return outcome.some((list) => sentence.byList.get(list)?.some((hit) => hit.to === at));
}

const articles: ReadonlySet<string> = new Set(['a', 'an', 'the', 'this', 'such', 'these', 'lumbar']);

/** "Correlated with A and inversely with B": what is said of B alone. */
function isJoined({ tokens: { words } }: ReadSentence, cue: Hit): boolean {
  const before = words[cue.from - 1];
  const after = words[cue.to];
  return (before === 'and' || before === 'but') && (after === 'with' || after === 'to');
}

/**
 * The claim that a sentence makes of a factor. A factor that is the subject of its clause has its claim after it
 * ("A and B favoured resorption"), one that follows a preposition has it before ("faster with A and B").
 */
export function claimOf(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  claims: readonly Claim[],
  rules: PredictorRules,
): Aligned | undefined {
  const markers = sentence.byList.get(rules.obliques) ?? [];
  let best: Aligned | undefined;
  for (const { hit, value } of hits) {
    for (const claim of claims) {
      const { cue } = claim;
      const follows = cue.to > hit.from;
      const [from, to] = follows ? [Math.min(hit.to, cue.from), cue.from] : [cue.to, hit.from];
      const isApart = clauseEndsBetween(sentence, from, to);
      if (isApart && !isSetAside(sentence, from, to, rules) && !(follows && isTakenUp(sentence, from, to, rules)))
        continue;
      if (follows && isOfNearer(sentence, from, to)) continue;
      const isOblique = markers.some(
        (marker) => marker.to <= hit.from && marker.from >= (follows ? hit.from - 2 : cue.to),
      );
      const opens = distance(sentence, sentence.from, hit.from) <= 2;
      // "Correlated with A and inversely with B": a claim that has its own object says nothing of A.
      // "The decrease was larger in large ones and was not related to sex": the last is said of sex.
      if (follows && claim.object && !hits.some((other) => other.hit === claim.object)) continue;
      const hasObject = follows && markers.some((marker) => marker.from === cue.to);
      // "Promote the resorption of extruded discs": what resorbs is not what promotes it.
      if (!follows && isObject(sentence, hit, cue.to, rules)) continue;
      if (hasObject && ((isOblique && !opens) || isJoined(sentence, cue))) continue;
      const misplaced = follows ? isOblique && !opens : !isOblique;
      const cost = distance(sentence, from, to) + (misplaced ? wrongSide : 0) + (claim.isUnsigned ? unsigned : 0);
      // Of two that stand equally near the later is what the sentence comes to.
      if (!best || cost <= best.cost) best = { claim, value, cost };
    }
  }
  return best;
}

/** "A rim was common, but its thickness was unrelated": a clause that opens with a pronoun goes on about the factor. */
function isTakenUp(sentence: ReadSentence, from: number, to: number, { carriedBy }: PredictorRules): boolean {
  const [end, second] = sentence.clauseEnds.filter((at) => at >= from && at < to);
  if (end === undefined || second !== undefined) return false;
  return hitsOf(sentence, [carriedBy.pronouns]).some((cue) => cue.from >= end && cue.from - end <= pronounReach);
}

/** "But its", "and yet its": so many words may stand before the pronoun. */
const pronounReach = 2;

/** "Volume (OR 1.4), age (OR 0.96) and steroids, which had little weight": what a relative clause says is of the last. */
function isOfNearer({ tokens: { words } }: ReadSentence, from: number, to: number): boolean {
  const between = words.slice(from, to);
  const relative = between.lastIndexOf('which');
  return between[relative - 1] === ',' && between.slice(0, relative - 1).includes(',');
}

/** "Extrusion rather than protrusion was associated with ...": what is set against a factor does not end its clause. */
function isSetAside(sentence: ReadSentence, from: number, to: number, { setAgainst }: PredictorRules): boolean {
  const aside = sentence.byList.get(setAgainst)?.filter((cue) => cue.from >= from && cue.to <= to) ?? [];
  return sentence.clauseEnds.every(
    (end) => end < from || end >= to || aside.some((cue) => cue.from <= end && cue.to > end),
  );
}
