import { porterStem } from '../text/porter.ts';
import { prefixSpellings } from '../text/spellings.ts';
import { soughtTokens, tokensKey } from '../text/tokens.ts';
import type { TextScope } from './ast.ts';
import { all, any } from './combine.ts';
import { type CompiledNode, type FtsColumn, ftsColumns } from './compiled.ts';

/**
 * Leaves of a search as FTS5 expressions. A search's text reaches FTS5 only as tokens between double quotes,
 * and a token holds nothing but letters and digits.
 */

const columnsOf: Record<TextScope, readonly FtsColumn[]> = {
  all: ftsColumns,
  title: ['title'],
  abstract: ['abstract'],
  titleAbstract: ['title', 'abstract', 'keywords'],
  textWord: ['title', 'abstract', 'keywords', 'mesh'],
  keywords: ['keywords'],
};

export function scopeColumns(scope: TextScope): readonly FtsColumn[] {
  return columnsOf[scope];
}

function quoted(tokens: readonly string[]): string {
  return `"${tokens.join(' ').replaceAll('"', '""')}"`;
}

function sought({ tokens, open }: { tokens: readonly string[]; open: boolean }): string {
  return open ? `${quoted(tokens)} *` : quoted(tokens);
}

function inColumns(columns: readonly FtsColumn[], expression: string): string {
  if (columns.length === ftsColumns.length) return expression;
  return columns.length === 1 ? `${columns[0]} : ${expression}` : `{${columns.join(' ')}} : ${expression}`;
}

/** These tokens side by side, stemmed; with `open` the last one is a beginning. */
export function matchTokens(tokens: readonly string[], open: boolean, columns: readonly FtsColumn[]): CompiledNode {
  return { kind: 'match', expression: inColumns(columns, sought({ tokens, open })) };
}

/** A word as typed: stemmed, "TNF-α" as its two tokens side by side. */
export function matchWord(text: string, columns: readonly FtsColumn[]): CompiledNode {
  const { tokens, open } = soughtTokens(text);
  return matchTokens(tokens, open, columns);
}

/** Words in any order with at most `distance` others between the first and the last. */
export function matchNear(text: string, distance: number, columns: readonly FtsColumn[]): CompiledNode {
  const groups = text
    .split(/\s+/)
    .map(soughtTokens)
    .filter(({ tokens }) => tokens.length > 0);
  // FTS5 counts every token between the end of the first and the start of the last, the middle words' own too.
  const between = groups.slice(1, -1).reduce((sum, { tokens }) => sum + tokens.length, distance);
  return { kind: 'match', expression: inColumns(columns, `NEAR(${groups.map(sought).join(' ')}, ${between})`) };
}

/** Token sequences whose stems FTS5 finds and whose very words are then checked in the indexed text. */
export function matchExactly(
  sequences: readonly { tokens: readonly string[]; open: boolean }[],
  columns: readonly FtsColumn[],
): CompiledNode {
  const matches = any(sequences.map(({ tokens, open }) => matchTokens(tokens, open, columns)));
  if (sequences.every(({ tokens }) => tokens.every(isNeverStemmed))) return matches;
  const contains = sequences.map(({ tokens, open }) => tokensKey(tokens, open));
  return all([matches, { kind: 'condition', condition: { field: 'indexedText', columns, contains } }]);
}

const neverStemmed = /^(?:[0-9]+|\p{Script=Han}+)$/u;
function isNeverStemmed(token: string): boolean {
  return neverStemmed.test(token);
}

/** A phrase in quotation marks: these very words in this order. */
export function matchPhrase(text: string, prefix: boolean, columns: readonly FtsColumn[]): CompiledNode {
  const { tokens, open } = soughtTokens(text);
  if (!prefix) return matchExactly([{ tokens, open }], columns);
  const sequences = prefixSequences(tokens).flatMap(({ spelled, shorter }) => [
    { tokens: spelled, open: true, written: spelled },
    ...shorter.map((word) => ({ tokens: [...spelled.slice(0, -1), word], open: false, written: spelled })),
  ]);
  const contains = [...new Set(sequences.map(({ written }) => tokensKey(written, true)))];
  const matches = any(sequences.map((sequence) => matchTokens(sequence.tokens, sequence.open, columns)));
  return all([matches, { kind: 'condition', condition: { field: 'indexedText', columns, contains } }]);
}

/**
 * Every word that begins so. The index holds stems, so that "vasculari*" must also look for the stem of
 * "vascularization", which is shorter than the prefix; what comes that way is checked in the indexed text.
 */
export function matchPrefix(text: string, columns: readonly FtsColumn[]): CompiledNode {
  const { tokens, open } = soughtTokens(text);
  if (open || tokens.every((token) => isNeverStemmed(token) && !/^[0-9]/.test(token))) {
    return matchTokens(tokens, open, columns);
  }
  return any(
    prefixSequences(tokens).map(({ spelled, shorter }) => {
      const begins = matchTokens(spelled, true, columns);
      const last = spelled.at(-1) ?? '';
      const surelyBegins = porterStem(last) === last;
      const others = shorter.map((word) => matchTokens([...spelled.slice(0, -1), word], false, columns));
      const contains = [tokensKey(spelled, true)];
      const checked = (node: CompiledNode): CompiledNode =>
        all([node, { kind: 'condition', condition: { field: 'indexedText', columns, contains } }]);
      if (!surelyBegins) return checked(any([begins, ...others]));
      return others.length === 0 ? begins : any([begins, checked(any(others))]);
    }),
  );
}

interface PrefixSequence {
  spelled: string[];
  /** Words that begin so but whose stem does not. */
  shorter: string[];
}

function prefixSequences(tokens: readonly string[]): PrefixSequence[] {
  const last = tokens.at(-1) ?? '';
  return prefixSpellings(last).map((spelling) => ({
    spelled: [...tokens.slice(0, -1), spelling],
    shorter: wordsWithShorterStem(spelling),
  }));
}

const endings = (
  's es ed er ers ing y ies ied ly al ally ance ances ence ences ant ent ment ments able ible ably ability ibility ate ates ' +
  'ated ating ation ations ational ative ator ators ator ic ical ically ion ions ional ism isms ist ity ities ive ively ' +
  'iveness ize izes ized izing izer izers ization izations ful fulness fully less ness ous ously ousness alism ality'
).split(' ');

/** One word for each stem that a word beginning with `prefix` may have and that does not begin as the prefix's own. */
export function wordsWithShorterStem(prefix: string): string[] {
  if (prefix.length < 3 || !/^[a-z]+$/.test(prefix)) return [];
  const base = porterStem(prefix);
  const byStem = new Map<string, string>();
  for (const ending of endings) {
    for (let cut = 0; cut < ending.length; cut++) {
      if (!prefix.endsWith(ending.slice(0, cut))) continue;
      const word = prefix + ending.slice(cut);
      const stem = porterStem(word);
      if (!stem.startsWith(base) && !byStem.has(stem)) byStem.set(stem, word);
    }
  }
  return [...byStem.values()];
}
