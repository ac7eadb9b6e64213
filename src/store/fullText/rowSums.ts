import { type Counting, frequencyAt, mostFrequent, noPosting, oneAfterAnother, type Posting } from './postings.ts';
import type { TermDocs } from './termDocs.ts';

/** Rows so many times fewer than lie between the first and the last of them are sorted instead of being looked for. */
const sortingPays = 64;

/** Adds up frequencies row by row, in memory that is used again: a search may ask for hundreds of beginnings. */
export class RowSums {
  #sums = new Uint32Array(0);
  /** The rows with a sum, in the order in which they came. */
  #rows = new Uint32Array(0);
  #count = 0;

  /** Makes room for rows up to this one; nothing may have been added since the last `take`. */
  reserve(highestRow: number): void {
    if (this.#sums.length > highestRow) return;
    this.#sums = new Uint32Array(highestRow + 1);
    this.#rows = new Uint32Array(highestRow + 1);
  }

  /** Adds a word's occurrences in the columns that count. */
  addDocs(docs: TermDocs, counting: Counting): void {
    const { rows, count } = docs;
    const sums = this.#sums;
    const came = this.#rows;
    let size = this.#count;
    for (let place = 0; place < count; place++) {
      const frequency = frequencyAt(docs, place, counting);
      if (frequency === 0) continue;
      const row = rows[place] as number;
      const sum = sums[row] as number;
      if (sum === 0) came[size++] = row;
      sums[row] = sum + frequency;
    }
    this.#count = size;
  }

  /** Several postings as one; a row that several have is as frequent as all of them together. */
  joined(postings: readonly Posting[]): Posting {
    const held = postings.filter(({ rows }) => rows.length > 0);
    const [first = noPosting] = held;
    if (held.length < 2) return first;
    const chained = oneAfterAnother(held);
    if (chained) return chained;
    for (const { rows, frequencies } of held) {
      for (let at = 0; at < rows.length; at++) this.#add(rows[at] as number, frequencies[at] as number);
    }
    return this.take();
  }

  /** What was added up; every sum is back at zero then. */
  take(): Posting {
    const sums = this.#sums;
    const count = this.#count;
    const rows = this.#sortedRows();
    const frequencies = new Uint16Array(count);
    for (let at = 0; at < count; at++) {
      const row = rows[at] as number;
      frequencies[at] = Math.min(sums[row] as number, mostFrequent);
      sums[row] = 0;
    }
    this.#count = 0;
    return { rows, frequencies };
  }

  #add(row: number, frequency: number): void {
    const sum = this.#sums[row] as number;
    if (sum === 0) this.#rows[this.#count++] = row;
    this.#sums[row] = sum + frequency;
  }

  #sortedRows(): Uint32Array {
    const count = this.#count;
    const came = this.#rows;
    let [first, last] = [this.#sums.length, 0];
    for (let at = 0; at < count; at++) {
      const row = came[at] as number;
      if (row < first) first = row;
      if (row > last) last = row;
    }
    if (count * sortingPays < last - first) return came.slice(0, count).sort();
    const sorted = new Uint32Array(count);
    let size = 0;
    for (let row = first; size < count; row++) if (this.#sums[row] !== 0) sorted[size++] = row;
    return sorted;
  }
}
