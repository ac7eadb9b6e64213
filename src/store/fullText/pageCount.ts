import type { IndexState } from './indexState.ts';
import { mainIndex, type SegmentReader } from './segmentReader.ts';

/** Above every byte of a term. */
const afterAll = Buffer.of(0xff);
/** Words whose pages are remembered until the index changes. */
const mostKnown = 5_000;

/** Tells how many pages of an index hold what a word is found by, without reading them: from the first terms of the pages alone. */
export function createPageCount(reader: SegmentReader, state: IndexState) {
  let generation = -1;
  let known = new Map<string, number>();

  /**
   * Pages beyond the first of each segment that the list of a word, or of all words that begin so, goes on over.
   * `state` must have been refreshed.
   */
  return (token: string, open: boolean): number => {
    if (generation !== state.generation() || known.size >= mostKnown) {
      generation = state.generation();
      known = new Map();
    }
    const key = `${open} ${token}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const from = Buffer.from(mainIndex + token, 'utf8');
    const to = open ? Buffer.concat([from, afterAll]) : from;
    let pages = 0;
    for (const segment of state.segments()) pages += reader.pagesBetween(segment, from, to);
    known.set(key, pages);
    return pages;
  };
}
