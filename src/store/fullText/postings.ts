import type { SortedRows } from './sortedRows.ts';
import type { TermDocs } from './termDocs.ts';

/** The rows that hold a word or phrase, ascending, and how often each of them does. */
export interface Posting {
  rows: Uint32Array;
  /** Occurrences times the weight of their column, doubled, so that weights of a half are whole numbers. */
  frequencies: Uint16Array;
}

/** What a posting takes up in memory, its place in the list of what is kept included. */
export function postingBytes({ rows, frequencies }: Posting): number {
  return rows.byteLength + frequencies.byteLength + 400;
}

/** Which columns count, and how much. */
export interface Counting {
  /** The doubled weight of an occurrence, by column; 0 where the column does not count. */
  weights: readonly number[];
  /** The last column that counts. */
  last: number;
}

/** @param columns those that count, as bits. */
export function countingOf(columns: number, weights: readonly number[]): Counting {
  const counted = weights.map((weight, column) => (columns & (1 << column) ? weight : 0));
  return { weights: counted, last: counted.findLastIndex((weight) => weight > 0) };
}

/** What a frequency is kept in has room for so much. */
export const mostFrequent = 0xffff;

/** A word's posting: the rows with an occurrence in one of the columns. */
export function wordPosting(docs: TermDocs, counting: Counting): Posting {
  const { rows, count } = docs;
  const kept = new Uint32Array(count);
  const frequencies = new Uint16Array(count);
  let size = 0;
  for (let place = 0; place < count; place++) {
    const frequency = frequencyAt(docs, place, counting);
    if (frequency === 0) continue;
    kept[size] = rows[place] as number;
    frequencies[size++] = Math.min(frequency, mostFrequent);
  }
  // A copy where much is left over, so that what is kept in memory is no larger than it must be.
  return size === count
    ? { rows: kept, frequencies }
    : { rows: kept.slice(0, size), frequencies: frequencies.slice(0, size) };
}

/** How often a word stands in the columns of the row at a place of its list, weighted. */
export function frequencyAt({ starts, ends, bytes }: TermDocs, place: number, { weights, last }: Counting): number {
  const to = ends[place] as number;
  let frequency = 0;
  let weight = weights[0] as number;
  for (let at = starts[place] as number; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === 1) {
      const column = bytes[++at] as number;
      if (column > last) break;
      weight = weights[column] as number;
      continue;
    }
    frequency += weight;
    // All bytes of a number but its last are marked.
    if (byte >= 0x80) while ((bytes[++at] as number) >= 0x80);
  }
  return frequency;
}

/** Whether a word stands in a column that counts in the row at a place of its list. */
export function isHeldAt({ starts, ends, bytes }: TermDocs, place: number, { weights, last }: Counting): boolean {
  const to = ends[place] as number;
  let counts = weights[0] !== 0;
  for (let at = starts[place] as number; at < to; at++) {
    if (bytes[at] === 1) {
      const column = bytes[++at] as number;
      if (column > last) return false;
      counts = weights[column] !== 0;
      continue;
    }
    if (counts) return true;
    while ((bytes[at] as number) >= 0x80) at++;
  }
  return false;
}

/** The rows of which a frequency is known, those without any left out. */
export function frequencyPosting(rows: SortedRows, frequencies: Uint32Array): Posting {
  const size = frequencies.reduce((sum, frequency) => (frequency === 0 ? sum : sum + 1), 0);
  const posting = { rows: new Uint32Array(size), frequencies: new Uint16Array(size) };
  let count = 0;
  for (let at = 0; count < size; at++) {
    if (frequencies[at] === 0) continue;
    posting.rows[count] = rows[at] as number;
    posting.frequencies[count++] = Math.min(frequencies[at] as number, mostFrequent);
  }
  return posting;
}

export const noPosting: Posting = { rows: new Uint32Array(0), frequencies: new Uint16Array(0) };

/** Postings of which each ends before the next begins, as one; null where they overlap. */
export function oneAfterAnother(postings: readonly Posting[]): Posting | null {
  const ordered = postings.toSorted((one, other) => (one.rows[0] as number) - (other.rows[0] as number));
  if (ordered.some(({ rows }, at) => at > 0 && (ordered[at - 1]?.rows.at(-1) ?? 0) >= (rows[0] as number))) return null;
  const size = postings.reduce((sum, { rows }) => sum + rows.length, 0);
  const joined = { rows: new Uint32Array(size), frequencies: new Uint16Array(size) };
  let at = 0;
  for (const { rows, frequencies } of ordered) {
    joined.rows.set(rows, at);
    joined.frequencies.set(frequencies, at);
    at += rows.length;
  }
  return joined;
}

/** A posting without the rows that were deleted. */
export function withoutRows({ rows, frequencies }: Posting, deleted: ReadonlySet<number>): Posting {
  if (deleted.size === 0) return { rows, frequencies };
  const kept = { rows: new Uint32Array(rows.length), frequencies: new Uint16Array(rows.length) };
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    if (deleted.has(rows[at] as number)) continue;
    kept.rows[count] = rows[at] as number;
    kept.frequencies[count++] = frequencies[at] as number;
  }
  return { rows: kept.rows.subarray(0, count), frequencies: kept.frequencies.subarray(0, count) };
}
