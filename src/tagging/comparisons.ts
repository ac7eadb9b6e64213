import type { Direction } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import { type NumberWord, readNumbers } from './numbers.ts';
import { clauseEndsBetween, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

/** Where a factor is named, and whether as more (1) or less (-1) of it. */
export interface FactorHit {
  hit: Hit;
  value: 1 | -1;
}

/** A direction with the words that gave it. */
export interface Reasoned {
  direction: Direction;
  reason: string;
  /** Read from a comparison, not from a word of approval. */
  isCompared: boolean;
}

/** "More often in extrusions than in protrusions": what stands before "than" has more of it, what stands after less. */
export function readComparison(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): Reasoned | undefined {
  for (const than of sentence.byList.get(rules.than) ?? []) {
    const comparative = (list: string): Hit | undefined =>
      (sentence.byList.get(list) ?? [])
        .filter((hit) => hit.from <= than.from && !clauseEndsBetween(sentence, hit.from, than.from))
        .at(-1);
    const more = comparative(rules.more);
    const less = comparative(rules.less);
    const cue = more && less ? (more.from >= less.from ? more : less) : (more ?? less);
    if (!cue) continue;
    const before = hits
      .filter(({ hit }) => hit.to <= than.from && !clauseEndsBetween(sentence, hit.to, than.from))
      .at(-1);
    const after = hits.find(({ hit }) => hit.from >= than.to && isCompared(sentence, than.to, hit.from));
    const value = before?.value ?? (after ? -after.value : 0);
    if (value === 0) continue;
    return {
      direction: value === (cue === more ? 1 : -1) ? 'favours' : 'against',
      reason: `"${quote(sentence, cue)} ... ${quote(sentence, than)}"`,
      isCompared: true,
    };
  }
  return undefined;
}

/** What is compared follows "than" in the same breath. */
function isCompared(sentence: ReadSentence, from: number, to: number): boolean {
  return !sentence.tokens.words.slice(from, to).includes(',') && !clauseEndsBetween(sentence, from, to);
}

/** Shares stated for values of the factor: a higher share where there is more of it favours. */
export function readRates(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): Reasoned | undefined {
  const shares = readNumbers(sentence).filter((number) => number.isPercent);
  const [firstShare] = shares;
  const [firstHit] = hits;
  if (shares.length < 2 || !firstShare || !firstHit) return undefined;
  // "87.8% for sequestration, 66.9% for extrusion" or "sequestration 87.8%, extrusion 66.9%": the first pair tells.
  const sharesLead = (sentence.byList.get(rules.shareOf) ?? []).some(
    (joint) => joint.from >= firstShare.to && joint.to <= firstHit.hit.from && firstHit.hit.from - firstShare.to <= 4,
  );
  const of = { more: [] as number[], less: [] as number[] };
  const attached = new Set<number>();
  for (const { hit, value } of hits) {
    const share = sharesLead
      ? shares.filter((number) => number.to <= hit.from && hit.from - number.to <= 4).at(-1)
      : shares.find((number) => number.from >= hit.to && number.from - hit.to <= 10);
    if (!share || attached.has(share.from)) continue;
    attached.add(share.from);
    of[value === 1 ? 'more' : 'less'].push(share.value);
  }
  // "76% of herniations and 26% of bulges": what is not less of the factor is more of it.
  const rest = shares.filter((share) => !attached.has(share.from)).map((share) => share.value);
  const more = of.more.length > 0 ? of.more : rest;
  if (of.less.length === 0 || more.length === 0) return undefined;
  const difference = mean(more) - mean(of.less);
  if (difference === 0) return undefined;
  return { direction: difference > 0 ? 'favours' : 'against', reason: 'shares compared', isCompared: true };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * "In 26 of 31 that shrank and in 7 of 26 that did not", "8% with Modic change and 51% without it": of two shares,
 * one is of those that lack the outcome or the factor, and either way the other share tells.
 */
export function readContrast(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): Reasoned | undefined {
  const shares = readNumbers(sentence).filter((number) => number.isPercent || number.of !== null);
  const [first, second] = shares;
  if (shares.length !== 2 || !first || !second) return undefined;
  const named = hits.find(({ hit }) => hit.from < second.to && !clauseEndsBetween(sentence, hit.from, first.from));
  const lacking = lackingShare(sentence, first, second, rules);
  if (!named || !lacking) return undefined;
  const difference = shareOf(lacking === first ? second : first) - shareOf(lacking);
  if (difference === 0) return undefined;
  return {
    direction: difference * named.value > 0 ? 'favours' : 'against',
    reason: 'shares with and without compared',
    isCompared: true,
  };
}

/** Which of two shares is of those that lack something; none where it cannot be told. */
function lackingShare(
  sentence: ReadSentence,
  first: NumberWord,
  second: NumberWord,
  rules: PredictorRules,
): NumberWord | undefined {
  const { words } = sentence.tokens;
  let parting = first.to;
  while (parting < second.from && !partings.has(words[parting] ?? '')) parting++;
  const owners = new Set<NumberWord>();
  for (const cue of sentence.byList.get(rules.lacking) ?? []) {
    if (cue.from >= first.to) owners.add(cue.from < parting ? first : second);
    else if (cue.to <= first.from && first.from - cue.to <= nearShare) owners.add(first);
  }
  const [owner] = owners;
  return owners.size === 1 ? owner : undefined;
}

/** What stands between two parts of a comparison. */
const partings = new Set([',', ';', '、', 'and', 'but', 'against', 'versus', 'vs', 'whereas']);

/** A word of lacking tells of a share that follows within so many words. */
const nearShare = 8;

function shareOf({ value, of }: NumberWord): number {
  return of ? (100 * value) / of : value;
}
