import { isLeftToFts5, type Leaf, type Words } from './expression.ts';
import { endsInManyWords } from './openPhrases.ts';

/**
 * What answering a search takes, told beforehand in pages of an index: a page that is read and counted takes about 50
 * microseconds. The weights were fitted to searches of every kind; see docs/decisions/0014.
 */

/** Looking up a word, in each of some seven segments, and joining what they hold: as much as reading so many pages. */
const workOfWord = 7;
/** Positions of a word before the last of a phrase are read once for all phrases with it and then compared. */
const readingPositions = 0.5;
const comparingPositions = 0.8;
/** Each word that a beginning at the end of a phrase may go on in is compared by itself. */
const comparingBeginnings = 2;
/** Words that begin with a letter are read once for all phrases that end in it; each of these looks at some of them. */
const passingWords = 0.5;
const comparingWords = 0.6;
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
  for (const leaf of leaves) {
    if (leaf.columns === 0) continue;
    const key = JSON.stringify(leaf);
    if (readings.has(key)) continue;
    if (isLeftToFts5(leaf)) {
      const words = leaf.kind === 'near' ? leaf.phrases : [leaf];
      readings.set(key, askingFts5 * words.reduce((sum, each) => sum + plainWork(each, reading), 0));
    } else if (leaf.kind === 'words') {
      const { tokens, open } = leaf;
      const last = tokens.at(-1) ?? '';
      const earlier = tokens.slice(0, -1);
      if (earlier.length === 0) {
        readings.set(key, reading(last, open));
        continue;
      }
      const comparing = comparingPositions * Math.min(...earlier.map((token) => pagesOf(token, false)));
      for (const token of earlier) readings.set(`positions ${token}`, readingPositions * reading(token, false));
      if (endsInManyWords(leaf)) {
        readings.set(`words that begin with ${last}`, passingWords * reading(last, true));
        readings.set(key, comparing + workOfWord + comparingWords * pagesOf(last, true));
      } else readings.set(key, comparing + (open ? comparingBeginnings : 1) * reading(last, open));
    }
  }
  return [...readings.values()].reduce((sum, work) => sum + work, 0);
}

function plainWork({ tokens, open }: Words, reading: (token: string, open: boolean) => number): number {
  return tokens.reduce((sum, token, at) => sum + reading(token, open && at === tokens.length - 1), 0);
}
