import { hitsOf } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { readNumbers } from './numbers.ts';
import { clauseEndsBetween, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { distance } from './spacing.ts';

/** A group of patients or fragments by what became of them: 1 with the outcome, -1 without it. */
interface OutcomeGroup {
  hit: Hit;
  sense: 1 | -1;
  /** What the other group is compared with: "than in those that persisted". */
  isReference: boolean;
}

/** What a record says of its groups outside the sentence. */
export interface GroupContext {
  rules: PredictorRules;
  /** The outcome of those to whom the sentence comes back by a pronoun. */
  again: 1 | -1 | undefined;
  /** The outcome of the cases of a case-control study, where the outcome makes them cases. */
  cases: 1 | -1 | undefined;
}

/** A word of comparison stands at most so far from the factor, as a reader takes it. */
const comparedReach = 14;

/** So many words may stand between "than" and the group that it is about. */
const referenceReach = 4;

/**
 * "Rims were thicker in the resorption group", "1.9 mL in those that resorbed and 1.1 mL in those that did not":
 * where the groups are the outcome, the group that has more of the factor tells.
 */
export function readOutcomeGroups(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  { rules, again, cases }: GroupContext,
): Reasoned | undefined {
  const groups = outcomeGroups(sentence, rules, cases);
  // "Twenty disappeared. These were mostly large."
  const pronoun = again && sentence.byList.get(rules.outcomeGroups.again)?.[0];
  if (again && pronoun) groups.unshift({ hit: pronoun, sense: again, isReference: false });
  const [first] = groups;
  if (!first) return undefined;
  const subject = groups.find(({ isReference }) => !isReference);
  const sense = subject ? subject.sense : (-first.sense as 1 | -1);
  for (const { hit, value } of hits) {
    if (groups.some((group) => group.hit.from <= hit.from && group.hit.to >= hit.to)) continue;
    const compared = comparedAmount(sentence, hit, rules);
    if (compared) return told(value * compared.sense * sense, quote(sentence, compared.cue));
    const difference = figureDifference(sentence, hit, rules);
    if (difference) return told(value * difference * first.sense, 'figures of the groups');
  }
  return undefined;
}

function told(direction: number, words: string): Reasoned {
  return { direction: direction > 0 ? 'favours' : 'against', reason: `by outcome: ${words}`, isCompared: true };
}

/** The groups by outcome that a sentence names, in order. */
function outcomeGroups(sentence: ReadSentence, rules: PredictorRules, cases: 1 | -1 | undefined): OutcomeGroup[] {
  const { withOutcome, withoutOutcome, caseControl } = rules.outcomeGroups;
  const compared = [caseControl.cases, caseControl.controls];
  const [resorbed, unresorbed] = cases === 1 ? compared : compared.toReversed();
  const without = hitsOf(sentence, [withoutOutcome, ...(cases && unresorbed ? [unresorbed] : [])]);
  const having = hitsOf(sentence, [withOutcome, ...(cases && resorbed ? [resorbed] : [])]).filter(
    (hit) => !without.some((other) => other.from <= hit.from && other.to > hit.from),
  );
  const than = sentence.byList.get(rules.than) ?? [];
  return [
    ...having.map((hit) => ({ hit, sense: 1 as const, isReference: isReference(hit, than) })),
    ...without.map((hit) => ({ hit, sense: -1 as const, isReference: isReference(hit, than) })),
  ].sort((one, other) => one.hit.from - other.hit.from);
}

/** Whether a group follows or holds a word like "than". */
function isReference(group: Hit, than: readonly Hit[]): boolean {
  return than.some(
    (cue) =>
      (cue.to <= group.from && group.from - cue.to <= referenceReach) || (cue.from < group.from && cue.to > group.from),
  );
}

/**
 * Whether the outcome makes the cases of a study: "those that shrank (cases)".
 *
 * @returns 1 where cases have the outcome, -1 where they lack it, none where no sentence says so.
 */
export function casesOf(sentences: readonly ReadSentence[], rules: PredictorRules): 1 | -1 | undefined {
  for (const sentence of sentences) {
    const cue = sentence.byList.get(rules.outcomeGroups.caseControl.cases)?.[0];
    if (!cue) continue;
    const groups = outcomeGroups(sentence, rules, undefined).filter(({ hit }) => hit.to <= cue.from);
    const outcomes = hitsOf(sentence, rules.outcome).filter((hit) => hit.to <= cue.from);
    const last = groups.at(-1);
    if (last) return last.sense;
    if (outcomes.length > 0) return 1;
  }
  return undefined;
}

/** What a sentence says of how much there is of a factor: a word within its name first, then the nearest one. */
function comparedAmount(
  sentence: ReadSentence,
  hit: Hit,
  rules: PredictorRules,
): { cue: Hit; sense: 1 | -1 } | undefined {
  const { more, less } = rules.outcomeGroups;
  const cues = [
    ...hitsOf(sentence, [more]).map((cue) => ({ cue, sense: 1 as const })),
    ...hitsOf(sentence, [less]).map((cue) => ({ cue, sense: -1 as const })),
  ];
  // "Larger herniations", "younger": the name of the value is the comparison.
  const own = cues.find(({ cue }) => cue.from < hit.to && cue.to > hit.from);
  const apart = cues
    .filter(({ cue }) => cue.to <= hit.from || cue.from >= hit.to)
    .map((found) => ({ ...found, away: away(sentence, hit, found.cue) }))
    .filter((found) => found.away <= comparedReach)
    .sort((one, other) => one.away - other.away)[0];
  if (own && (!apart || apart.away > 3)) return { cue: own.cue, sense: 1 };
  return apart;
}

/** How far a word of comparison stands from a factor; one in another clause stands nowhere near. */
function away(sentence: ReadSentence, hit: Hit, cue: Hit): number {
  const [from, to] = cue.from >= hit.to ? [hit.to, cue.from] : [cue.to, hit.from];
  return clauseEndsBetween(sentence, from, to) ? Number.POSITIVE_INFINITY : distance(sentence, from, to);
}

/** The figure of the group named first less that of the other, where a sentence or a bracket gives just two. */
function figureDifference(sentence: ReadSentence, hit: Hit, rules: PredictorRules): number {
  const [one, other, third] =
    bracketFigures(sentence, hit, rules) ?? figures(sentence, sentence.from, sentence.to, rules);
  return one === undefined || other === undefined || third !== undefined ? 0 : one - other;
}

/** "(58% vs 14%)" right behind the factor. */
function bracketFigures(sentence: ReadSentence, hit: Hit, rules: PredictorRules): number[] | undefined {
  const { words } = sentence.tokens;
  const open = words.indexOf('(', hit.to);
  if (open < 0 || open - hit.to > 2) return undefined;
  const close = words.indexOf(')', open);
  const inside = figures(sentence, open, close < 0 ? sentence.to : close, rules);
  return inside.length === 2 ? inside : undefined;
}

/** The figures of a stretch, without chances, spreads, bounds and times; shares alone where there are two. */
function figures(sentence: ReadSentence, from: number, to: number, rules: PredictorRules): number[] {
  const { words } = sentence.tokens;
  const chances = hitsOf(sentence, [rules.statistics.probability]);
  const kept = readNumbers(sentence).filter(
    (number) =>
      number.from >= from &&
      number.to <= to &&
      !notAmounts.has(words[number.from - 1] ?? '') &&
      !times.has(words[number.to] ?? '') &&
      // "95% CI": the width of an interval.
      words[number.to + 1] !== 'ci' &&
      !chances.some((chance) => number.from >= chance.to && number.from - chance.to <= 2),
  );
  const shares = kept.filter(({ isPercent, of }) => isPercent || of !== null);
  return (shares.length === 2 ? shares : kept).map(({ value, of }) => (of ? (100 * value) / of : value));
}

const notAmounts = new Set([
  'cm',
  'mm',
  '±',
  'sd',
  'ci',
  'l',
  's',
  'type',
  'grade',
  't',
  'n',
  'than',
  'of',
  'to',
  '=',
  '<',
  '>',
]);
const times = new Set(['months', 'month', 'weeks', 'week', 'year', 'days', '个', '月', '周', '天']);
