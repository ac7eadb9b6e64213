import { normalQuantile } from './distributions.ts';
import type { Interval } from './estimable.ts';

/** One study's effect on the scale it is pooled on, with its sampling variance. */
export interface Effect {
  value: number;
  variance: number;
}

/** Wald interval of one study on the pooling scale. */
export function effectInterval(effect: Effect, level = 0.95): Interval {
  const margin = normalQuantile(1 - (1 - level) / 2) * Math.sqrt(effect.variance);
  return { lower: effect.value - margin, upper: effect.value + margin };
}
