import type { Direction } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { distance } from './spacing.ts';
import { chancePlaces } from './statistics.ts';

/** Words of a sentence that say which way something points: to more of the outcome, to less of it, or to neither. */
export interface Claim {
  cue: Hit;
  direction: Direction;
  /** Says that there is a relation, not of which sign: "related to". */
  isUnsigned: boolean;
  /** Measures the reverse of the outcome, which has turned the direction already: "more persistence". */
  isTurned: boolean;
  words: string;
  /** "Not related to sex": the factor that it is said of. */
  object: Hit | undefined;
}

/** "Less shrinkage": so far may a word of more or less stand from the outcome it measures. */
const besideOutcome = 3;

/** "Did not report higher rates": so far does a negation reach. */
const negationReach = 4;

/**
 * The claims of a sentence, in order: cues of a direction, and words of more or less beside the outcome. Of cues
 * that overlap the longer counts, so that "less likely to shrink" is not "likely to shrink". A negation before a
 * claim makes it one of no association.
 *
 * @param measures lists whose more or less is more or less of the outcome.
 * @param taken where factors are named: "larger herniations shrank" says nothing of more shrinkage.
 */
export function readClaims(
  sentence: ReadSentence,
  rules: PredictorRules,
  measures: readonly string[],
  taken: readonly Hit[],
): Claim[] {
  const explicit: Found[] = rules.directions.flatMap(({ direction, lists }) =>
    lists.flatMap((list) => (sentence.byList.get(list) ?? []).map((cue) => ({ cue, direction }))),
  );
  const groups = outcomeGroupNames(sentence, rules);
  const measured = measuredOutcomes(sentence, rules, measures, taken);
  // "Less persistence": what is measured claims nothing of its own.
  const spoken = explicit.filter(
    ({ cue }) => !measured.some(({ reverse }) => reverse && reverse.from < cue.to && reverse.to > cue.from),
  );
  const found = [...spoken, ...measured].filter(
    // "Those that did not shrink" beside "those that did" is the name of a group.
    ({ cue }) =>
      !groups.some((hit) => hit.from <= cue.from && hit.to >= cue.to) &&
      // "Enhancement in resorption": the factor's own name claims nothing.
      !taken.some((hit) => hit.from < cue.from && hit.to > cue.from),
  );
  const kept = found.filter(({ cue, direction }) => !found.some((other) => outranks(other, cue, direction)));
  const related = hitsOf(sentence, [rules.related]);
  const claims = kept
    .map(
      ({ cue, direction, reverse }): Claim => ({
        cue,
        isTurned: reverse !== undefined,
        direction: direction !== 'discusses' && isNegated(sentence, cue, rules, taken) ? 'no association' : direction,
        isUnsigned: related.some((hit) => hit.from < cue.to && hit.to > cue.from),
        words: quote(sentence, cue),
        object: objectOf(sentence, cue, taken),
      }),
    )
    .sort((one, other) => one.cue.from - other.cue.from);
  return takenBack(sentence, claims, rules, taken);
}

/** The factor that a claim names as its own object, right behind "to", "with" or "by". */
function objectOf({ tokens: { words } }: ReadSentence, cue: Hit, taken: readonly Hit[]): Hit | undefined {
  const at = joins.has(words[cue.to - 1] ?? '') ? cue.to : joins.has(words[cue.to] ?? '') ? cue.to + 1 : -1;
  if (at < 0) return undefined;
  return taken.find((hit) => hit.from >= at && hit.from - at <= 1);
}

const joins: ReadonlySet<string> = new Set(['to', 'with', 'by']);

/** The names of groups with and without the outcome, where a sentence names both. */
function outcomeGroupNames(sentence: ReadSentence, { outcomeGroups }: PredictorRules): readonly Hit[] {
  const without = hitsOf(sentence, [outcomeGroups.withoutOutcome]);
  const having = hitsOf(sentence, [outcomeGroups.withOutcome]);
  const both = having.some((hit) => without.every((other) => other.from > hit.from || other.to <= hit.from));
  return without.length > 0 && both ? [...having, ...without] : [];
}

