import { describe, expect, test } from '@jest/globals';
import type { Estimable } from '../../../src/synthesis/estimable.ts';
import { heterogeneityFromQ, qProfile } from '../../../src/synthesis/heterogeneity.ts';
import { interceptOnly } from '../../../src/synthesis/leastSquares.ts';
import { fitMixedModel, omnibusTest, type Test, testAgainstZero } from '../../../src/synthesis/mixedModel.ts';
import { type Pooled, pool } from '../../../src/synthesis/pool.ts';
import { metaRegression } from '../../../src/synthesis/regression.ts';
import { separateSubgroups } from '../../../src/synthesis/subgroups.ts';
import {
  estimateTau2,
  logLikelihood,
  solveGeneralizedQ,
  type Tau2Method,
  tau2Methods,
} from '../../../src/synthesis/tau2.ts';

// Where all sampling variances are alike, every estimator has a closed form: worked out on paper.

const near = (value: number, digits = 8) => expect.closeTo(value, digits);
const given = <T>(result: Estimable<T>): T => {
  if (!result.estimable) throw new Error(result.reason);
  return result.value;
};
const log2Pi = Math.log(2 * Math.PI);

describe('between-study variance of 0, 0, 3 with variances of 1 (sum of squares 6)', () => {
  const data = interceptOnly([0, 0, 3], [1, 1, 1]);

  test.each<[Tau2Method, number, number | null]>([
    ['EE', 0, null],
    ['DL', 2, 3],
    ['HE', 2, 3],
    ['PM', 2, 3],
    ['REML', 2, 3],
    ['ML', 1, Math.sqrt(8 / 3)],
    ['SJ', 2, 2],
  ])('%s: %d, with its standard error', (method, tau2, standardError) => {
    expect(given(estimateTau2(data, method))).toEqual({
      tau2: near(tau2),
      standardError: standardError === null ? null : near(standardError),
    });
  });

  test('the log likelihoods at 0 and at 2', () => {
    expect(logLikelihood(data, 'ML', 0)).toBeCloseTo(-3 - 1.5 * log2Pi, 10);
    expect(logLikelihood(data, 'ML', 2)).toBeCloseTo(-(3 * Math.log(3) + 2) / 2 - 1.5 * log2Pi, 10);
    expect(logLikelihood(data, 'REML', 0)).toBeCloseTo(-3 - log2Pi, 10);
    expect(logLikelihood(data, 'REML', 2)).toBeCloseTo(-(3 * Math.log(3) + 2) / 2 - log2Pi + Math.log(3) / 2, 10);
    expect(
      logLikelihood(
        {
          ...data,
          design: [
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        },
        'ML',
        0,
      ),
    ).toBeNull();
  });

  test('the generalized Q is 6 / (1 + tau2), and meets no target above 6', () => {
    for (const [target, tau2] of [
      [3, 1],
      [0.5, 11],
      [6, 0],
    ] as const)
      expect(given(solveGeneralizedQ(data, target))).toBeCloseTo(tau2, 9);
    expect(given(solveGeneralizedQ(data, 6.001))).toBeNull();
    expect(given(solveGeneralizedQ(interceptOnly([0, 0], [1, 2]), 0))).toBe(0);
  });

  test.each<[Test, number, number | null, number, number]>([
    // Equal effects: the mean is 1, its variance 1/3, and three times that when scaled by 6/2.
    ['z', Math.sqrt(1 / 3), null, Math.sqrt(3), 0.08326451666355042],
    ['knha', 1, 2, 1, 1 - 1 / Math.sqrt(3)],
    ['adhoc', 1, 2, 1, 1 - 1 / Math.sqrt(3)],
  ])('tested by %s', (by, standardError, degreesOfFreedom, statistic, pValue) => {
    const { coefficients, ...model } = given(fitMixedModel(data, { method: 'EE', test: by }));
    expect(model.degreesOfFreedom).toBe(degreesOfFreedom);
    expect(coefficients[0]?.standardError).toBeCloseTo(standardError, 12);
    expect(coefficients[0]?.test).toEqual({
      estimable: true,
      value: { statistic: near(statistic), pValue: near(pValue) },
    });
    expect(coefficients[0]?.interval).toEqual({
      lower: near(1 - model.criticalValue * standardError),
      upper: near(1 + model.criticalValue * standardError),
    });
    // t on 2 has a closed quantile: (2p - 1) sqrt(2 / (1 - (2p - 1)^2)).
    expect(model.criticalValue).toBeCloseTo(by === 'z' ? 1.959963984540054 : 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)), 10);
  });

  test('heterogeneity: from Q under equal effects, else from tau2', () => {
    const of = (method: Tau2Method) => given(pool([0, 0, 3], [1, 1, 1], { method, test: 'z' }));
    expect(of('EE')).toMatchObject({ iSquared: near(200 / 3), hSquared: near(3), tau2: 0 });
    expect(of('DL')).toMatchObject({ iSquared: near(200 / 3), hSquared: near(3), weightSum: near(1) });
    expect(of('ML')).toMatchObject({ iSquared: near(50), hSquared: near(2) });
    expect(of('ML').q).toEqual({ q: near(6), degreesOfFreedom: 2, pValue: near(Math.exp(-3)) });
    expect(given(pool([0, 0, 0.3], [1, 1, 1], { method: 'EE', test: 'z' })).iSquared).toBe(0);
  });

  test('where a further study would lie', () => {
    const { predictionInterval, predictionIntervalKMinus2 } = given(
      pool([0, 0, 3], [1, 1, 1], { method: 'DL', test: 'z' }),
    );
    // The mean's variance is 1, tau2 is 2; t on 1 is Cauchy.
    expect(given(predictionInterval).upper).toBeCloseTo(1 + 1.959963984540054 * Math.sqrt(3), 8);
    expect(given(predictionIntervalKMinus2).lower).toBeCloseTo(1 - Math.tan(0.475 * Math.PI) * Math.sqrt(3), 6);
    const narrow = given(pool([0, 0, 3], [1, 1, 1], { method: 'DL', test: 'z', level: 0.5 }));
    expect(given(narrow.predictionIntervalKMinus2).upper).toBeCloseTo(1 + Math.sqrt(3), 8);
    expect(narrow.interval.upper).toBeCloseTo(1 + 0.6744897501960817, 8);
    const equal = given(pool([0, 0, 3], [1, 1, 1], { method: 'EE', test: 'z' }));
    expect(equal.predictionInterval).toMatchObject({ reason: 'no between-study variance in this model' });
  });
});

