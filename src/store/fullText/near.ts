import { columnRoom, type PhraseHead } from './phrases.ts';
import { type Counting, frequencyPosting, isHeldAt, type Posting, postingBytes } from './postings.ts';
import type { TermDocs } from './termDocs.ts';
import { type Cursor, varint } from './varint.ts';

/** One of the words at a distance. */
export interface NearWord {
  /** The rows where the words stand near each other, with how often this one does so; the rows of all words are the same. */
  posting: Posting;
  /** How many rows hold the word in a column that counts, near the others or not. */
  holding: number;
}

export function nearBytes(words: readonly NearWord[]): number {
  return words.reduce((sum, { posting }) => sum + postingBytes(posting), 400);
}

/**
 * Finds the rows where words stand in one column, in any order, with at most so many others between the first and the last. As
 * FTS5 does, it counts of each word the places that are near some place of each other one.
 *
 * @param head the rows that hold all of the words.
 * @param countings an answer is made for each; the first counts every column that another does.
 * @returns for each counting the words in their order.
 */
export function findNear(
  { candidates, earlier }: PhraseHead,
  distance: number,
  countings: readonly Counting[],
): NearWord[][] {
  const words = earlier.toSorted((one, other) => one.offset - other.offset);
  const walks = words.map(() => new Walk());
  const frequencies = countings.map(() => words.map(() => new Uint32Array(candidates.length)));
  const weights = countings[0]?.weights ?? [];
  let row = 0;
  const count = (word: number, column: number): void => {
    for (let counting = 0; counting < countings.length; counting++) {
      const counted = frequencies[counting]?.[word] as Uint32Array;
      counted[row] = (counted[row] as number) + (countings[counting]?.weights[column] as number);
    }
  };
  for (row = 0; row < candidates.length; row++) {
    if (readRow(walks, words, row, weights)) countNear(walks, distance, count);
  }
  return countings.map((counting, at) =>
    words.map(({ docs }, word) => ({
      posting: frequencyPosting(candidates, frequencies[at]?.[word] as Uint32Array),
      holding: holdingOf(docs, counting),
    })),
  );
}

/** Where a word stands in a row, and how far that has been walked. */
class Walk {
  /** Ascending, ended by one beyond all others. */
  places = new Float64Array(64);
  at = 0;
  /** The last of the places that was counted. */
  counted = -1;

  /** Begins with the places of another row in columns that count; false where there are none. */
  read({ bytes, starts, ends }: TermDocs, place: number, weights: readonly number[]): boolean {
    const to = ends[place] as number;
    const cursor: Cursor = { bytes, at: starts[place] as number };
    if (to - cursor.at >= this.places.length) this.places = new Float64Array(2 * (to - cursor.at) + 1);
    const { places } = this;
    let [size, position, counts] = [0, 0, weights[0] !== 0];
    while (cursor.at < to) {
      const value = varint(cursor);
      if (value === 1) {
        const column = varint(cursor);
        position = column * columnRoom;
        counts = weights[column] !== 0;
      } else {
        position += value - 2;
        if (counts) places[size++] = position;
      }
    }
    places[size] = Number.POSITIVE_INFINITY;
    this.at = 0;
    this.counted = -1;
    return size > 0;
  }
}

/** Begins with the places of all words in a row; false where one has none that counts. */
function readRow(
  walks: readonly Walk[],
  words: PhraseHead['earlier'],
  row: number,
  weights: readonly number[],
): boolean {
  for (let word = 0; word < words.length; word++) {
    const { docs, places } = words[word] as PhraseHead['earlier'][number];
    if (!(walks[word] as Walk).read(docs, places[row] as number, weights)) return false;
  }
  return true;
}

/** Walks the places of all words of a row together and counts those that are near each other. */
function countNear(walks: readonly Walk[], distance: number, count: (word: number, column: number) => void): void {
  const room = distance + 1;
  for (;;) {
    if (!comeTogether(walks, room)) return;
    let next = 0;
    let soonest = Number.POSITIVE_INFINITY;
    for (let word = 0; word < walks.length; word++) {
      const walk = walks[word] as Walk;
      if (walk.at !== walk.counted) {
        count(word, Math.floor((walk.places[walk.at] as number) / columnRoom));
        walk.counted = walk.at;
      }
      const following = walk.places[walk.at + 1] as number;
      if (following < soonest) {
        soonest = following;
        next = word;
      }
    }
    if (soonest === Number.POSITIVE_INFINITY) return;
    (walks[next] as Walk).at++;
  }
}

/** Walks on to the next places that are all within the room; false where there are none. */
function comeTogether(walks: readonly Walk[], room: number): boolean {
  let last = walks[0]?.places[walks[0].at] as number;
  for (let isNear = false; !isNear; ) {
    isNear = true;
    for (const walk of walks) {
      let place = walk.places[walk.at] as number;
      if (place >= last - room && place <= last) continue;
      isNear = false;
      while (place < last - room) place = walk.places[++walk.at] as number;
      if (place === Number.POSITIVE_INFINITY) return false;
      if (place > last) last = place;
    }
  }
  return true;
}

function holdingOf(docs: TermDocs, counting: Counting): number {
  if (!counting.weights.includes(0)) return docs.count;
  let holding = 0;
  for (let place = 0; place < docs.count; place++) if (isHeldAt(docs, place, counting)) holding++;
  return holding;
}
