import type { Words } from './expression.ts';
import { mostPlaces } from './joinedHead.ts';
import { Begins, columnRoom, keepFollowed, type PhraseHead } from './phrases.ts';
import { type Counting, frequencyPosting, type Posting } from './postings.ts';
import { placeOf, type SortedRows } from './sortedRows.ts';
import type { TermDocs } from './termDocs.ts';
import { type Cursor, varint } from './varint.ts';

/** What begins very many words. */
const frequentBeginning = /^[a-z]{1,2}$/;

/** Whether words are a phrase that ends in one or two letters and a star, as the name of an author with an initial does. */
export function endsInManyWords({ tokens, open }: Words): boolean {
  return open && tokens.length > 1 && frequentBeginning.test(tokens.at(-1) ?? '');
}

/**
 * Finds a phrase whose last word is the beginning of thousands of words, each of which is looked at once: so it is known first
 * at which places of which rows it must stand.
 */
export class OpenPhraseFinder {
  /** The rows where the words before the last stand side by side in a column that counts. */
  readonly rows: SortedRows;
  /** Where the last word must stand in row `at`, ascending: `#places` from `#starts[at]` to `#starts[at + 1]`. */
  readonly #starts: Uint32Array;
  readonly #places: Float64Array;
  readonly #countings: readonly Counting[];
  /** For each counting the frequency in each row. */
  readonly #frequencies: readonly Uint32Array[];

  /** @param countings a posting is made for each; the first counts every column that another does. */
  constructor({ candidates, earlier, words }: PhraseHead, countings: readonly Counting[]) {
    const weights = countings[0]?.weights ?? [];
    const [rarest, ...others] = earlier;
    const rows = new Uint32Array(candidates.length);
    const starts = new Uint32Array(candidates.length + 1);
    const places = new Float64Array(rarest ? mostPlaces(rarest.docs, rarest.places) : 0);
    const begins = new Begins();
    let [size, used] = [0, 0];
    for (let at = 0; rarest && at < candidates.length; at++) {
      let count = begins.read(rarest.docs, rarest.places[at] as number, rarest.offset);
      for (const other of others) {
        if (count === 0) break;
        count = keepFollowed(begins.places, count, other.docs, other.places[at] as number, other.offset);
      }
      const before = used;
      for (let begin = 0; begin < count; begin++) {
        const place = begins.places[begin] as number;
        if (weights[Math.floor(place / columnRoom)] !== 0) places[used++] = place + words;
      }
      if (used === before) continue;
      rows[size++] = candidates[at] as number;
      starts[size] = used;
    }
    this.rows = rows.subarray(0, size);
    this.#starts = starts;
    this.#places = places;
    this.#countings = countings;
    this.#frequencies = countings.map(() => new Uint32Array(size));
  }

  /** Sets a bit of each row where the phrase may be. */
  mark(marks: Uint32Array, bit: number): void {
    const { rows } = this;
    for (let at = 0; at < rows.length; at++) marks[rows[at] as number] = (marks[rows[at] as number] as number) | bit;
  }

  /**
   * Counts the phrase with this as its last word.
   *
   * @param marks as `mark` set them.
   * @param deleted rows of the list that no longer count.
   */
  add(last: TermDocs, marks: Uint32Array, bit: number, deleted: ReadonlySet<number>): void {
    const { rows, count } = last;
    let at = 0;
    for (let place = 0; place < count; place++) {
      const row = rows[place] as number;
      if (((marks[row] as number) & bit) === 0 || deleted.has(row)) continue;
      at = placeOf(this.rows, row, at);
      this.#look(at, last, place);
    }
  }

  /** What was counted, in the order of the countings. */
  postings(): Posting[] {
    return this.#frequencies.map((frequencies) => frequencyPosting(this.rows, frequencies));
  }

  /** Walks the places of the last word in a row beside those where it must stand. */
  #look(at: number, { bytes, starts, ends }: TermDocs, place: number): void {
    const places = this.#places;
    const end = this.#starts[at + 1] as number;
    let next = this.#starts[at] as number;
    const to = ends[place] as number;
    const cursor: Cursor = { bytes, at: starts[place] as number };
    let position = 0;
    while (cursor.at < to) {
      const value = varint(cursor);
      if (value === 1) {
        position = varint(cursor) * columnRoom;
        continue;
      }
      position += value - 2;
      while (next < end && (places[next] as number) < position) next++;
      if (next === end) return;
      if (places[next] === position) this.#count(at, Math.floor(position / columnRoom));
    }
  }

  #count(at: number, column: number): void {
    for (let counting = 0; counting < this.#countings.length; counting++) {
      const frequencies = this.#frequencies[counting] as Uint32Array;
      frequencies[at] = (frequencies[at] as number) + (this.#countings[counting]?.weights[column] ?? 0);
    }
  }
}