describe('two studies', () => {
  test.each<Tau2Method>(['DL', 'HE', 'PM', 'REML'])(
    '%s: half of the squared difference less both variances',
    (method) => {
      expect(given(estimateTau2(interceptOnly([0, 4], [1, 3]), method)).tau2).toBeCloseTo(6, 8);
      expect(given(estimateTau2(interceptOnly([0, 1], [1, 3]), method)).tau2).toBe(0);
    },
  );

  test('with unlike variances the mean is weighted by their inverses', () => {
    const found = given(pool([0, 4], [1, 3], { method: 'EE', test: 'z' }));
    expect(found).toMatchObject({ estimate: near(1), standardError: near(Math.sqrt(3) / 2), q: { q: near(4) } });
    expect(found.weightsPercent).toEqual([near(75), near(25)]);
    expect(found.logLikelihood).toBeCloseTo(-(Math.log(3) + 4) / 2 - log2Pi, 10);
  });
});

describe('unlike variances', () => {
  const data = interceptOnly([1, 2, 6], [1, 2, 6]);
  test("Hedges' estimate is the sample variance less the mean variance", () => {
    expect(given(estimateTau2(data, 'HE')).tau2).toBeCloseTo(7 - 3, 10);
  });
  test('DerSimonian-Laird: Q 3.6 with weights 1, 1/2, 1/6', () => {
    // Mean (1 + 1 + 1) / (5/3) = 9/5; Q = 16/25 + 1/50 + 441/150 = 3.6; C = 5/3 - (1 + 1/4 + 1/36) / (5/3) = 0.9.
    expect(given(estimateTau2(data, 'DL')).tau2).toBeCloseTo((3.6 - 2) / 0.9, 10);
  });
  test('an unreachable target of convergence is said to be one', () => {
    expect(estimateTau2(data, 'REML', -1)).toEqual({ estimable: false, reason: 'did not converge' });
  });
  test.each(tau2Methods.filter((method) => method !== 'EE'))('%s asks for more studies than coefficients', (method) => {
    expect(estimateTau2(interceptOnly([1], [1]), method)).toEqual({ estimable: false, reason: 'one study' });
    expect(
      estimateTau2(
        {
          effects: [1, 2],
          variances: [1, 1],
          design: [
            [1, 0],
            [1, 1],
          ],
        },
        method,
      ),
    ).toEqual({
      estimable: false,
      reason: 'too few studies for the number of coefficients',
    });
    const twice = {
      effects: [1, 2, 4],
      variances: [1, 1, 1],
      design: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    };
    expect(estimateTau2(twice, method)).toEqual({ estimable: false, reason: 'collinear moderators' });
  });
});

