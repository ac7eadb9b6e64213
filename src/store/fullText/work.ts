import { isLeftToFts5, type Leaf, type Words } from './expression.ts';
import { endsInManyWords } from './openPhrases.ts';

/**
 * What answering a search takes, told beforehand in pages of an index: a page that is read and counted takes about 50
 * microseconds. The weights were fitted to searches of every kind; see docs/decisions/0014.
 */

/** Looking up a word, in each of some seven segments, and joining what they hold: as much as reading so many pages. */
const workOfWord = 5;
/** Positions of a word before the last of a phrase, or of a word at a distance, are read once for all with it and then compared. */
const readingPositions = 0.6;
const comparingPositions = 0.9;
/** A phrase is looked for in every row that holds all of its words. */
const workOfPhrase = 4;
/** Words at a distance: each is walked in every row that holds them all, once to find and count, and then ranks by itself. */
const workOfDistance = 22;
const walkingWords = 6;
/** Each word that a beginning at the end of a phrase may go on in is compared by itself. */
const comparingBeginnings = 2.2;
/**
 * Words that begin with a letter are read once for all phrases that end in it; each of these looks at those in the rows that hold
 * its other words: few where the list of one of them, as that of a name, ends on the page on which it begins.
 */
const passingWords = 0.7;
const comparingWords = { often: 0.8, seldom: 0.2 } as const;
/** FTS5 finds, ranks among titles and ranks as a whole, each time anew. */
const askingFts5 = 1.6;

/**
 * How much work leaves ask for together; what several ask for alike counts once.
 *
 * @param pagesOf the pages over which the list of a word, or of all words that begin so, goes on.
 */
export function workOf(leaves: readonly Leaf[], pagesOf: (token: string, open: boolean) => number): number {
  /** By what is read, so that nothing is read twice. */
  const readings = new Map<string, number>();
  const reading = (token: string, open: boolean): number => workOfWord + pagesOf(token, open);
  /** Gives the pages of the rarest. */
  const placing = (tokens: readonly string[]): number => {
    for (const token of tokens) readings.set(`positions ${token}`, readingPositions * reading(token, false));
    return Math.min(...tokens.map((token) => pagesOf(token, false)));
  };
  for (const leaf of leaves) {
    if (leaf.columns === 0) continue;
    const key = JSON.stringify(leaf);
    if (readings.has(key)) continue;
    if (isLeftToFts5(leaf)) readings.set(key, askingFts5 * plainWork(leaf, reading));
    else if (leaf.kind === 'near') {
      readings.set(key, workOfDistance + walkingWords * placing(leaf.phrases.flatMap(wordsOf)));
    } else if (leaf.tokens.length === 1) readings.set(key, reading(leaf.tokens[0] ?? '', leaf.open));
    else {
      const last = leaf.tokens.at(-1) ?? '';
      const rarest = placing(leaf.tokens.slice(0, -1));
      const comparing = workOfPhrase + comparingPositions * rarest;
      if (endsInManyWords(leaf)) {
        readings.set(`words that begin with ${last}`, passingWords * reading(last, true));
        const looking = rarest === 0 ? comparingWords.seldom : comparingWords.often;
        readings.set(key, comparing + workOfWord + looking * pagesOf(last, true));
      } else readings.set(key, comparing + (leaf.open ? comparingBeginnings : 1) * reading(last, leaf.open));
    }
  }
  return [...readings.values()].reduce((sum, work) => sum + work, 0);
}

function wordsOf({ tokens }: Words): string[] {
  return tokens;
}

function plainWork(leaf: Leaf, reading: (token: string, open: boolean) => number): number {
  if (leaf.kind === 'near') return leaf.phrases.reduce((sum, phrase) => sum + plainWork(phrase, reading), 0);
  const { tokens, open } = leaf;
  return tokens.reduce((sum, token, at) => sum + reading(token, open && at === tokens.length - 1), 0);
}
