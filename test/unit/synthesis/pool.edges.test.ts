import { describe, expect, test } from '@jest/globals';
import type { ModelSettings } from '../../../src/synthesis/mixedModel.ts';
import { defaultSettings, type Pooled, pool } from '../../../src/synthesis/pool.ts';
import { proportionEffect, proportionFromEffect } from '../../../src/synthesis/proportions.ts';
import { tau2Methods } from '../../../src/synthesis/tau2.ts';

function poolLogits(counts: readonly (readonly [number, number])[], settings: ModelSettings = defaultSettings) {
  const effects = counts.map(([events, total]) => proportionEffect('PLO', { events, total }));
  return pool(
    effects.map(({ value }) => value),
    effects.map(({ variance }) => variance),
    settings,
  );
}

function pooled(...args: Parameters<typeof poolLogits>): Pooled {
  const result = poolLogits(...args);
  if (!result.estimable) throw new Error(result.reason);
  return result.value;
}

describe('edges of pooling', () => {
  test('no studies: not estimable, with the reason', () => {
    expect(poolLogits([])).toEqual({ estimable: false, reason: 'no studies' });
  });

  test('one study is itself and predicts nothing', () => {
    const one = pooled([[13, 21]]);
    expect(one.estimate).toBeCloseTo(Math.log(13 / 8), 12);
    expect(one.tau2).toBe(0);
    expect(one.predictionInterval).toEqual({ estimable: false, reason: 'one study' });
    expect(one.degreesOfFreedom).toBeNull();
  });

  test('two studies pool, with no k - 2 prediction', () => {
    const two = pooled([
      [12, 40],
      [33, 45],
    ]);
    expect(two.predictionInterval.estimable).toBe(true);
    expect(two.predictionIntervalKMinus2).toEqual({ estimable: false, reason: 'fewer than three studies' });
  });

  test.each([
    [
      'no events anywhere',
      [
        [0, 12],
        [0, 30],
        [0, 7],
      ],
      0.06,
    ],
    [
      'nothing but events',
      [
        [12, 12],
        [30, 30],
        [7, 7],
      ],
      0.94,
    ],
  ] as const)('%s still gives a finite share', (_name, counts, nearly) => {
    const share = proportionFromEffect('PLO', pooled(counts).estimate, []);
    expect(Math.abs(share - nearly)).toBeLessThan(0.05);
  });

  test.each(tau2Methods)('identical studies under %s have no between-study variance', (method) => {
    const same = pooled(
      [
        [10, 25],
        [10, 25],
        [10, 25],
      ],
      { method, test: 'z' },
    );
    expect(same.tau2).toBe(0);
    expect(same.q).toEqual({ q: 0, degreesOfFreedom: 2, pValue: 1 });
  });

  test('identical studies: plain Knapp-Hartung loses its width, the ad-hoc form keeps Wald width', () => {
    const same = [
      [10, 25],
      [10, 25],
      [10, 25],
    ] as const;
    const plain = pooled(same, { method: 'REML', test: 'knha' });
    expect(plain.standardError).toBe(0);
    expect(plain.test).toEqual({
      estimable: true,
      value: { statistic: Number.NEGATIVE_INFINITY, pValue: 0 },
    });
    expect(pooled(same, { method: 'REML', test: 'adhoc' }).standardError).toBeCloseTo(Math.sqrt(1 / 18), 10);
  });

  test('zero effects without any error have no test', () => {
    const result = pool([0, 0, 0], [0.1, 0.2, 0.3], { method: 'DL', test: 'knha' });
    expect(result.estimable && result.value.test).toEqual({ estimable: false, reason: 'zero standard error' });
  });

  test('one giant study carries an equal-effects mean almost alone', () => {
    const giant = pooled(
      [
        [1, 3],
        [4, 5],
        [4210, 9001],
        [2, 2],
      ],
      { method: 'EE', test: 'z' },
    );
    expect(giant.weightsPercent[2]).toBeGreaterThan(99);
    expect(proportionFromEffect('PLO', giant.estimate, [])).toBeCloseTo(4210 / 9001, 3);
  });

  test('scoring caught on a lower hill goes back to zero', () => {
    const effects = [-0.9, 0.4, -1, 2.8];
    const variances = [0.01, 1, 0.01, 2];
    const result = pool(effects, variances, { method: 'REML', test: 'z' });
    expect(result.estimable && result.value.tau2).toBe(0);
  });

  test('Knapp-Hartung on one study falls back to Wald', () => {
    const one = pool([1], [0.5], { method: 'REML', test: 'knha' });
    expect(one.estimable && one.value.degreesOfFreedom).toBeNull();
    expect(one.estimable && one.value.standardError).toBeCloseTo(Math.sqrt(0.5), 12);
  });
});