describe('limits of heterogeneity', () => {
  test('Q-profile: 1 + tau2 is the sum of squares over the quantile; on two degrees these are logarithms', () => {
    const found = given(qProfile(interceptOnly([0, 0, 30], [1, 1, 1])));
    const [lower, upper] = [600 / (-2 * Math.log(0.025)) - 1, 600 / (-2 * Math.log(0.975)) - 1];
    expect(found.tau2).toEqual({ lower: near(lower, 5), upper: near(upper, 3) });
    expect(found.iSquared).toEqual({
      lower: near((100 * lower) / (lower + 1), 6),
      upper: near((100 * upper) / (upper + 1), 6),
    });
    expect(found.hSquared).toEqual({ lower: near(lower + 1, 5), upper: near(upper + 1, 3) });
    const half = given(qProfile(interceptOnly([0, 0, 30], [1, 1, 1]), 0.5));
    expect(half.tau2.lower).toBeCloseTo(600 / (-2 * Math.log(0.25)) - 1, 5);
  });

  test('studies that agree too well have no variance at either limit; one study has none to give', () => {
    expect(given(qProfile(interceptOnly([1, 1, 1.01], [1, 1, 1]))).tau2).toEqual({ lower: 0, upper: 0 });
    expect(qProfile(interceptOnly([1], [1]))).toEqual({ estimable: false, reason: 'one study' });
    const twice = {
      effects: [1, 2, 4],
      variances: [1, 1, 1],
      design: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    };
    expect(qProfile(twice)).toEqual({ estimable: false, reason: 'collinear moderators' });
  });

  test('I2 and H from Q', () => {
    const found = given(heterogeneityFromQ(20, 5));
    const error = Math.log(20 / 4) / 2 / (Math.sqrt(40) - Math.sqrt(7));
    const [low, high] = [-1, 1].map((side) => Math.sqrt(5) * Math.exp(side * 1.959963984540054 * error)) as [
      number,
      number,
    ];
    const share = (h: number) => 100 * (1 - 1 / h ** 2);
    expect(found).toEqual({
      iSquared: near(80),
      h: near(Math.sqrt(5)),
      hInterval: { estimable: true, value: { lower: near(low), upper: near(high) } },
      iSquaredInterval: { estimable: true, value: { lower: near(share(low)), upper: near(share(high)) } },
    });
  });

  test('Q below its degrees of freedom: H is 1, and the error rests on the number of studies', () => {
    const found = given(heterogeneityFromQ(3, 5));
    const error = Math.sqrt((1 / 6) * (1 - 1 / 27));
    expect(found).toMatchObject({ iSquared: 0, h: 1 });
    expect(given(found.hInterval)).toEqual({ lower: 1, upper: near(Math.exp(1.959963984540054 * error)) });
    // Up to Q = k that error is used.
    const reach = Math.exp(1.959963984540054 * error);
    expect(given(given(heterogeneityFromQ(5, 5)).hInterval).upper).toBeCloseTo(Math.sqrt(5 / 4) * reach, 10);
  });

  test('two studies have limits only above Q = 2, one study no figure at all', () => {
    const none = { estimable: false, reason: 'fewer than three studies' };
    expect(given(heterogeneityFromQ(2, 2))).toMatchObject({
      iSquared: near(50),
      hInterval: none,
      iSquaredInterval: none,
    });
    expect(given(heterogeneityFromQ(2.1, 2)).hInterval.estimable).toBe(true);
    expect(heterogeneityFromQ(2, 1)).toEqual({ estimable: false, reason: 'one study' });
  });
});

