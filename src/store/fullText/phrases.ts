import { type Counting, frequencyPosting, type Posting } from './postings.ts';
import { placeOf, type SortedRows } from './sortedRows.ts';
import { docsBytes, type TermDocs } from './termDocs.ts';
import { type Cursor, varint } from './varint.ts';

/** More words than a column has: what stands at a place in a column is one number, and one more is the next word. */
export const columnRoom = 2 ** 32;

/** A word before the last of a phrase. */
interface Earlier {
  docs: TermDocs;
  /** How many words the phrase has before it. */
  offset: number;
  /** The place of each candidate in its list. */
  places: Uint32Array;
}

/** What stands before the last word of a phrase. */
export interface PhraseHead {
  /** The rows that hold all of it, in any order. */
  candidates: SortedRows;
  /** Those with the fewest rows first: they say soonest that a phrase is not there. */
  earlier: readonly Earlier[];
  /** How many words they are. */
  words: number;
}

export const noHead: PhraseHead = { candidates: new Uint32Array(0), earlier: [], words: 0 };

/**
 * @param first the words before the last, in order.
 * @param candidates the rows that hold them all.
 */
export function phraseHead(first: readonly TermDocs[], candidates: SortedRows): PhraseHead {
  const byLength = first
    .map((docs, offset) => ({ docs, offset }))
    .sort((one, other) => one.docs.count - other.docs.count);
  return {
    candidates,
    earlier: byLength.map(({ docs, offset }) => ({ docs, offset, places: placesOf(candidates, docs.rows) })),
    words: first.length,
  };
}

/** What a head takes up in memory, with the lists of its words, which it keeps. */
export function headBytes({ candidates, earlier }: PhraseHead): number {
  return earlier.reduce(
    (sum, { docs, places }) => sum + places.byteLength + docsBytes(docs),
    candidates.byteLength + 400,
  );
}

/**
 * Finds a phrase. What stands before the last word is known first: rows that do not hold all of it are passed over, and of the
 * last word, which may be a beginning and go on in many ways, no list is kept.
 */
export class PhraseFinder {
  readonly #candidates: SortedRows;
  readonly #earlier: readonly Earlier[];
  readonly #words: number;
  readonly #countings: readonly Counting[];
  /** For each counting the frequency of each candidate. */
  readonly #frequencies: readonly Uint32Array[];
  readonly #begins = new Begins();

  /** @param countings a posting is made for each. */
  constructor({ candidates, earlier, words }: PhraseHead, countings: readonly Counting[]) {
    this.#candidates = candidates;
    this.#earlier = earlier;
    this.#words = words;
    this.#countings = countings;
    this.#frequencies = countings.map(() => new Uint32Array(candidates.length));
  }

  /** Whether a row holds all words before the last. */
  get hasCandidates(): boolean {
    return this.#candidates.length > 0;
  }

  /**
   * Counts the phrase with this as its last word.
   *
   * @param deleted rows of the list that no longer count.
   */
  add(last: TermDocs, deleted: ReadonlySet<number>): void {
    const { rows, count } = last;
    const candidates = this.#candidates;
    let [place, at] = [0, 0];
    while (place < count && at < candidates.length) {
      const [row, candidate] = [rows[place] as number, candidates[at] as number];
      if (row === candidate) {
        if (!deleted.has(row)) this.#look(at, last, place);
        place++;
        at++;
      } else if (row < candidate) place = placeOf(rows, candidate, place + 1, count);
      else at = placeOf(candidates, row, at + 1);
    }
  }

  /** What was counted, in the order of the countings. */
  postings(): Posting[] {
    return this.#frequencies.map((frequencies) => frequencyPosting(this.#candidates, frequencies));
  }

  #look(at: number, last: TermDocs, place: number): void {
    let count = this.#begins.read(last, place, this.#words);
    const begins = this.#begins.places;
    for (const { docs, offset, places } of this.#earlier) {
      if (count === 0) return;
      count = keepFollowed(begins, count, docs, places[at] as number, offset);
    }
    for (let begin = 0; begin < count; begin++) {
      const column = Math.floor((begins[begin] as number) / columnRoom);
      this.#countings.forEach(({ weights }, counting) => {
        const frequencies = this.#frequencies[counting] as Uint32Array;
        frequencies[at] = (frequencies[at] as number) + (weights[column] as number);
      });
    }
  }
}

/** Where phrases may begin in the row that is being looked at; grows with the longest list of positions. */
export class Begins {
  places = new Float64Array(64);

  /** Reads where a word stands in a row, and takes from each place so many words before it; returns how many there are. */
  read({ bytes, starts, ends }: TermDocs, place: number, before: number): number {
    const to = ends[place] as number;
    const cursor: Cursor = { bytes, at: starts[place] as number };
    if (to - cursor.at > this.places.length) this.places = new Float64Array(2 * (to - cursor.at));
    const { places } = this;
    let [count, position] = [0, -before];
    while (cursor.at < to) {
      const value = varint(cursor);
      if (value === 1) position = varint(cursor) * columnRoom - before;
      else {
        position += value - 2;
        places[count++] = position;
      }
    }
    return count;
  }
}

/** The place of each of some rows in a list that has them all. */
function placesOf(wanted: SortedRows, rows: SortedRows): Uint32Array {
  const places = new Uint32Array(wanted.length);
  let place = 0;
  for (let at = 0; at < wanted.length; at++) {
    place = placeOf(rows, wanted[at] as number, place);
    places[at] = place;
  }
  return places;
}

/** Keeps the first `count` beginnings that have the word of a list at so many words behind them; returns how many are left. */
export function keepFollowed(
  begins: Float64Array,
  count: number,
  { bytes, starts, ends }: TermDocs,
  place: number,
  offset: number,
): number {
  const to = ends[place] as number;
  const cursor: Cursor = { bytes, at: starts[place] as number };
  let [kept, next, position] = [0, 0, -offset];
  while (cursor.at < to && next < count) {
    const value = varint(cursor);
    if (value === 1) {
      position = varint(cursor) * columnRoom - offset;
      continue;
    }
    position += value - 2;
    while (next < count && (begins[next] as number) < position) next++;
    if (next < count && begins[next] === position) begins[kept++] = begins[next++] as number;
  }
  return kept;
}
