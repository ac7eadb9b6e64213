/** A free place in the table. No transition has this key, for no state has the number -1. */
const free = -1;

/**
 * Which state a word leads to from a state: a hash table in one flat array, each key beside its target. The automaton
 * asks it several times for every word of every text, and what lies apart would be fetched twice from beyond the
 * processor's cache.
 */
export class Transitions {
  private table = new Int32Array(2 * 1024).fill(free);
  private size = 0;

  /** The state that a word of the class leads to, undefined where it has not been worked out. */
  get(state: number, word: number): number | undefined {
    const at = placeOf(this.table, keyOf(state, word));
    return this.table[at] === free ? undefined : this.table[at + 1];
  }

  /** @param state below 2^15. @param word a class below 2^16. */
  set(state: number, word: number, target: number): void {
    if (4 * this.size >= this.table.length) this.grow();
    const key = keyOf(state, word);
    const at = placeOf(this.table, key);
    if (this.table[at] === free) this.size++;
    this.table[at] = key;
    this.table[at + 1] = target;
  }

  private grow(): void {
    const { table } = this;
    this.table = new Int32Array(2 * table.length).fill(free);
    for (let from = 0; from < table.length; from += 2) {
      const key = table[from] ?? free;
      if (key === free) continue;
      const at = placeOf(this.table, key);
      this.table[at] = key;
      this.table[at + 1] = table[from + 1] ?? free;
    }
  }
}

/** Where a key stands, or the free place where it would. */
function placeOf(table: Int32Array, key: number): number {
  const mask = table.length - 1;
  let at = (Math.imul(key, 0x9e3779b1) >>> 11) & mask & ~1;
  while (table[at] !== key && table[at] !== free) at = (at + 2) & mask;
  return at;
}

function keyOf(state: number, word: number): number {
  return (state << 16) | word;
}
