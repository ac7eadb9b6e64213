import type { Database } from 'better-sqlite3';
import type { IndexState } from './indexState.ts';
import { mainIndex } from './segmentReader.ts';

/** Above every byte of a term. */
const afterAll = Buffer.of(0xff);
/** Words whose pages are remembered until the index changes. */
const mostKnown = 5_000;

/** Tells how many pages of an index hold what a word is found by, without reading them: from the first terms of the pages alone. */
export function createPageCount(database: Database, table: string, state: IndexState) {
  const counted = database
    .prepare<{ segments: string; from: Buffer; after: Buffer }, number>(
      `select sum(
         coalesce((select pgno >> 1 from ${table}_idx where segid = value ->> 0 and term > :after order by term limit 1), value ->> 2)
         - max(value ->> 1, coalesce((select pgno >> 1 from ${table}_idx where segid = value ->> 0 and term <= :from order by term desc limit 1), 0)))
       from json_each(:segments)`,
    )
    .pluck();
  let generation = -1;
  let segments = '';
  let known = new Map<string, number>();

  /**
   * Pages beyond the first of each segment that the list of a word, or of all words that begin so, goes on over.
   * `state` must have been refreshed.
   */
  return (token: string, open: boolean): number => {
    if (generation !== state.generation() || known.size >= mostKnown) {
      generation = state.generation();
      segments = JSON.stringify(state.segments().map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage]));
      known = new Map();
    }
    const key = `${open} ${token}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const from = Buffer.from(mainIndex + token, 'utf8');
    const all = counted.get({ segments, from, after: open ? Buffer.concat([from, afterAll]) : from }) ?? 0;
    const pages = Math.max(0, all - state.segments().length);
    known.set(key, pages);
    return pages;
  };
}
