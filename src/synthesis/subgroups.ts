import { chiSquaredUpperTail } from './distributions.ts';
import { type Estimable, estimate, notEstimable } from './estimable.ts';
import type { ModelSettings } from './mixedModel.ts';
import { type Pooled, pool } from './pool.ts';
import { type MetaRegression, metaRegression, sortedLevels } from './regression.ts';
import { sum } from './sums.ts';

export interface Subgroup {
  level: string;
  /** Positions of its studies in the lists given. */
  studies: number[];
  pooled: Estimable<Pooled>;
}

export interface BetweenSubgroups {
  q: number;
  degreesOfFreedom: number;
  pValue: number;
}

export interface SubgroupAnalysis {
  /** In the order of their names' code units. */
  levels: Subgroup[];
  /** Levels with their own tau2, compared by inverse variance. */
  between: Estimable<BetweenSubgroups>;
}

/** Pools every level by itself, with its own tau2, and tests whether the levels differ (Borenstein et al. 2009, ch. 19). */
export function separateSubgroups(
  effects: readonly number[],
  variances: readonly number[],
  groups: readonly string[],
  settings: ModelSettings,
): SubgroupAnalysis {
  const levels = sortedLevels(groups).map((level) => {
    const studies = groups.flatMap((group, study) => (group === level ? [study] : []));
    const pick = (values: readonly number[]): number[] => values.filter((_, study) => groups[study] === level);
    return { level, studies, pooled: pool(pick(effects), pick(variances), settings) };
  });
  return { levels, between: testBetween(levels) };
}

function testBetween(levels: readonly Subgroup[]): Estimable<BetweenSubgroups> {
  const means = levels.flatMap(({ pooled }) => (pooled.estimable ? [pooled.value] : []));
  if (means.length < 2) return notEstimable('too few studies for the number of coefficients');
  if (means.some(({ standardError }) => standardError === 0)) return notEstimable('zero standard error');
  const weights = means.map(({ standardError }) => 1 / standardError ** 2);
  const weighted = means.map(({ estimate: mean }, index) => mean * (weights[index] ?? 0));
  const centre = sum(weighted) / sum(weights);
  const q = sum(means.map(({ estimate: mean }, index) => (weights[index] ?? 0) * (mean - centre) ** 2));
  const degreesOfFreedom = means.length - 1;
  return estimate({ q, degreesOfFreedom, pValue: chiSquaredUpperTail(q, degreesOfFreedom) });
}

/**
 * One model for all levels with a shared tau2: the first level (by code units) is the intercept, the others
 * are differences from it, tested together.
 */
export function sharedSubgroups(
  effects: readonly number[],
  variances: readonly number[],
  groups: readonly string[],
  settings: ModelSettings,
): Estimable<MetaRegression> {
  return metaRegression(effects, variances, [{ name: 'group', values: groups }], settings);
}
