import type { FactorHit, Reasoned } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { type NumberWord, readNumbers } from './numbers.ts';
import { clauseEndsBetween, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

/** Shares stated for values of the factor: a higher share where there is more of it favours. */
export function readRates(
  sentence: ReadSentence,
  named: readonly FactorHit[],
  rules: PredictorRules,
  course: 1 | -1,
): Reasoned | undefined {
  const shares = sharesOf(sentence);
  const hits = named.filter(({ isValue }) => isValue);
  const [firstShare] = shares;
  const [firstHit] = hits;
  if (shares.length < 2 || !firstShare || !firstHit) return undefined;
  const paired = pairedShares(sentence, hits, shares, rules) ?? joinedShares(sentence, hits, shares, rules);
  // "87.8% for sequestration, 66.9% for extrusion" or "sequestration 87.8%, extrusion 66.9%": the order tells.
  const lastShare = shares.at(-1) ?? firstShare;
  const lastHit = hits.at(-1) ?? firstHit;
  const sharesLead =
    (firstShare.to <= firstHit.hit.from && lastShare.to <= lastHit.hit.from) ||
    (sentence.byList.get(rules.shareOf) ?? []).some(
      (joint) => joint.from >= firstShare.to && joint.to <= firstHit.hit.from && firstHit.hit.from - firstShare.to <= 4,
    ) ||
    firstShare.to === firstHit.hit.from;
  const of = { more: [] as number[], less: [] as number[] };
  const attached = new Set<number>();
  for (const { hit, value } of hits) {
    const share = paired
      ? paired.get(hit)
      : sharesLead
        ? shareBefore(shares, hit)
        : (shares.find((number) => number.from >= hit.to && number.from - hit.to <= 10) ?? shareBefore(shares, hit));
    if (!share || attached.has(share.from)) continue;
    attached.add(share.from);
    of[value === 1 ? 'more' : 'less'].push(shareOf(share));
  }
  // "76% of herniations and 26% of bulges": what is not less of the factor is more of it.
  const rest = shares.filter((share) => !attached.has(share.from)).map(shareOf);
  const more = of.more.length > 0 ? of.more : rest;
  if (of.less.length === 0 || more.length === 0) return undefined;
  const difference = course * (mean(more) - mean(of.less));
  if (difference === 0) return { direction: 'no association', reason: 'shares compared', isCompared: true };
  return { direction: difference > 0 ? 'favours' : 'against', reason: 'shares compared', isCompared: true };
}

/** The shares of a sentence without the bounds of definitions: "a loss of 30% or more". */
export function sharesOf(sentence: ReadSentence): NumberWord[] {
  const { words } = sentence.tokens;
  return withWords(sentence).filter((number, index, all) => {
    // "81% (25/31)": the same share once more.
    const before = all[index - 1];
    if (before && isShare(before) && words[number.from - 1] === '(' && number.from - before.to <= 2 && isShare(number))
      return false;
    const after = words[words[number.to] === '%' ? number.to + 1 : number.to] ?? '';
    const isBound = bounded.has(after) || bounds.has(words[number.from - 1] ?? '');
    return isShare(number) && !isBound;
  });
}

/** "None of the bulges", "half of the extrusions", "two thirds": shares in words beside those in figures. */
function withWords(sentence: ReadSentence): NumberWord[] {
  const numbers = [...readNumbers(sentence)];
  const { words } = sentence.tokens;
  for (let at = sentence.from; at < sentence.to; at++) {
    const value = words[at] === '无' && words[at + 1] === '一' ? 0 : worded.get(words[at] ?? '');
    if (value === undefined || (words[at] === 'no' && !counted.has(words[at + 1] ?? ''))) continue;
    numbers.push({ value, from: at, to: at + 1, isPercent: true, of: null });
  }
  return numbers.sort((one, other) => one.from - other.from);
}

const worded = new Map([
  ['none', 0],
  ['no', 0],
  ['half', 50],
]);
const counted = new Set([
  'patient',
  'patients',
  'case',
  'cases',
  'herniation',
  'herniations',
  'hernia',
  'hernias',
  'one',
]);

const bounded = new Set(['or', '以']);
const bounds = new Set(['least', '≥', '≤', '>', '<', '±', 'ci']);

function isShare({ isPercent, of, value }: NumberWord): boolean {
  return isPercent ? value <= 100 : of !== null && value <= of;
}

/** "X, Y and Z in 35%, 71% and 90%, respectively": as many shares as names, in the same order. */
function pairedShares(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  shares: readonly NumberWord[],
  rules: PredictorRules,
): ReadonlyMap<Hit, NumberWord> | undefined {
  if (!sentence.byList.has(rules.respectively)) return undefined;
  const named = hits.filter(({ hit }, index) => (hits[index - 1]?.hit.to ?? -1) <= hit.from);
  if (shares.length < named.length || named.length < 2) return undefined;
  return new Map(named.flatMap(({ hit }, index) => (shares[index] ? [[hit, shares[index]]] : [])));
}

/** "70% of bright and 48% of dark herniations": each share is joined to the value of its own. */
function joinedShares(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  shares: readonly NumberWord[],
  rules: PredictorRules,
): ReadonlyMap<Hit, NumberWord> | undefined {
  const joints = sentence.byList.get(rules.shareOf) ?? [];
  const pairs = shares.flatMap((share) => {
    const joint = joints.find(({ from }) => from >= share.to && from - share.to <= 1);
    const owner = joint && hits.find(({ hit }) => hit.from >= joint.to && hit.from - joint.to <= 1);
    return owner ? [{ ...owner, share }] : [];
  });
  const isContrast = pairs.some(({ value }) => value > 0) && pairs.some(({ value }) => value < 0);
  return isContrast ? new Map(pairs.map(({ hit, share }) => [hit, share])) : undefined;
}

/** "15% where no rim was seen": the share that stands right before what it is of. */
function shareBefore(shares: readonly NumberWord[], hit: Hit): NumberWord | undefined {
  return shares.filter((number) => number.to <= hit.from && hit.from - number.to <= beforeOwner).at(-1);
}

/** "14% (SD 6) of the original in the vehicle group": so many words may stand between a share and what it is of. */
const beforeOwner = 10;

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
  course: 1 | -1,
): Reasoned | undefined {
  const shares = sharesOf(sentence);
  const [first, second] = shares;
  if (shares.length !== 2 || !first || !second) return undefined;
  const named = hits.find(
    ({ hit }) =>
      hit.from < second.to + 3 && !isCounted(hit, shares) && !clauseEndsBetween(sentence, hit.from, first.from),
  );
  const lacking = lackingShare(sentence, first, second, rules);
  if (!named || !lacking) return undefined;
  const difference = course * (shareOf(lacking === first ? second : first) - shareOf(lacking));
  if (difference === 0) return undefined;
  return {
    direction: difference * named.value > 0 ? 'favours' : 'against',
    reason: 'shares with and without compared',
    isCompared: true,
  };
}

/** "26 of 31 extrusions": the hit is what the share is of. */
function isCounted(hit: Hit, shares: readonly NumberWord[]): boolean {
  return shares.some((share) => share.of !== null && share.to === hit.from);
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
    // "In those with and without resorption it was seen in 62% and 21%": the groups stand before both shares.
    else if (joins.has(words[cue.from - 1] ?? '')) owners.add(second);
    else if (cue.to <= first.from && first.from - cue.to <= nearShare) owners.add(first);
  }
  const [owner] = owners;
  return owners.size === 1 ? owner : undefined;
}

/** What stands between two parts of a comparison. */
const partings = new Set([',', ';', '、', 'and', 'but', 'against', 'versus', 'vs', 'whereas']);

/** What stands between the two groups of a pair. */
const joins = new Set(['and', 'or', '和', '与', '及']);

/** A word of lacking tells of a share that follows within so many words. */
const nearShare = 8;

export function shareOf({ value, of }: NumberWord): number {
  return of ? (100 * value) / of : value;
}
