import { fold } from '../text/fold.ts';

/**
 * The word of the vocabulary that was probably meant, or null where the word is known or nothing is near.
 *
 * Near is one slip (a letter too many, too few, wrong, or two swapped) from four letters on and two from eight;
 * of words equally near the one in more records is taken, then the first in the alphabet.
 *
 * @param vocabulary Words as they stand in texts (folded, not stemmed) with the number of records they are in.
 */
export function suggestSpelling(word: string, vocabulary: ReadonlyMap<string, number>): string | null {
  const sought = fold(word.trim());
  const allowed = sought.length >= 8 ? 2 : sought.length >= 4 ? 1 : 0;
  if (allowed === 0 || vocabulary.has(sought)) return null;
  let best: { text: string; distance: number; count: number } | null = null;
  for (const [text, count] of vocabulary) {
    const limit = best?.distance ?? allowed;
    if (Math.abs(text.length - sought.length) > limit) continue;
    const distance = editDistance(sought, text, limit);
    if (distance === null) continue;
    const better =
      best === null || distance < best.distance || count > best.count || (count === best.count && text < best.text);
    if (better) best = { text, distance, count };
  }
  return best?.text ?? null;
}

/**
 * Restricted Damerau-Levenshtein distance (insertions, deletions, substitutions, swaps of neighbours), or null
 * where it is more than `limit`. Only the band of cells within the limit is filled.
 */
export function editDistance(a: string, b: string, limit: number): number | null {
  if (Math.abs(a.length - b.length) > limit) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(limit + 1);
    if (row <= limit) current[0] = row;
    let least = current[0] ?? limit + 1;
    for (let column = Math.max(1, row - limit); column <= Math.min(b.length, row + limit); column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const cost = Math.min(
        cell(last, column - 1, limit) + (same ? 0 : 1),
        cell(last, column, limit) + 1,
        cell(current, column - 1, limit) + 1,
        swapped ? cell(beforeLast, column - 2, limit) + 1 : limit + 1,
      );
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return null;
    beforeLast = last;
    last = current;
  }
  const distance = cell(last, b.length, limit);
  return distance <= limit ? distance : null;
}

function cell(row: readonly number[], column: number, limit: number): number {
  return row[column] ?? limit + 1;
}
