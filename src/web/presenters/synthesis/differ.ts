import type { Estimated, PooledSet } from '../../../catalog/synthesis/analysis.ts';
import type { Estimable } from '../../../synthesis/estimable.ts';
import type { BetweenSubgroups } from '../../../synthesis/subgroups.ts';
import type { Site } from '../../site.ts';
import { createNumbers } from './numbers.ts';

export interface FactView {
  name: string;
  value: string;
  note: string | null;
}

/** tau2, I2, H2 and Q of a set with their intervals, the test between groups, and the check by another model. */
export function presentDifferences(
  site: Site,
  set: PooledSet,
  more: {
    between: Estimable<BetweenSubgroups>;
    glmm: Estimable<Estimated> | null;
    text: (estimated: Estimated) => string;
  },
): FactView[] {
  if (set.k < 2 || !set.model.estimable) return [];
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const { model, limits } = set;
  const { hSquared, iSquared, q, tau2 } = model.value;
  const ranged = (value: string, interval: { lower: number; upper: number } | null, places: number): string =>
    interval === null
      ? value
      : words.withInterval(value, numbers.decimal(interval.lower, places), numbers.decimal(interval.upper, places));
  const of = limits.estimable ? limits.value : null;
  const facts: FactView[] = [
    { name: words.tau2Value, value: ranged(numbers.decimal(tau2, 2), of?.tau2 ?? null, 2), note: null },
    {
      name: words.iSquaredValue,
      value: ranged(`${numbers.decimal(iSquared, 1)}%`, of?.iSquared ?? null, 1),
      note: null,
    },
    { name: words.hSquaredValue, value: ranged(numbers.decimal(hSquared, 1), of?.hSquared ?? null, 1), note: null },
    { name: words.qValue, value: testText(site, q), note: null },
  ];
  if (more.between.estimable) {
    facts.push({ name: words.betweenValue, value: testText(site, more.between.value), note: null });
  }
  if (more.glmm) {
    facts.push({ name: words.glmmValue, value: numbers.orReason(more.glmm, more.text), note: words.glmmNote });
  }
  return facts;
}

export function testText(site: Site, { q, degreesOfFreedom, pValue }: BetweenSubgroups): string {
  const numbers = createNumbers(site);
  return site.messages.synthesis.qText(
    numbers.decimal(q, 1),
    site.format.number(degreesOfFreedom),
    numbers.pValue(pValue),
  );
}
