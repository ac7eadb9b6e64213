import { type Cursor, varint } from './varint.ts';

/** Where a term stands: its rows, ascending, and for each the bytes of its positions. */
export interface TermDocs {
  rows: Uint32Array;
  /** The positions in `rows[at]` are the bytes from `starts[at]` to `starts[at + 1]`. */
  starts: Uint32Array;
  /** FTS5's position lists: varints of (distance in the column + 2); 1 and a number begin another column than the first. */
  bytes: Uint8Array;
}

/** Gathers a `TermDocs` while pages are read. */
export class TermDocsBuilder {
  #rows = new Uint32Array(64);
  #starts = new Uint32Array(65);
  #bytes = new Uint8Array(512);
  #count = 0;
  #used = 0;

  /** Begins another list, in the same memory. */
  reset(): void {
    this.#count = 0;
    this.#used = 0;
  }

  /** Begins the positions of another row. */
  begin(row: number): void {
    if (this.#count === this.#rows.length) {
      this.#rows = grown(this.#rows, 2 * this.#count);
      this.#starts = grown(this.#starts, 2 * this.#count + 1);
    }
    this.#rows[this.#count] = row;
    this.#starts[this.#count++] = this.#used;
  }

  /** Takes bytes of positions of the row that was begun last. */
  take(page: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.#used + length > this.#bytes.length) this.#bytes = grown(this.#bytes, 2 * (this.#used + length));
    // Most lists have two or three bytes: a call of `set` takes longer than the bytes.
    if (length < 16) for (let at = from; at < to; at++) this.#bytes[this.#used++] = page[at] as number;
    else {
      this.#bytes.set(page.subarray(from, to), this.#used);
      this.#used += length;
    }
  }

  /** What was gathered; it lasts until the next list is begun. */
  docs(): TermDocs {
    this.#starts[this.#count] = this.#used;
    return {
      rows: this.#rows.subarray(0, this.#count),
      starts: this.#starts.subarray(0, this.#count + 1),
      bytes: this.#bytes.subarray(0, this.#used),
    };
  }
}

function grown<List extends Uint8Array | Uint32Array>(list: List, length: number): List {
  const larger = new (list.constructor as new (length: number) => List)(length);
  larger.set(list);
  return larger;
}

/** The positions of one row: for each, its column times `columnRoom` and its place in the column. */
export function positionsIn(bytes: Uint8Array, from: number, to: number, columnRoom: number): number[] {
  const positions: number[] = [];
  const cursor: Cursor = { bytes, at: from };
  let [column, place] = [0, 0];
  while (cursor.at < to) {
    const value = varint(cursor);
    if (value === 1) {
      column = varint(cursor);
      place = 0;
    } else {
      place += value - 2;
      positions.push(column * columnRoom + place);
    }
  }
  return positions;
}

/** The same list in memory of its own. */
export function copiedDocs({ rows, starts, bytes }: TermDocs): TermDocs {
  return { rows: rows.slice(), starts: starts.slice(), bytes: bytes.slice() };
}

/** A term's list in one segment, and the rows that were deleted from there since. */
export interface SegmentDocs {
  docs: TermDocs;
  deleted: ReadonlySet<number>;
}

/** The rows of a term in all segments. */
export function rowsIn(parts: readonly SegmentDocs[]): Uint32Array {
  const lists = parts.map(({ docs, deleted }) =>
    deleted.size === 0 ? docs.rows : docs.rows.filter((row) => !deleted.has(row)),
  );
  if (lists.length === 1) return lists[0] as Uint32Array;
  const rows = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    rows.set(list, at);
    at += list.length;
  }
  return rows.sort();
}
