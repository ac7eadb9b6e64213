import { abstractText } from '../../src/domain/recordText.ts';
import { isStopWord } from '../../src/query/stopWords.ts';
import type { SyntheticRecord } from './searchCorpus.ts';

/** So many records are read for the words of searches. */
const readRecords = 300;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** A search as its parts, so that what is too much as a whole can be asked as far as it is allowed. */
export interface OddSearch {
  name: string;
  parts: readonly string[];
  join: ' ' | ' OR ';
}

/**
 * Searches that nobody should ask but somebody will: any of them is to be answered or refused in less than 300 ms of 10,000
 * records, the first time too. Last, what librarians do ask.
 *
 * @param next a corpus of the distribution of the records.
 * @param strategy the protocol's own search.
 */
export function oddSearches(next: () => SyntheticRecord, strategy: string): OddSearch[] {
  const words = wordsOf(Array.from({ length: readRecords }, next));
  const beginnings = (length: number) => [...new Set(words.map((word) => word.slice(0, length)))];
  const of = (list: readonly string[], count: number, text: (word: string, place: number) => string) =>
    Array.from({ length: count }, (_, place) => text(list[place % list.length] ?? '', place));
  const phrase = (word: string, place: number) => `"${word} ${words[place + 1]}"`;
  const any = (name: string, parts: readonly string[]): OddSearch => ({ name, parts, join: ' OR ' });
  const all = (name: string, parts: readonly string[]): OddSearch => ({ name, parts, join: ' ' });
  const inFields = (fields: readonly string[]) =>
    letters.flatMap((letter) => fields.map((field) => `${letter}*[${field}]`));
  return [
    any(
      '26 letters, each a beginning, any',
      of(letters, 26, (letter) => `${letter}*`),
    ),
    all(
      '26 letters, each a beginning, all',
      of(letters, 26, (letter) => `${letter}*`),
    ),
    any('26 letters, each a beginning, four fields', inFields(['ti', 'ab', 'tiab', 'tw'])),
    any(
      '400 beginnings of two letters',
      of(beginnings(2), 400, (start) => `${start}*`),
    ),
    any(
      '400 beginnings of three letters',
      of(beginnings(3), 400, (start) => `${start}*`),
    ),
    all(
      '400 beginnings of four letters, all',
      of(beginnings(4), 400, (start) => `${start}*`),
    ),
    any(
      '400 words, any',
      of(words, 400, (word) => word),
    ),
    all(
      '400 words side by side',
      of(words, 400, (word) => word),
    ),
    any('250 phrases', of(words, 250, phrase)),
    any(
      '160 phrases that end in a beginning',
      of(words, 160, (word, place) => `"${word} ${words[place + 1]?.slice(0, 3)}*"`),
    ),
    any(
      '160 phrases that end in a letter',
      of(words, 160, (word, place) => `"${word} ${words[place + 1]?.slice(0, 1)}*"`),
    ),
    any(
      'phrases of common words',
      of(['of the', 'in the', 'and the', 'to the'], 200, (pair, place) => `"${pair} ${words[place]}"`),
    ),
    any(
      'pairs at a distance',
      of(words, 200, (word, place) => `"${word} ${words[place + 1]}"[tiab:~9]`),
    ),
    all('twenty words at a distance', [`"${words.slice(0, 20).join(' ')}"[tiab:~999]`]),
    any(
      '160 authors by their initial',
      of(words, 160, (word, place) => `${word} ${letters[place % 26]}[au]`),
    ),
    all(
      'AND and OR by turns',
      of(words, 400, (word, place) => `${word} ${place % 2 ? 'AND' : 'OR'}`),
    ),
    any(
      'words in every field',
      of(words, 400, (word, place) => `${word}[${['ti', 'ab', 'tiab', 'tw', 'all'][place % 5]}]`),
    ),
    all(
      'everything but 400 words',
      of(words, 400, (word) => `-${word}`),
    ),
    all('one passage of Chinese', ['椎间盘突出重吸收自发吸收巨噬细胞炎症'.repeat(200)]),
    all('the strategy of the protocol', [strategy]),
    any(
      '100 terms, half of them cut',
      of(words, 100, (word, place) => (place % 2 ? `${word.slice(0, 5)}*[tiab]` : `"${word}"[tiab]`)),
    ),
  ];
}

/** The words of records, those in most records first. */
function wordsOf(records: readonly SyntheticRecord[]): string[] {
  const counts = new Map<string, number>();
  for (const { citation } of records) {
    const text = `${citation.title} ${abstractText(citation.abstract)}`.toLowerCase();
    for (const word of new Set(text.match(/[a-z]{4,}/g))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts.keys()]
    .filter((word) => !isStopWord(word))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
