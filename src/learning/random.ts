/** A reproducible stream of numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, bound). */
  below(bound: number): number;
}

/** Mulberry32: 32 bits of state, enough to shuffle and sample, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (bound) => Math.floor(next() * bound) };
}

/** Puts the first `count` places of an array into random order (Fisher and Yates), in place. */
export function shuffle(values: Uint32Array, random: Random, count = values.length): void {
  for (let place = 0; place < count - 1; place++) {
    const other = place + random.below(count - place);
    const kept = values[place] as number;
    values[place] = values[other] as number;
    values[other] = kept;
  }
}
