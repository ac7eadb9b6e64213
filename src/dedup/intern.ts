/**
 * One copy of each word. A hundred thousand records hold millions of words but few different ones; sharing them takes
 * most of the memory of an index away. The pool is emptied when it grows past what a large review can say.
 */
const pool = new Map<string, string>();
const poolLimit = 400_000;

export function intern(word: string): string {
  const known = pool.get(word);
  if (known !== undefined) return known;
  if (pool.size >= poolLimit) pool.clear();
  pool.set(word, word);
  return word;
}
