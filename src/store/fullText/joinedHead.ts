import { Begins, columnRoom, keepFollowed, type PhraseHead } from './phrases.ts';
import type { TermDocs } from './termDocs.ts';

/**
 * The words before a phrase's last as if they were one: where they stand side by side is found once for all phrases that begin
 * with them, instead of in each row for each of these.
 */
export function joinedHead({ candidates, earlier, words }: PhraseHead): PhraseHead {
  const [rarest, ...others] = earlier;
  if (!rarest || others.length === 0) return { candidates, earlier, words };
  const begins = new Begins();
  const lists = new PlaceLists(candidates.length, rarest.docs, rarest.places);
  for (let at = 0; at < candidates.length; at++) {
    let count = begins.read(rarest.docs, rarest.places[at] as number, rarest.offset);
    for (const { docs, places, offset } of others) {
      if (count === 0) break;
      count = keepFollowed(begins.places, count, docs, places[at] as number, offset);
    }
    if (count > 0) lists.add(candidates[at] as number, begins.places, count);
  }
  const docs = lists.docs();
  const places = Uint32Array.from({ length: docs.count }, (_, place) => place);
  return { candidates: docs.rows, earlier: [{ docs, offset: 0, places }], words };
}

/** Lists of places as FTS5 writes those of a word. */
class PlaceLists {
  readonly #rows: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #bytes: Uint8Array;
  #count = 0;
  #used = 0;

  /** @param places of the rows in the list from whose places those of each row are chosen: fewer never take more bytes. */
  constructor(rows: number, docs: TermDocs, places: Uint32Array) {
    this.#rows = new Uint32Array(rows);
    this.#starts = new Uint32Array(rows);
    this.#ends = new Uint32Array(rows);
    this.#bytes = new Uint8Array(mostPlaces(docs, places));
  }

  /** Adds a row with the first `count` places, ascending. */
  add(row: number, places: Float64Array, count: number): void {
    const bytes = this.#bytes;
    this.#rows[this.#count] = row;
    this.#starts[this.#count] = this.#used;
    let column = 0;
    let before = 0;
    for (let at = 0; at < count; at++) {
      const place = places[at] as number;
      if (place - column * columnRoom >= columnRoom) {
        column = Math.floor(place / columnRoom);
        before = column * columnRoom;
        bytes[this.#used++] = 1;
        bytes[this.#used++] = column;
      }
      this.#write(place - before + 2);
      before = place;
    }
    this.#ends[this.#count++] = this.#used;
  }

  docs(): TermDocs {
    const count = this.#count;
    return {
      count,
      rows: this.#rows.slice(0, count),
      starts: this.#starts.slice(0, count),
      ends: this.#ends.slice(0, count),
      bytes: this.#bytes.slice(0, this.#used),
    };
  }

  /** Seven bits a byte, the highest first; all bytes but the last are marked. */
  #write(value: number): void {
    for (let shift = 21; shift > 0; shift -= 7) {
      if (value >>> shift !== 0) this.#bytes[this.#used++] = 0x80 | ((value >>> shift) & 0x7f);
    }
    this.#bytes[this.#used++] = value & 0x7f;
  }
}

/** No row has more places than bytes that tell them. */
export function mostPlaces({ starts, ends }: TermDocs, places: Uint32Array): number {
  let bytes = 0;
  for (const place of places) bytes += (ends[place] as number) - (starts[place] as number);
  return bytes;
}
