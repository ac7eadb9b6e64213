import { abstractText } from '../../src/domain/recordText.ts';
import { isStopWord } from '../../src/query/stopWords.ts';
import type { SyntheticRecord } from './searchCorpus.ts';

/** So many records are read for the words of searches. */
const readRecords = 300;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * Searches that nobody should ask but somebody will, each as large as it may be: any of them is to be answered in less
 * than 300 ms of 10,000 records, the first time too. Last, what librarians do ask.
 *
 * @param next a corpus of the distribution of the records.
 * @param strategy the protocol's own search.
 */
export function oddSearches(next: () => SyntheticRecord, strategy: string): [name: string, search: string][] {
  const words = wordsOf(Array.from({ length: readRecords }, next));
  const beginnings = (length: number) => [...new Set(words.map((word) => word.slice(0, length)))];
  const of = (list: readonly string[], count: number, text: (word: string, place: number) => string, join: string) =>
    Array.from({ length: count }, (_, place) => text(list[place % list.length] ?? '', place)).join(join);
  const phrase = (word: string, place: number) => `"${word} ${words[place + 1]}"`;
  return [
    ['26 letters, each a beginning, any', of(letters, 26, (letter) => `${letter}*`, ' OR ')],
    ['26 letters, each a beginning, all', of(letters, 26, (letter) => `${letter}*`, ' ')],
    ['26 letters, each a beginning, four fields', lettersInFields(['ti', 'ab', 'tiab', 'tw'])],
    ['400 beginnings of two letters', of(beginnings(2), 400, (start) => `${start}*`, ' OR ')],
    ['400 beginnings of three letters', of(beginnings(3), 400, (start) => `${start}*`, ' OR ')],
    ['400 beginnings of four letters, all', of(beginnings(4), 400, (start) => `${start}*`, ' ')],
    ['400 words, any', of(words, 400, (word) => word, ' OR ')],
    ['400 words side by side', of(words, 400, (word) => word, ' ')],
    ['250 phrases', of(words, 250, phrase, ' OR ')],
    [
      '160 phrases that end in a beginning',
      of(words, 160, (word, place) => `"${word} ${words[place + 1]?.slice(0, 3)}*"`, ' OR '),
    ],
    [
      '160 phrases that end in a letter',
      of(words, 160, (word, place) => `"${word} ${words[place + 1]?.slice(0, 1)}*"`, ' OR '),
    ],
    [
      'phrases of common words',
      of(['of the', 'in the', 'and the', 'to the'], 200, (pair, place) => `"${pair} ${words[place]}"`, ' OR '),
    ],
    ['pairs at a distance', of(words, 200, (word, place) => `"${word} ${words[place + 1]}"[tiab:~9]`, ' OR ')],
    ['twenty words at a distance', `"${words.slice(0, 20).join(' ')}"[tiab:~999]`],
    ['160 authors by their initial', of(words, 160, (word, place) => `${word} ${letters[place % 26]}[au]`, ' OR ')],
    ['AND and OR by turns', of(words, 400, (word, place) => `${word} ${place % 2 ? 'AND' : 'OR'}`, ' ')],
    [
      'words in every field',
      of(words, 400, (word, place) => `${word}[${['ti', 'ab', 'tiab', 'tw', 'all'][place % 5]}]`, ' OR '),
    ],
    ['everything but 400 words', of(words, 400, (word) => `-${word}`, ' ')],
    ['one passage of Chinese', '椎间盘突出重吸收自发吸收巨噬细胞炎症'.repeat(200)],
    ['the strategy of the protocol', strategy],
    [
      '100 terms, half of them cut',
      of(words, 100, (word, place) => (place % 2 ? `${word.slice(0, 5)}*[tiab]` : `"${word}"[tiab]`), ' OR '),
    ],
  ];
}

function lettersInFields(fields: readonly string[]): string {
  return letters.flatMap((letter) => fields.map((field) => `${letter}*[${field}]`)).join(' OR ');
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
