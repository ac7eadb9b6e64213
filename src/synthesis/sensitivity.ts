import type { Estimable } from './estimable.ts';
import type { ModelSettings } from './mixedModel.ts';
import { type Pooled, pool } from './pool.ts';

/** The pooled result without each study in turn, in the order of the studies. */
export function leaveOneOut(
  effects: readonly number[],
  variances: readonly number[],
  settings: ModelSettings,
): Estimable<Pooled>[] {
  return effects.map((_, left) => {
    const keep = (values: readonly number[]): number[] => values.filter((_value, study) => study !== left);
    return pool(keep(effects), keep(variances), settings);
  });
}

export interface CumulativeStep {
  /** Position of the study that joined at this step. */
  study: number;
  pooled: Estimable<Pooled>;
}

/** The pooled result after each further study by `order` (a year, say), ties in the order given. */
export function cumulative(
  effects: readonly number[],
  variances: readonly number[],
  order: readonly number[],
  settings: ModelSettings,
): CumulativeStep[] {
  const studies = effects.map((_, study) => study).sort((left, right) => (order[left] ?? 0) - (order[right] ?? 0));
  return studies.map((study, step) => {
    const joined = studies.slice(0, step + 1);
    const pick = (values: readonly number[]): number[] => joined.flatMap((index) => values[index] ?? []);
    return { study, pooled: pool(pick(effects), pick(variances), settings) };
  });
}
