import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { createPageIndexes } from './pageIndex.ts';
import type { KnownSegment, Segment } from './segmentList.ts';
import { TermDocsBuilder } from './termDocs.ts';
import { type Cursor, varint } from './varint.ts';

/** Terms of the index proper begin so; those of prefix indexes, of which there are none, with another digit. */
export const mainIndex = '0';

/**
 * Reads terms out of the segments of an FTS5 index, page by page, as SQLite stores them (the head of its fts5_index.c
 * describes the format). FTS5 itself gives only rows one at a time, or ranks all of them.
 */
export function createSegmentReader(database: Database, table: string) {
  // Numbers are bound as floating-point: ids are put together where integers are.
  const page = database
    .prepare<[number, number], Buffer>(`select block from ${table}_data where id = (? << 37) + ?`)
    .pluck();
  // Their ids lie beyond what floating-point numbers tell apart.
  const tombstonePage = database
    .prepare<[number, number], Buffer>(
      `select block from ${table}_data where id = ((? + 65536) << 37) + cast(? as integer)`,
    )
    .pluck();
  const indexes = createPageIndexes(database, table);

  /** Used again for each term: what it grew to for a common word is not asked for anew. */
  const gathered = new TermDocsBuilder();

  /**
   * Calls `found` for each term of a segment that is, or with `open` begins with, the one sought. Its list lasts for that
   * call, in which nothing else may be read.
   */
  function read(segment: KnownSegment, word: string, open: boolean, found: (docs: TermDocsBuilder) => void): void {
    const sought = Buffer.from(mainIndex + word, 'utf8');
    const scan = new TermScan(sought, open, gathered, found);
    for (let at = firstPageOf(segment, sought); at <= segment.lastPage; at++) {
      const block = page.get(segment.id, at);
      if (block === undefined || scan.page(block)) break;
    }
    scan.end();
  }

  /** The page on which a term of a segment stands, if it has it. */
  function firstPageOf(segment: KnownSegment, term: Buffer): number {
    return Math.max(indexes.of(segment).pageOf(term) ?? 0, segment.firstPage);
  }

  /** Pages of a segment over which goes on what stands from one term to another, beyond the first; what was merged away is none. */
  function pagesBetween(segment: KnownSegment, from: Buffer, to: Buffer): number {
    const end = indexes.of(segment).pageAfter(to) ?? segment.lastPage + 1;
    return Math.max(0, end - 1 - firstPageOf(segment, from));
  }

  /** The rows that a segment holds and that were deleted since. */
  function deleted({ id, tombstonePages }: Segment): Set<number> {
    const rows = new Set<number>();
    for (let at = 0; at < tombstonePages; at++) {
      const block = tombstonePage.get(id, at);
      if (block === undefined) continue;
      const width = block[0] === 4 ? 4 : 8;
      for (let slot = 8; slot + width <= block.length; slot += width) {
        const row = width === 4 ? block.readUInt32BE(slot) : Number(block.readBigUInt64BE(slot));
        if (row !== 0) rows.add(row);
      }
    }
    return rows;
  }

  /**
   * What tells a segment from another of the same key. Where the newest segment was dropped because all its rows were deleted,
   * FTS5 gives its id and its origin once more.
   */
  function fingerprint({ id, firstPage: first, lastPage }: Segment): number {
    const blocks = first === lastPage ? [first] : [first, lastPage];
    return blocks.reduce((sum, at) => crc32(page.get(id, at) ?? '', sum), 0);
  }

  return { read, pagesBetween, deleted, fingerprint, keepOnly: indexes.keepOnly };
}

export type SegmentReader = ReturnType<typeof createSegmentReader>;

/** Walks the leaves of a segment from the one where a term may begin. */
class TermScan {
  readonly #sought: Buffer;
  readonly #open: boolean;
  readonly #found: (docs: TermDocsBuilder) => void;
  /** The term before, of which the next one tells only how it goes on. */
  #term = new Uint8Array(64);
  #length = 0;
  readonly #docs: TermDocsBuilder;
  /** Whether the list of a term that is sought is being gathered. */
  #gathers: boolean;
  /** Bytes of the last row's positions that stand on the next page. */
  #left = 0;

  constructor(sought: Buffer, open: boolean, docs: TermDocsBuilder, found: (docs: TermDocsBuilder) => void) {
    this.#sought = sought;
    this.#open = open;
    this.#docs = docs;
    this.#gathers = false;
    this.#found = found;
  }

  /** @returns whether what was sought has been read. */
  page(block: Buffer): boolean {
    const size = block.readUInt16BE(2);
    const footer: Cursor = { bytes: block, at: size };
    const cursor: Cursor = { bytes: block, at: 0 };
    let start = footer.at < block.length ? varint(footer) : 0;
    if (this.#gathers) this.#goOn(block, start === 0 ? size : start);
    let isFirst = true;
    while (start !== 0) {
      this.end();
      const distance = footer.at < block.length ? varint(footer) : 0;
      const end = distance === 0 ? size : start + distance;
      cursor.at = start;
      const order = this.#readTerm(cursor, isFirst);
      isFirst = false;
      if (order > 0) return true;
      if (order === 0) {
        this.#docs.reset();
        this.#gathers = true;
        this.#left = this.#docs.takeRows(block, cursor.at, end);
      }
      start = distance === 0 ? 0 : end;
    }
    return false;
  }

  end(): void {
    if (this.#gathers) this.#found(this.#docs);
    this.#gathers = false;
    this.#left = 0;
  }

  /** The list of the page before goes on to `end`, or ends before it. */
  #goOn(block: Buffer, end: number): void {
    const firstRow = block.readUInt16BE(0);
    const rows = firstRow === 0 || firstRow > end ? end : firstRow;
    const to = Math.min(4 + this.#left, rows);
    this.#docs.takeBytes(block, 4, to);
    this.#left -= to - 4;
    if (rows < end) this.#left = this.#docs.takeRows(block, rows, end);
  }

  /** @returns below zero before what is sought, above zero past it. */
  #readTerm(cursor: Cursor, isFirst: boolean): number {
    const kept = isFirst ? 0 : varint(cursor);
    const length = varint(cursor);
    if (kept + length > this.#term.length) this.#grow(kept + length);
    const [term, page] = [this.#term, cursor.bytes];
    const from = cursor.at - kept;
    // Byte by byte: a page has hundreds of terms, each of a few new bytes.
    this.#length = kept + length;
    for (let at = kept; at < this.#length; at++) term[at] = page[from + at] as number;
    cursor.at += length;
    return this.#order();
  }

  #grow(length: number): void {
    const longer = new Uint8Array(2 * length);
    longer.set(this.#term);
    this.#term = longer;
  }

  #order(): number {
    const shared = Math.min(this.#length, this.#sought.length);
    for (let at = 0; at < shared; at++) {
      const difference = (this.#term[at] as number) - (this.#sought[at] as number);
      if (difference !== 0) return difference;
    }
    return this.#open && this.#length > shared ? 0 : this.#length - this.#sought.length;
  }
}
