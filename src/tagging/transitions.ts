/** A free place in the table. No transition has this key, for no state has the number -1. */
const free = -1;

/**
 * Which state a word leads to from a state: a hash table in two flat arrays. The automaton asks it several times for
 * every word of every text, and most of a `Map` of `Map`s would lie outside the processor's cache.
 */
export class Transitions {
  private keys = new Int32Array(1024).fill(free);
  private targets = new Int32Array(1024);
  private size = 0;

  /** The state that a word of the class leads to, undefined where it has not been worked out. */
  get(state: number, word: number): number | undefined {
    const at = this.placeOf(keyOf(state, word));
    return this.keys[at] === free ? undefined : this.targets[at];
  }

  /** @param state below 2^15. @param word a class below 2^16. */
  set(state: number, word: number, target: number): void {
    if (2 * this.size >= this.keys.length) this.grow();
    const key = keyOf(state, word);
    const at = this.placeOf(key);
    if (this.keys[at] === free) this.size++;
    this.keys[at] = key;
    this.targets[at] = target;
  }

  /** Where a key stands, or the free place where it would. */
  private placeOf(key: number): number {
    const { keys } = this;
    const mask = keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    while (keys[at] !== key && keys[at] !== free) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, targets } = this;
    this.keys = new Int32Array(2 * keys.length).fill(free);
    this.targets = new Int32Array(2 * keys.length);
    keys.forEach((key, index) => {
      if (key === free) return;
      const at = this.placeOf(key);
      this.keys[at] = key;
      this.targets[at] = targets[index] ?? 0;
    });
  }
}

function keyOf(state: number, word: number): number {
  return (state << 16) | word;
}
