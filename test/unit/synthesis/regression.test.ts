import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { influence } from '../../../src/synthesis/influence.ts';
import { defaultSettings, pool } from '../../../src/synthesis/pool.ts';
import { kendall } from '../../../src/synthesis/rankTest.ts';
import { fitLine, metaRegression } from '../../../src/synthesis/regression.ts';
import { cumulative, leaveOneOut } from '../../../src/synthesis/sensitivity.ts';
import { separateSubgroups } from '../../../src/synthesis/subgroups.ts';

const effects = [0.1, 0.5, 0.9, 1.4, 1.1, 2.0];
const variances = [0.05, 0.08, 0.02, 0.1, 0.04, 0.09];
const months = [3, 6, 9, 14, 12, 20];

describe('meta-regression', () => {
  test('finds a line that is there, with one and with two moderators', () => {
    const exact = months.map((month) => 0.2 + 0.1 * month);
    const one = metaRegression(exact, variances, [{ name: 'months', values: months }], { method: 'REML', test: 'z' });
    if (!one.estimable) throw new Error(one.reason);
    expect(one.value.columns).toEqual(['intercept', 'months']);
    expect(one.value.model.coefficients.map(({ estimate }) => estimate)).toEqual([
      expect.closeTo(0.2, 10),
      expect.closeTo(0.1, 10),
    ]);
    expect(one.value.model.tau2).toBe(0);

    const side = ['a', 'b', 'a', 'b', 'b', 'a'];
    const both = exact.map((value, study) => value + (side[study] === 'b' ? 1 : 0));
    const two = metaRegression(
      both,
      variances,
      [
        { name: 'months', values: months },
        { name: 'side', values: side },
      ],
      { method: 'DL', test: 'knha' },
    );
    if (!two.estimable) throw new Error(two.reason);
    expect(two.value.columns).toEqual(['intercept', 'months', 'side: b']);
    expect(two.value.model.coefficients[2]?.estimate).toBeCloseTo(1, 10);
  });

  test('refuses moderators that say the same thing, nothing, or too much', () => {
    const twice = [
      { name: 'months', values: months },
      { name: 'weeks', values: months.map((month) => 4 * month) },
    ];
    expect(metaRegression(effects, variances, twice, defaultSettings)).toEqual({
      estimable: false,
      reason: 'collinear moderators',
    });
    const constant = [{ name: 'side', values: effects.map(() => 'left') }];
    const flat = [{ name: 'dose', values: effects.map(() => 5) }];
    expect(metaRegression(effects, variances, flat, defaultSettings)).toMatchObject({
      reason: 'no variation in the predictor',
    });
    // A word with one level adds no column: the model is the plain mean.
    const plain = metaRegression(effects, variances, constant, defaultSettings);
    expect(plain.estimable && plain.value.columns).toEqual(['intercept']);
    const many = ['p', 'q', 'r', 's', 't', 'u'].map((name, place) => ({
      name,
      values: effects.map((_, study) => (study === place ? 1 : 0)),
    }));
    expect(metaRegression(effects, variances, many, defaultSettings)).toMatchObject({
      reason: 'too few studies for the number of coefficients',
    });
  });

  test('a plain weighted line through two points has no error to give', () => {
    expect(fitLine([1, 2], [1, 2], [1, 1])).toMatchObject({ estimable: false, reason: 'fewer than three studies' });
    expect(fitLine([1, 1, 1], [1, 2, 3], [1, 1, 1])).toMatchObject({ reason: 'no variation in the predictor' });
  });
});

describe('sensitivity', () => {
  test('the last cumulative step and the whole are one; each left-out result lacks one study', () => {
    const whole = pool(effects, variances, defaultSettings);
    const steps = cumulative(effects, variances, [2003, 2001, 2001, 2010, 1999, 2005], defaultSettings);
    expect(steps.map(({ study }) => study)).toEqual([4, 1, 2, 0, 5, 3]);
    const last = steps[5]?.pooled;
    if (!whole.estimable || last === undefined || !last.estimable) throw new Error('both must be estimable');
    expect(last.value.estimate).toBeCloseTo(whole.value.estimate, 10);
    const without = leaveOneOut(effects, variances, defaultSettings);
    expect(without.map((result) => result.estimable && result.value.k)).toEqual([5, 5, 5, 5, 5, 5]);
  });

  test('a study far off has the largest influence, and leverages add up to one', () => {
    const result = influence([0.1, 0.2, 0.15, 0.12, 4], [0.1, 0.1, 0.1, 0.1, 0.1], { method: 'DL', test: 'z' });
    if (!result.estimable) throw new Error(result.reason);
    const studies = result.value.map((study) => {
      if (!study.estimable) throw new Error(study.reason);
      return study.value;
    });
    const cooks = studies.map(({ cooksDistance }) => cooksDistance);
    expect(Math.max(...cooks)).toBe(cooks[4]);
    expect(studies[4]?.deletedResidual).toBeGreaterThan(3);
    expect(studies[4]?.tau2WithoutIt).toBe(0);
    expect(studies.reduce((total, { hat }) => total + hat, 0)).toBeCloseTo(1, 12);
    const q = pool([0.1, 0.2, 0.15, 0.12, 4], [0.1, 0.1, 0.1, 0.1, 0.1], { method: 'EE', test: 'z' });
    const parts = studies.reduce((total, { baujat }) => total + baujat.heterogeneity, 0);
    expect(q.estimable && q.value.q.q).toBeCloseTo(parts, 10);
    expect(influence([1, 2], [1, 1], defaultSettings)).toMatchObject({ reason: 'fewer than three studies' });
  });

  test('subgroups pool their own studies, a level of one being itself', () => {
    const { levels, between } = separateSubgroups(effects, variances, ['b', 'b', 'a', 'b', 'b', 'b'], {
      method: 'REML',
      test: 'z',
    });
    expect(levels.map(({ level, studies }) => [level, studies])).toEqual([
      ['a', [2]],
      ['b', [0, 1, 3, 4, 5]],
    ]);
    const [alone] = levels;
    expect(alone?.pooled.estimable && alone.pooled.value.estimate).toBeCloseTo(0.9, 12);
    expect(between.estimable && between.value.degreesOfFreedom).toBe(1);
  });
});

describe("Kendall's rank correlation", () => {
  test('exact p of a perfect order of five is 2 / 5!', () => {
    const result = kendall([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]);
    expect(result).toEqual({
      estimable: true,
      value: { kendallTau: 1, pValue: expect.closeTo(2 / 120, 12), exact: true },
    });
  });

  test('ties take the normal approximation; a constant has no correlation', () => {
    const tied = kendall([1, 1, 2, 3], [1, 2, 2, 3]);
    // Five concordant pairs of six with one tie on each side.
    expect(tied).toMatchObject({ estimable: true, value: { kendallTau: expect.closeTo(4 / 5, 12), exact: false } });
    expect(kendall([1, 1, 1], [1, 2, 3])).toMatchObject({ estimable: false });
  });

  test('reversing one list turns the sign and keeps p', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 12 }), (x) => {
        const y = x.map((value, index) => value * ((index % 3) - 1.5) + index / 7);
        const [plain, turned] = [
          kendall(x, y),
          kendall(
            x,
            y.map((value) => -value),
          ),
        ];
        if (!plain.estimable || !turned.estimable) return expect(plain.estimable).toBe(turned.estimable);
        expect(turned.value.kendallTau).toBeCloseTo(-plain.value.kendallTau, 12);
        expect(turned.value.pValue).toBeCloseTo(plain.value.pValue, 10);
      }),
    );
  });
});
