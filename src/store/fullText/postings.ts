import { intersection, placeOf } from './sortedRows.ts';
import { positionsIn, rowsIn, type SegmentDocs, type TermDocs } from './termDocs.ts';

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

/** Which columns (bits) count, and the doubled weight of each. */
export interface Counting {
  columns: number;
  weights: readonly number[];
}

const mostFrequent = 0xffff;
/** More words than a column has. */
const columnRoom = 2 ** 32;

/** A word's posting: the rows with an occurrence in one of the columns. */
export function wordPosting(docs: TermDocs, counting: Counting): Posting {
  const { rows } = docs;
  const kept = new Uint32Array(rows.length);
  const frequencies = new Uint16Array(rows.length);
  let count = 0;
  countOccurrences(docs, counting, (row, frequency) => {
    kept[count] = row;
    frequencies[count++] = Math.min(frequency, mostFrequent);
  });
  // A copy where much is left over, so that what is kept in memory is no larger than it must be.
  return count === rows.length
    ? { rows: kept, frequencies }
    : { rows: kept.slice(0, count), frequencies: frequencies.slice(0, count) };
}

/** Adds a word's occurrences in the columns to those of others, by row. */
export function addFrequencies(sums: Uint32Array, docs: TermDocs, counting: Counting): void {
  countOccurrences(docs, counting, (row, frequency) => {
    sums[row] = (sums[row] as number) + frequency;
  });
}

/** Calls `counted` for each row with an occurrence in the columns. */
function countOccurrences(
  { rows, starts, bytes }: TermDocs,
  { columns, weights }: Counting,
  counted: (row: number, frequency: number) => void,
): void {
  const weightOf = weights.map((weight, column) => (columns & (1 << column) ? weight : 0));
  for (let place = 0; place < rows.length; place++) {
    const to = starts[place + 1] as number;
    let frequency = 0;
    let weight = weightOf[0] as number;
    for (let at = starts[place] as number; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte === 1) {
        weight = weightOf[bytes[++at] as number] as number;
        continue;
      }
      frequency += weight;
      // All bytes of a number but its last are marked.
      if (byte >= 0x80) while ((bytes[++at] as number) >= 0x80);
    }
    if (frequency > 0) counted(rows[place] as number, frequency);
  }
}

/**
 * A phrase's posting: the rows in which words stand side by side in one of the columns.
 *
 * @param candidates the rows that hold all words before the last.
 * @param first the words before the last, in order.
 * @param last the last word; several where it may go on in several ways.
 */
export function phrasePosting(
  candidates: Uint32Array,
  first: readonly (readonly SegmentDocs[])[],
  last: readonly (readonly SegmentDocs[])[],
  { columns, weights }: Counting,
): Posting {
  const ends = new Map<number, number[]>();
  for (const word of last) {
    for (const row of intersection(candidates, rowsIn(word))) {
      const positions = positionsOf(word, row);
      ends.set(
        row,
        ends
          .get(row)
          ?.concat(positions)
          .sort((a, b) => a - b) ?? positions,
      );
    }
  }
  const rows: number[] = [];
  const frequencies: number[] = [];
  for (const row of [...ends.keys()].sort((a, b) => a - b)) {
    let frequency = 0;
    for (const place of phrasePlaces(first, ends.get(row) as number[], row)) {
      const column = Math.floor(place / columnRoom);
      if (columns & (1 << column)) frequency += weights[column] as number;
    }
    if (frequency === 0) continue;
    rows.push(row);
    frequencies.push(Math.min(frequency, mostFrequent));
  }
  return { rows: Uint32Array.from(rows), frequencies: Uint16Array.from(frequencies) };
}

/** Where the phrase begins in a row. What stands at a place in a column is one number: one more is the next word. */
function phrasePlaces(first: readonly (readonly SegmentDocs[])[], ends: readonly number[], row: number): number[] {
  let places = ends.map((end) => end - first.length);
  for (let word = first.length - 1; word >= 0 && places.length > 0; word--) {
    const here = positionsOf(first[word] as readonly SegmentDocs[], row);
    let at = 0;
    places = places.filter((place) => {
      while (at < here.length && (here[at] as number) < place + word) at++;
      return here[at] === place + word;
    });
  }
  return places;
}

function positionsOf(word: readonly SegmentDocs[], row: number): number[] {
  for (const { docs, deleted } of word) {
    const place = placeOf(docs.rows, row);
    if (docs.rows[place] !== row || deleted.has(row)) continue;
    return positionsIn(docs.bytes, docs.starts[place] as number, docs.starts[place + 1] as number, columnRoom);
  }
  return [];
}

/** Several postings as one; a row that several have is as frequent as all of them together. */
export function joinedPosting(postings: readonly Posting[], highestRow: number): Posting {
  const held = postings.filter(({ rows }) => rows.length > 0);
  held.sort((one, other) => (one.rows[0] as number) - (other.rows[0] as number));
  const [first = noPosting] = held;
  if (held.length < 2) return first;
  const size = held.reduce((sum, { rows }) => sum + rows.length, 0);
  if (held.every(({ rows }, at) => at === 0 || (held[at - 1]?.rows.at(-1) ?? 0) < (rows[0] as number))) {
    return oneAfterAnother(held, size);
  }
  const sums = new Uint32Array(highestRow + 1);
  for (const { rows, frequencies } of held) {
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      sums[row] = (sums[row] as number) + (frequencies[at] as number);
    }
  }
  return summedPosting(sums);
}

/** The rows of which something was added up. */
export function summedPosting(sums: Uint32Array): Posting {
  let size = 0;
  for (let row = 0; row < sums.length; row++) if (sums[row] !== 0) size++;
  const joined = { rows: new Uint32Array(size), frequencies: new Uint16Array(size) };
  let count = 0;
  for (let row = 0; count < size; row++) {
    if (sums[row] === 0) continue;
    joined.rows[count] = row;
    joined.frequencies[count++] = Math.min(sums[row] as number, mostFrequent);
  }
  return joined;
}

export const noPosting: Posting = { rows: new Uint32Array(0), frequencies: new Uint16Array(0) };

function oneAfterAnother(postings: readonly Posting[], size: number): Posting {
  const joined = { rows: new Uint32Array(size), frequencies: new Uint16Array(size) };
  let at = 0;
  for (const { rows, frequencies } of postings) {
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
