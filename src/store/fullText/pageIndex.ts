import type { Database } from 'better-sqlite3';
import { createBoundedMemory } from './boundedMemory.ts';
import type { KnownSegment } from './segmentList.ts';

/** Bytes of the page indexes of all segments: some 16 a page, so that a catalog of ten million records has room. */
const mostBytes = 100_000_000;

/** The first terms of the pages of a segment, in memory: one search may look up hundreds of words, each in every segment. */
export class PageIndex {
  /** The terms one after another, ascending: the one at a place ends at `#ends[place]`. */
  readonly #terms: Buffer;
  readonly #ends: Uint32Array;
  readonly #pages: Uint32Array;

  /** @param rows page and first term of those pages that begin a term, by term. */
  constructor(rows: readonly (readonly [page: number, term: Buffer])[]) {
    this.#terms = Buffer.concat(rows.map(([, term]) => term));
    this.#pages = Uint32Array.from(rows, ([page]) => page);
    this.#ends = new Uint32Array(rows.length);
    let end = 0;
    rows.forEach(([, term], place) => {
      end += term.length;
      this.#ends[place] = end;
    });
  }

  /** The page on which a term would stand; undefined where it comes before all of them. */
  pageOf(term: Buffer): number | undefined {
    return this.#pages[this.#placeAfter(term) - 1];
  }

  /** The first page that begins with a term beyond this one, if any. */
  pageAfter(term: Buffer): number | undefined {
    return this.#pages[this.#placeAfter(term)];
  }

  bytes(): number {
    return this.#terms.length + this.#ends.byteLength + this.#pages.byteLength;
  }

  /** How many of the terms are not beyond this one. */
  #placeAfter(term: Buffer): number {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const start = middle === 0 ? 0 : (this.#ends[middle - 1] as number);
      if (this.#terms.compare(term, 0, term.length, start, this.#ends[middle]) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Reads the page index of a segment once for as long as the segment lasts. */
export function createPageIndexes(database: Database, table: string) {
  const rows = database
    .prepare<[number], [number, Buffer]>(`select pgno >> 1, term from ${table}_idx where segid = ? order by term`)
    .raw();
  const memory = createBoundedMemory<PageIndex>(
    () => mostBytes,
    (index) => index.bytes(),
  );
  return {
    of: ({ serial, id }: KnownSegment): PageIndex =>
      memory.get(String(serial), () => new PageIndex(rows.all(id) as [number, Buffer][])),
    /** Forgets the segments that are no more: every change of the index writes others. */
    keepOnly(segments: readonly KnownSegment[]): void {
      const lasting = new Set(segments.map(({ serial }) => String(serial)));
      memory.forget((serial) => !lasting.has(serial));
    },
  };
}