describe('moderators of 0, 2, 4, 6 in two groups of two, variances of 1', () => {
  const of = (by: Test, method: Tau2Method = 'HE') =>
    given(
      metaRegression([0, 2, 4, 6], [1, 1, 1, 1], [{ name: 'side', values: ['l', 'l', 'r', 'r'] }], {
        method,
        test: by,
      }),
    );

  test('the difference is 4; of 17/3 between studies 1 is left', () => {
    const { model, rSquared, moderatorTest, columns } = of('z');
    expect(columns).toEqual(['intercept', 'side: r']);
    expect(model.coefficients.map(({ estimate }) => estimate)).toEqual([near(1), near(4)]);
    expect(model.tau2).toBeCloseTo(1, 10);
    expect(given(rSquared)).toBeCloseTo(100 * (1 - 3 / 17), 8);
    expect(given(moderatorTest)).toEqual({
      statistic: near(8),
      numerator: 1,
      denominator: null,
      pValue: near(0.004677734981047, 10),
    });
  });

  test('Knapp-Hartung: the residual factor is 1, so F is 8 on 1 and 2', () => {
    expect(given(of('knha').moderatorTest)).toEqual({
      statistic: near(8),
      numerator: 1,
      denominator: 2,
      pValue: near(1 - Math.sqrt(8 / 10)),
    });
  });

  test('tested together, the statistic under Knapp-Hartung is shared out among the moderators', () => {
    const x = [0, 1, 2, 3, 4];
    const data = {
      effects: [0, 3, 1, 5, 4],
      variances: [1, 1, 1, 1, 1],
      design: x.map((value) => [1, value, value ** 2]),
    };
    const [wald, scaled] = (['z', 'knha'] as const).map((by) => {
      const model = given(fitMixedModel(data, { method: 'EE', test: by }));
      return { model, test: given(omnibusTest(model, [1, 2])) };
    });
    const factor = (wald?.model.residualQ.q ?? 0) / 2;
    expect(scaled?.test.statistic).toBeCloseTo((wald?.test.statistic ?? 0) / 2 / factor, 10);
    expect(scaled?.test).toMatchObject({
      numerator: 2,
      denominator: 2,
      pValue: near(1 / (1 + (scaled?.test.statistic ?? 0))),
    });
    expect(omnibusTest(given(fitMixedModel(data, { method: 'EE', test: 'z' })), [])).toMatchObject({
      estimable: false,
    });
  });

  test('as subgroups: two means 4 apart, each with its own variance', () => {
    const { levels, between } = separateSubgroups([0, 2, 4, 6], [1, 1, 1, 1], ['l', 'l', 'r', 'r'], {
      method: 'HE',
      test: 'z',
    });
    expect(levels.map(({ pooled }) => given<Pooled>(pooled).estimate)).toEqual([near(1), near(5)]);
    // Within a group the sample variance is 2, so tau2 is 1 and the mean's variance (1 + 1) / 2.
    expect(given(between)).toEqual({ q: near(8), degreesOfFreedom: 1, pValue: near(0.004677734981047, 10) });
    const alone = separateSubgroups([1, 2], [1, 1], ['l', 'l'], { method: 'HE', test: 'z' });
    expect(alone.between).toMatchObject({ estimable: false });
    const flat = separateSubgroups([1, 1, 4, 4], [1, 1, 1, 1], ['l', 'l', 'r', 'r'], { method: 'EE', test: 'knha' });
    expect(flat.between).toEqual({ estimable: false, reason: 'zero standard error' });
  });

  test('nothing between the studies leaves nothing to explain', () => {
    const { rSquared } = given(
      metaRegression([1, 1, 1, 1], [1, 1, 1, 1], [{ name: 'x', values: [0, 1, 2, 3] }], { method: 'DL', test: 'z' }),
    );
    expect(rSquared).toEqual({ estimable: false, reason: 'no variation between studies' });
  });
});

test('a test against zero', () => {
  expect(testAgainstZero(0, 0, null)).toEqual({ estimable: false, reason: 'zero standard error' });
  expect(testAgainstZero(2, 0, 3)).toEqual({
    estimable: true,
    value: { statistic: Number.POSITIVE_INFINITY, pValue: 0 },
  });
  expect(testAgainstZero(0, 1, null)).toEqual({ estimable: true, value: { statistic: 0, pValue: 1 } });
});
