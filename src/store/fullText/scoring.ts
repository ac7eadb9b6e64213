import type { Posting } from './postings.ts';
import type { SortedRows } from './sortedRows.ts';

/** Okapi BM25 with the constants of FTS5's `bm25()`. */
const k1 = 1.2;
const b = 0.75;

/**
 * How far each row's length weighs against it, as the second part of BM25's denominator.
 *
 * @param lengths words a row, by row.
 */
export function lengthNorms(lengths: Uint32Array, averageLength: number): Float64Array {
  return Float64Array.from(lengths, (length) => k1 * (1 - b + (b * length) / averageLength));
}

/** The weight of a word or phrase that so many of all rows hold; never nothing, so that common words still find. */
export function inverseFrequency(rows: number, holding: number): number {
  const weight = Math.log((rows - holding + 0.5) / (holding + 0.5));
  return weight > 0 ? weight : 1e-6;
}

/** A word of the search where it counts. */
export interface Scored {
  posting: Posting;
  /** How many rows hold it, whether it counts there or not. */
  holding: number;
  /** Marks the rows in which it counts; null for all rows of the posting. */
  within: Uint8Array | null;
}

/**
 * Adds up BM25 for each row, word by word in their order, as FTS5 does: the same sums to the last bit.
 *
 * @param scores by row, all zero; rows without any of the words stay zero.
 * @param wanted marks the rows whose score is asked for; null for all.
 */
export function addScores(
  scores: Float64Array,
  words: readonly Scored[],
  { rowCount, norms, wanted }: { rowCount: number; norms: Float64Array; wanted: Uint8Array | null },
): void {
  for (const { posting, holding, within } of words) {
    const { rows, frequencies } = posting;
    const weight = inverseFrequency(rowCount, holding);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      if ((wanted !== null && wanted[row] !== 1) || (within !== null && within[row] !== 1)) continue;
      const frequency = (frequencies[at] as number) / 2;
      scores[row] = (scores[row] as number) + weight * ((frequency * (k1 + 1)) / (frequency + (norms[row] as number)));
    }
  }
}

/** How far the share of a search's parts counts that a row holds: little, so that it mostly parts near equals. */
const coverageExponent = 0.1;

/**
 * Lowers the score of rows that hold only some parts of a search: of two with one sum the row with more of them is the better.
 * The exponent was chosen on three judged collections together; see docs/search.md.
 *
 * @param scores by row, as `addScores` leaves them.
 * @param parts the rows that hold each part.
 */
export function weighCoverage(scores: Float64Array, parts: readonly SortedRows[]): void {
  const held = new Uint16Array(scores.length);
  for (const rows of parts) {
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      held[row] = (held[row] as number) + 1;
    }
  }
  const weights = Array.from({ length: parts.length + 1 }, (_, count) => (count / parts.length) ** coverageExponent);
  for (let row = 0; row < held.length; row++) {
    if (held[row] !== 0) scores[row] = (scores[row] as number) * (weights[held[row] as number] as number);
  }
}

/**
 * The rows with the highest scores above zero, best first; of equals the higher row. Every score is back at zero then.
 *
 * @param words those whose scores were added up.
 */
export function takeBest(scores: Float64Array, words: readonly Scored[], limit: number): number[] {
  const best: { row: number; score: number }[] = [];
  let least = 0;
  const shorten = (): void => {
    best.sort((one, other) => other.score - one.score || other.row - one.row);
    best.length = Math.min(best.length, limit);
  };
  for (const { posting } of words) {
    const { rows } = posting;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const score = scores[row] as number;
      if (score === 0) continue;
      scores[row] = 0;
      if (score < least) continue;
      best.push({ row, score });
      if (best.length < 2 * limit + 64) continue;
      shorten();
      least = best.at(-1)?.score ?? 0;
    }
  }
  shorten();
  return best.map(({ row }) => row);
}
