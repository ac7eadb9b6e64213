import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { interceptOnly } from '../../../src/synthesis/leastSquares.ts';
import { type ModelSettings, tests } from '../../../src/synthesis/mixedModel.ts';
import { type Pooled, pool } from '../../../src/synthesis/pool.ts';
import { type ProportionCounts, proportionEffect, proportionMeasures } from '../../../src/synthesis/proportions.ts';
import { tableEffect } from '../../../src/synthesis/tables.ts';
import { estimateTau2, logLikelihood, tau2Methods } from '../../../src/synthesis/tau2.ts';

const counts = fc
  .integer({ min: 1, max: 300 })
  .chain((total) => fc.record({ events: fc.integer({ min: 0, max: total }), total: fc.constant(total) }));
const studies = (minLength: number) => fc.array(counts, { minLength, maxLength: 25 });
const settings = fc.record({ method: fc.constantFrom(...tau2Methods), test: fc.constantFrom(...tests) });

function poolShares(list: readonly ProportionCounts[], chosen: ModelSettings, measure: 'PLO' | 'PFT' = 'PLO') {
  const effects = list.map((study) => proportionEffect(measure, study));
  return pool(
    effects.map(({ value }) => value),
    effects.map(({ variance }) => variance),
    chosen,
  );
}

/** Close in units of the result's own standard error, or in absolute terms where there is none. */
function expectClose(left: Pooled, right: Pooled, sign = 1): void {
  const scale = Math.max(left.standardError, 1e-3);
  expect(Math.abs(left.estimate - sign * right.estimate) / scale).toBeLessThan(1e-5);
  expect(Math.abs(left.standardError - right.standardError) / scale).toBeLessThan(1e-5);
  expect(Math.abs(left.tau2 - right.tau2)).toBeLessThan(1e-6 * (1 + left.tau2));
}

/** Throws at the first NaN anywhere in a result. */
function expectNoNaN(result: unknown): void {
  JSON.stringify(result, (key, part: unknown) => {
    if (Number.isNaN(part)) throw new Error(`${key} is NaN`);
    return part;
  });
}

describe('pooling', () => {
  test('never hands out NaN, whatever the counts, the measure and the model', () => {
    fc.assert(
      fc.property(studies(0), settings, fc.constantFrom(...proportionMeasures), (list, chosen, measure) => {
        const effects = list.map((study) => proportionEffect(measure, study));
        const result = pool(
          effects.map(({ value }) => value),
          effects.map(({ variance }) => variance),
          chosen,
        );
        expectNoNaN(result);
        expect(result.estimable).toBe(list.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on the order of the studies', () => {
    fc.assert(
      fc.property(studies(2), settings, (list, chosen) => {
        const [forward, backward] = [poolShares(list, chosen), poolShares([...list].reverse(), chosen)];
        if (!forward.estimable || !backward.estimable) return expect(forward).toEqual(backward);
        expectClose(forward.value, backward.value);
      }),
      { numRuns: 200 },
    );
  });

  test('swapping events and non-events mirrors the logit', () => {
    fc.assert(
      fc.property(studies(2), settings, (list, chosen) => {
        const swapped = list.map(({ events, total }) => ({ events: total - events, total }));
        const [plain, mirrored] = [poolShares(list, chosen), poolShares(swapped, chosen)];
        if (!plain.estimable || !mirrored.estimable) return expect(plain.estimable).toBe(mirrored.estimable);
        expectClose(plain.value, mirrored.value, -1);
      }),
      { numRuns: 200 },
    );
  });

  test('swapping the groups mirrors the log odds ratio of a table', () => {
    const cell = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (ai, bi, ci, di) => {
        fc.pre(ai + bi > 0 && ci + di > 0);
        const [plain, mirrored] = [
          tableEffect('OR', { ai, bi, ci, di }),
          tableEffect('OR', { ai: ci, bi: di, ci: ai, di: bi }),
        ];
        expect(plain.value).toBeCloseTo(-mirrored.value, 10);
        expect(plain.variance).toBeCloseTo(mirrored.variance, 10);
      }),
    );
  });

  test('measuring in another unit scales the mean and its error, and tau2 by the square', () => {
    const effects = [0.2, 0.9, 1.4, 0.6, 2.1];
    const variances = [0.04, 0.09, 0.02, 0.2, 0.05];
    for (const method of tau2Methods) {
      const plain = pool(effects, variances, { method, test: 'z' });
      const scaled = pool(
        effects.map((value) => 10 * value),
        variances.map((value) => 100 * value),
        { method, test: 'z' },
      );
      if (!plain.estimable || !scaled.estimable) throw new Error('both must be estimable');
      expect(scaled.value.estimate).toBeCloseTo(10 * plain.value.estimate, 8);
      expect(scaled.value.standardError).toBeCloseTo(10 * plain.value.standardError, 8);
      expect(scaled.value.tau2).toBeCloseTo(100 * plain.value.tau2, 6);
      expect(scaled.value.iSquared).toBeCloseTo(plain.value.iSquared, 6);
    }
  });

  test('REML and ML stand on a hill: no tau2 beside the estimate is likelier', () => {
    fc.assert(
      fc.property(studies(3), fc.constantFrom('REML' as const, 'ML' as const), (list, method) => {
        const effects = list.map((study) => proportionEffect('PLO', study));
        const data = interceptOnly(
          effects.map(({ value }) => value),
          effects.map(({ variance }) => variance),
        );
        const found = estimateTau2(data, method);
        if (!found.estimable) throw new Error(found.reason);
        const here = logLikelihood(data, method, found.value.tau2) ?? Number.NaN;
        for (const factor of [0, 0.99, 1.01]) {
          const near = logLikelihood(data, method, factor * found.value.tau2) ?? Number.NaN;
          expect(near).toBeLessThanOrEqual(here + 1e-4);
        }
      }),
      { numRuns: 200 },
    );
  });
});