/** "More frequent in older patients, without significance", "... (p = 0.41)": the claim before is one of none. */
function takenBack(
  sentence: ReadSentence,
  claims: readonly Claim[],
  rules: PredictorRules,
  taken: readonly Hit[],
): Claim[] {
  const byChance = [
    ...hitsOf(sentence, [rules.insignificance]).map((hit) => hit.from),
    ...chancePlaces(sentence, rules),
  ];
  if (byChance.length === 0) return [...claims];
  const lost = new Set(
    byChance.map((at) => claims.findLast((claim) => claim.cue.to <= at && isOwn(sentence, claim, at, taken))),
  );
  return claims.map((claim) => (lost.has(claim) ? { ...claim, direction: 'no association' } : claim));
}

/** "A raised it, whereas B was not significant": the chance is that of the factor named behind the claim. */
function isOwn(sentence: ReadSentence, { cue }: Claim, at: number, taken: readonly Hit[]): boolean {
  return !taken.some((hit) => hit.to <= at && clauseEndsBetween(sentence, cue.to, hit.from));
}

type Found = Pick<Claim, 'cue' | 'direction'> & { reverse?: Hit };

/** Of two overlapping cues of different directions the longer counts; of equally long ones the one that denies. */
function outranks(other: Found, cue: Hit, direction: Direction): boolean {
  if (other.direction === direction || other.cue.from >= cue.to || other.cue.to <= cue.from) return false;
  const longer = other.cue.to - other.cue.from - (cue.to - cue.from);
  return longer > 0 || (longer === 0 && rank[other.direction] > rank[direction]);
}

const rank: Record<Direction, number> = { favours: 0, against: 1, 'no association': 2, discusses: 3 };

/** "More shrinkage", "less regression", "longer persistence". */
function measuredOutcomes(
  sentence: ReadSentence,
  rules: PredictorRules,
  measures: readonly string[],
  taken: readonly Hit[],
): Found[] {
  const outcomes = [
    ...hitsOf(sentence, measures).map((hit) => ({ hit, value: 1 })),
    ...hitsOf(sentence, rules.reversed).map((hit) => ({ hit, value: -1 })),
  ];
  const found: Found[] = [];
  for (const [list, value] of [
    [rules.more, 1],
    [rules.less, -1],
  ] as const) {
    for (const cue of sentence.byList.get(list) ?? []) {
      if (taken.some((hit) => hit.from < cue.to && hit.to > cue.from)) continue;
      const near = outcomes.find(({ hit }) => isBeside(sentence, cue, hit));
      if (!near) continue;
      const direction = value * near.value > 0 ? 'favours' : 'against';
      found.push(near.value > 0 ? { cue, direction } : { cue, direction, reverse: near.hit });
    }
  }
  return found;
}

function isBeside(sentence: ReadSentence, cue: Hit, outcome: Hit): boolean {
  const [from, to] = outcome.from >= cue.to ? [cue.to, outcome.from] : [outcome.to, cue.from];
  if (from > to) return false;
  return distance(sentence, from, to) <= besideOutcome && !clauseEndsBetween(sentence, from, to);
}

/** Whether a negation stands so near before a cue that it denies it. */
export function isNegated(
  sentence: ReadSentence,
  cue: Hit,
  rules: PredictorRules,
  named: readonly Hit[] = [],
): boolean {
  const taken = [...named, ...hitsOf(sentence, [...rules.reversed, rules.outcomeGroups.withoutOutcome])];
  return (sentence.byList.get(rules.negators) ?? []).some(
    (negator) =>
      negator.to <= cue.from &&
      distance(sentence, negator.to, cue.from) <= negationReach &&
      !clauseEndsBetween(sentence, negator.to, cue.from) &&
      // The "un-" of "unruptured" belongs to the name of the factor, the "no" of "no resorption" to that of the outcome.
      !taken.some((hit) => hit.from < negator.to && hit.to > negator.from),
  );
}

/** Every hit of the lists in a sentence. */
export function hitsOf(sentence: ReadSentence, lists: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (const list of lists) {
    const found = sentence.byList.get(list);
    if (found) hits.push(...found);
  }
  return hits;
}
