import { createRandom } from '../../learning/random.ts';

/** Reproducible luck for made-up votes. */
export interface Chance {
  /** True in this share of the calls. */
  happens(share: number): boolean;
  /** A whole number from 0 and below `bound`. */
  below(bound: number): number;
}

export function createChance(seed: number): Chance {
  const random = createRandom(seed);
  return { happens: (share) => random.next() < share, below: (bound) => random.below(bound) };
}
