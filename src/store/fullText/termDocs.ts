import { type Cursor, varint } from './varint.ts';

/**
 * Where a term stands in a segment: its rows, ascending, and for each the bytes of its positions. Only the first `count`
 * places of the lists are in use.
 */
export interface TermDocs {
  readonly count: number;
  readonly rows: Uint32Array;
  /** The positions in `rows[at]` are the bytes from `starts[at]` to `ends[at]`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** FTS5's position lists: varints of (distance in the column + 2); 1 and a number begin another column than the first. */
  readonly bytes: Uint8Array;
}

/** What a list takes up in memory, its place in the list of what is kept included. */
export function docsBytes({ rows, starts, ends, bytes }: TermDocs): number {
  return rows.byteLength + starts.byteLength + ends.byteLength + bytes.byteLength + 400;
}

/** Gathers a `TermDocs` while pages are read; the same memory holds one term after another. */
export class TermDocsBuilder implements TermDocs {
  count = 0;
  rows = new Uint32Array(64);
  starts = new Uint32Array(64);
  ends = new Uint32Array(64);
  bytes = new Uint8Array(1024);
  #used = 0;

  /** Begins another list. */
  reset(): void {
    this.count = 0;
    this.#used = 0;
  }

  /**
   * Takes rows as they lie on a page: the first one told whole, each other by its distance from the one before, and after each
   * the doubled length of its positions and these.
   *
   * @returns how many bytes of the last row's positions stand on the next page.
   */
  takeRows(page: Uint8Array, from: number, to: number): number {
    const shift = this.#used - from;
    // With what lies between the positions: one copy a page is cheaper than one a row.
    this.takeBytes(page, from, to);
    let { rows, starts, ends, count } = this;
    const cursor: Cursor = { bytes: page, at: from };
    let row = 0;
    while (cursor.at < to) {
      if (count === rows.length) {
        this.#growRows(2 * count);
        ({ rows, starts, ends } = this);
      }
      row += varint(cursor);
      // The lowest bit marks deletions, of which indexes without content have none.
      const size = varint(cursor) >>> 1;
      rows[count] = row;
      starts[count] = cursor.at + shift;
      cursor.at += size;
      ends[count++] = cursor.at + shift;
    }
    this.count = count;
    return cursor.at - to;
  }

  /** Takes the bytes of a page as they are: positions of the last row that go on there. */
  takeBytes(page: Uint8Array, from: number, to: number): void {
    const used = this.#used;
    const length = to - from;
    if (used + length > this.bytes.length) this.bytes = grown(this.bytes, 2 * (used + length));
    // Most terms have a few bytes: a call of `set` takes longer than they do.
    if (length < 32) for (let at = 0; at < length; at++) this.bytes[used + at] = page[from + at] as number;
    else this.bytes.set(page.subarray(from, to), used);
    this.#used = used + length;
  }

  /** The same list in memory of its own. */
  copy(): TermDocs {
    const { count } = this;
    return {
      count,
      rows: this.rows.slice(0, count),
      starts: this.starts.slice(0, count),
      ends: this.ends.slice(0, count),
      bytes: this.bytes.slice(0, this.#used),
    };
  }

  #growRows(length: number): void {
    this.rows = grown(this.rows, length);
    this.starts = grown(this.starts, length);
    this.ends = grown(this.ends, length);
  }
}

/** More than a list has rows. */
const placeRoom = 2 ** 22;

/** The lists of a term in several segments as one, without the rows that were deleted. */
export function joinedDocs(parts: readonly { docs: TermDocs; deleted: ReadonlySet<number> }[]): TermDocs {
  const [only] = parts;
  if (parts.length === 1 && only?.deleted.size === 0) return only.docs;
  const size = parts.reduce((sum, { docs }) => sum + docs.count, 0);
  const [rows, starts, ends] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  const bytes = new Uint8Array(parts.reduce((sum, { docs }) => sum + docs.bytes.length, 0));
  let [count, used, isSorted] = [0, 0, true];
  for (const { docs, deleted } of parts.toSorted(byFirstRow)) {
    for (let at = 0; at < docs.count; at++) {
      const row = docs.rows[at] as number;
      if (deleted.has(row)) continue;
      isSorted &&= count === 0 || (rows[count - 1] as number) < row;
      rows[count] = row;
      starts[count] = (docs.starts[at] as number) + used;
      ends[count++] = (docs.ends[at] as number) + used;
    }
    bytes.set(docs.bytes, used);
    used += docs.bytes.length;
  }
  const joined = { count, rows: rows.subarray(0, count), starts, ends, bytes };
  return isSorted ? joined : sortedDocs(joined);
}

function byFirstRow(one: { docs: TermDocs }, other: { docs: TermDocs }): number {
  return (one.docs.rows[0] ?? 0) - (other.docs.rows[0] ?? 0);
}

function sortedDocs({ count, rows, starts, ends, bytes }: TermDocs): TermDocs {
  const order = new Float64Array(count);
  // Row and place as one number: sorting compares nothing but numbers.
  for (let at = 0; at < count; at++) order[at] = (rows[at] as number) * placeRoom + at;
  order.sort();
  const sorted = { rows: new Uint32Array(count), starts: new Uint32Array(count), ends: new Uint32Array(count) };
  for (let at = 0; at < count; at++) {
    const place = (order[at] as number) % placeRoom;
    sorted.rows[at] = rows[place] as number;
    sorted.starts[at] = starts[place] as number;
    sorted.ends[at] = ends[place] as number;
  }
  return { count, ...sorted, bytes };
}

function grown<List extends Uint8Array | Uint32Array>(list: List, length: number): List {
  const larger = new (list.constructor as new (length: number) => List)(length);
  larger.set(list);
  return larger;
}
