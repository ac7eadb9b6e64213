import type { Direction } from '../domain/codebook.ts';
import { isNegated } from './claims.ts';
import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

/** Where a factor is named, and whether as more (1) or less (-1) of it. */
export interface FactorHit {
  hit: Hit;
  value: 1 | -1;
  /** Names a value ("extrusion"), not the factor itself ("type of herniation"). */
  isValue: boolean;
}

/** A direction with the words that gave it. */
export interface Reasoned {
  direction: Direction;
  reason: string;
  /** Read from a comparison, not from a word of approval. */
  isCompared: boolean;
  /** Read from a ratio or a coefficient in a bracket of its own: "size (OR 1.4)". */
  isMeasured?: boolean;
  /** "Large and small ones shrank": of no value more is said than of the other. */
  isNothing?: boolean;
}

/** "More often in extrusions than in protrusions": what stands before "than" has more of it, what stands after less. */
export function readComparison(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
  course: 1 | -1,
): Reasoned | undefined {
  for (const than of sentence.byList.get(rules.than) ?? []) {
    const fronted = afterFronted(sentence, than, hits);
    const comparative = comparativeOf(sentence, than, hits, rules) ?? (fronted && outcomeItself(sentence, rules));
    if (!comparative) continue;
    const before =
      hits
        .filter(({ hit }) => hit.to <= than.from && !clauseEndsBetween(sentence, hit.to, than.from))
        .findLast(({ hit }) => !joinsAnother(sentence, hit.to, comparative.cue.from)) ?? fronted;
    const after = hits.find(({ hit }) => hit.from >= than.to && isCompared(sentence, than.to, hit.from));
    const value = before?.value ?? (after ? -after.value : 0);
    if (value === 0) continue;
    if (isNegated(sentence, comparative.cue, rules)) {
      return { direction: 'no association', reason: `"${quote(sentence, comparative.cue)}"`, isCompared: true };
    }
    return {
      direction: value * course === comparative.sense ? 'favours' : 'against',
      reason: `"${quote(sentence, comparative.cue)} ... ${quote(sentence, than)}"`,
      isCompared: true,
    };
  }
  return undefined;
}

/** "Volume predicted it, and reduction was smaller in smokers than": behind a comma and "and" another is spoken of. */
function joinsAnother({ tokens: { words } }: ReadSentence, from: number, to: number): boolean {
  for (let at = from; at < to - 1; at++) if (words[at] === ',' && words[at + 1] === 'and') return true;
  return false;
}

/** "Compared with controls, treated grafts ...": what follows the comma is what is spoken of. */
function afterFronted(sentence: ReadSentence, than: Hit, hits: readonly FactorHit[]): FactorHit | undefined {
  if (than.from - sentence.from > 2) return undefined;
  const comma = sentence.tokens.words.slice(than.to, than.to + 9).indexOf(',') + than.to;
  if (comma < than.to) return undefined;
  return hits.find(({ hit }) => hit.from > comma && !clauseEndsBetween(sentence, comma, hit.from));
}

/** "More often than": the comparative before "than"; where there is none, as in "X 较 Y 更易", the first one after. */
function comparativeOf(
  sentence: ReadSentence,
  than: Hit,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): { cue: Hit; sense: 1 | -1 } | undefined {
  const shrinking = (sentence.byList.get(rules.shrinking) ?? []).filter((cue) =>
    rules.outcome.some((list) => sentence.byList.get(list)?.some((hit) => hit.from < cue.to && hit.to > cue.from)),
  );
  const taken = hits.map(({ hit }) => hit);
  const all = [rules.more, rules.less].flatMap((list) =>
    (sentence.byList.get(list) ?? [])
      .filter((cue) => !overlapsAny(cue, taken))
      // "The volume was reduced further than": what is less is the size, and there is more of the outcome.
      .map((cue) => ({
        cue,
        sense: list === rules.more || overlapsAny(cue, shrinking) ? (1 as const) : (-1 as const),
      })),
  );
  const before = all
    .filter(({ cue }) => cue.from <= than.from && isCompared(sentence, cue.from, than.from))
    .sort((one, other) => one.cue.from - other.cue.from)
    .at(-1);
  if (before) return before;
  return all
    .filter(({ cue }) => cue.from >= than.to && isCompared(sentence, than.to, cue.from))
    .sort((one, other) => one.cue.from - other.cue.from)[0];
}

function overlapsAny(cue: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.from < cue.to && other.to > cue.from);
}

/** "Compared with controls, treated grafts shrank": the outcome itself is what there was more of. */
function outcomeItself(sentence: ReadSentence, rules: PredictorRules): { cue: Hit; sense: 1 } | undefined {
  const cue = rules.outcome.flatMap((list) => sentence.byList.get(list) ?? [])[0];
  return cue && { cue, sense: 1 };
}

/** What is compared follows "than" in the same breath. */
function isCompared(sentence: ReadSentence, from: number, to: number): boolean {
  return !sentence.tokens.words.slice(from, to).includes(',') && !clauseEndsBetween(sentence, from, to);
}

/** "Rose from bulges through protrusions to sequestrations": values named in the order in which the outcome changes. */
export function readGradient(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
  course: 1 | -1,
): Reasoned | undefined {
  const up = sentence.byList.get(rules.ascending)?.[0];
  const cue = up ?? sentence.byList.get(rules.descending)?.[0];
  const values = hits.filter(({ isValue }) => isValue);
  const first = values[0]?.value;
  const last = values.at(-1)?.value;
  if (!cue || first === undefined || last === undefined || first === last) return undefined;
  const sense = (up ? last : first) * course;
  return { direction: sense > 0 ? 'favours' : 'against', reason: `"${quote(sentence, cue)}"`, isCompared: true };
}
