import { porterStem } from '../text/porter.ts';
import { prefixSpellings } from '../text/spellings.ts';
import { soughtTokens } from '../text/tokens.ts';
import type { TextScope } from './ast.ts';
import { any } from './combine.ts';
import { type CompiledNode, type ExactColumn, type FtsColumn, ftsColumns, type Match } from './compiled.ts';

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

interface Sequence {
  tokens: readonly string[];
  /** The last token is only a beginning. */
  open: boolean;
}

function sought({ tokens, open }: Sequence): string {
  return open ? `${quoted(tokens)} *` : quoted(tokens);
}

/**
 * An expression within some columns. All columns need not be named in the index of words as written either: what its own
 * columns hold stands in the others too.
 */
function inColumns(columns: readonly ExactColumn[], expression: string): string {
  if (columns.length === ftsColumns.length) return expression;
  return columns.length === 1 ? `${columns[0]} : ${expression}` : `{${columns.join(' ')}} : ${expression}`;
}

function stems(columns: readonly FtsColumn[], expression: string): Match {
  const scoped = inColumns(columns, expression);
  return { kind: 'match', index: 'stems', expression: scoped, ranking: scoped };
}

/** The same expression over the index of stems, met by the title alone. */
export function withinTitle(expression: string): string {
  return `title : (${expression})`;
}

/** These tokens side by side, stemmed; with `open` the last one is a beginning. */
export function matchTokens(tokens: readonly string[], open: boolean, columns: readonly FtsColumn[]): Match {
  return stems(columns, sought({ tokens, open }));
}

/** Token sequences as they were written, ranked by sequences of stems that every record with them has. */
export function matchWritten(
  sequences: readonly Sequence[],
  columns: readonly ExactColumn[],
  ranking: CompiledNode,
): CompiledNode {
  const expression = sequences.map((sequence) => inColumns(columns, sought(sequence))).join(' OR ');
  return ranking.kind === 'match' ? { kind: 'match', index: 'exact', expression, ranking: ranking.ranking } : ranking;
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
  return stems(columns, `NEAR(${groups.map(sought).join(' ')}, ${between})`);
}

/** These very words in this order, in any of some forms. Numbers and Chinese are the same in both indexes. */
export function matchExactly(sequences: readonly Sequence[], columns: readonly FtsColumn[]): CompiledNode {
  const stemmed = any(sequences.map(({ tokens, open }) => matchTokens(tokens, open, columns)));
  if (sequences.every(({ tokens }) => tokens.every(isNeverStemmed))) return stemmed;
  return matchWritten(sequences, columns, stemmed);
}

const neverStemmed = /^(?:[0-9]+|\p{Script=Han}+)$/u;
function isNeverStemmed(token: string): boolean {
  return neverStemmed.test(token);
}

/** A phrase in quotation marks: these very words in this order. */
export function matchPhrase(text: string, prefix: boolean, columns: readonly FtsColumn[]): CompiledNode {
  const { tokens, open } = soughtTokens(text);
  return prefix ? matchBeginning(tokens, columns) : matchExactly([{ tokens, open }], columns);
}

/** Every word that begins so. */
export function matchPrefix(text: string, columns: readonly FtsColumn[]): CompiledNode {
  const { tokens, open } = soughtTokens(text);
  if (open || tokens.every((token) => isNeverStemmed(token) && !/^[0-9]/.test(token))) {
    return matchTokens(tokens, open, columns);
  }
  return matchBeginning(tokens, columns);
}

/**
 * Tokens of which the last is a beginning. For ranking, the index of stems must also be asked for stems that are shorter
 * than the beginning: "vasculari*" has words of the stem "vascular".
 */
function matchBeginning(tokens: readonly string[], columns: readonly FtsColumn[]): CompiledNode {
  const sequences = prefixSequences(tokens);
  const ranking = sequences.flatMap(({ spelled, shorter }) => [
    matchTokens(spelled, true, columns),
    ...shorter.map((word) => matchTokens([...spelled.slice(0, -1), word], false, columns)),
  ]);
  return matchWritten(
    sequences.map(({ spelled }) => ({ tokens: spelled, open: true })),
    columns,
    any(ranking),
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
