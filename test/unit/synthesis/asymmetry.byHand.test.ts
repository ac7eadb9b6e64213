import { describe, expect, test } from '@jest/globals';
import type { Estimable } from '../../../src/synthesis/estimable.ts';
import { pool } from '../../../src/synthesis/pool.ts';
import { beggTest, kendall } from '../../../src/synthesis/rankTest.ts';
import { fitLine } from '../../../src/synthesis/regression.ts';
import { eggerClassic, eggerMixed, funnelLimits, peters } from '../../../src/synthesis/smallStudy.ts';
import { type TrimEstimator, trimAndFill } from '../../../src/synthesis/trimAndFill.ts';

// Lines whose residuals are chosen so that the fit is the line itself, and ranks that can be counted by hand.

const near = (value: number) => expect.closeTo(value, 9);
const given = <T>(result: Estimable<T>): T => {
  if (!result.estimable) throw new Error(result.reason);
  return result.value;
};
/** Two-sided p of t on one degree of freedom, which is Cauchy. */
const cauchyP = (t: number) => 1 - (2 / Math.PI) * Math.atan(t);

describe('a plain line', () => {
  test('through (0, 1), (1, 2), (2, 4): slope 3/2, intercept 5/6, residual sum 1/6', () => {
    expect(given(fitLine([0, 1, 2], [1, 2, 4], [1, 1, 1]))).toEqual({
      slope: near(3 / 2),
      intercept: near(5 / 6),
      slopeError: near(Math.sqrt(1 / 12)),
      interceptError: near(Math.sqrt(5 / 36)),
      degreesOfFreedom: 1,
    });
  });

  test('weights say how much, not how many: doubling all of them changes nothing', () => {
    const [x, y] = [
      [0, 1, 2, 5],
      [1, 2, 4, 4],
    ];
    const once = given(fitLine(x, y, [1, 2, 3, 1]));
    const twice = given(fitLine(x, y, [2, 4, 6, 2]));
    expect(twice).toEqual({
      slope: near(once.slope),
      intercept: near(once.intercept),
      slopeError: near(once.slopeError),
      interceptError: near(once.interceptError),
      degreesOfFreedom: 2,
    });
    expect(fitLine([0, 0, 0], y.slice(1), [1, 1, 1])).toMatchObject({ reason: 'no variation in the predictor' });
  });
});

describe("Egger's test", () => {
  // 2 + 3 se, and residuals 1, -8, 9 that are orthogonal to both columns under the weights 1, 1/4, 1/9.
  const [effects, variances] = [
    [6, 0, 20],
    [1, 4, 9],
  ];

  test('finds limit 2 and bias 3 with error 7', () => {
    const found = given(eggerClassic(effects, variances));
    const margin = Math.tan(0.475 * Math.PI) * Math.sqrt(108);
    expect(found).toEqual({
      bias: near(3),
      biasError: near(7),
      t: near(3 / 7),
      degreesOfFreedom: 1,
      pValue: near(cauchyP(3 / 7)),
      limitEstimate: near(2),
      limitInterval: { lower: expect.closeTo(2 - margin, 6), upper: expect.closeTo(2 + margin, 6) },
    });
    const half = given(eggerClassic(effects, variances, 0.5));
    expect(half.limitInterval.upper).toBeCloseTo(2 + Math.sqrt(108), 8);
  });

  test('as a model of equal effects the errors are those of the variances alone', () => {
    const found = given(eggerMixed(effects, variances, 'EE'));
    // The residual scale of 26 is not asked for: the slope's error is 7 / sqrt(26).
    const z = (3 * Math.sqrt(26)) / 7;
    expect(found).toMatchObject({ z: near(z), limitEstimate: near(2), tau2: 0 });
    expect(found.limitInterval.upper - 2).toBeCloseTo(1.959963984540054 * Math.sqrt(108 / 26), 8);
    expect(found.pValue).toBeGreaterThan(0.02);
    expect(found.pValue).toBeLessThan(0.04);
  });

  test('is not given where errors do not vary, nor for fewer than three', () => {
    expect(eggerClassic([1, 2, 3], [4, 4, 4])).toMatchObject({ reason: 'no variation in the predictor' });
    expect(eggerClassic([1, 2], [1, 4])).toMatchObject({ reason: 'fewer than three studies' });
    expect(eggerMixed([1, 2, 3], [4, 4, 4], 'EE')).toMatchObject({ reason: 'collinear moderators' });
    expect(eggerClassic([0, 0, 0], [1, 4, 9])).toMatchObject({ reason: 'zero standard error' });
    expect(eggerMixed([0, 0, 0], [1, 4, 9], 'EE')).toMatchObject({ estimable: true, value: { z: 0, pValue: 1 } });
  });
});

describe("Peters' test", () => {
  // 5 + 8 / n, and residuals 1, -2, 1; with half of each study events the weights are a quarter of its size.
  const sizes = [4, 8, 12].map((total) => ({ events: total / 2, total }));
  const effects = [8, 4, 20 / 3];
  const line = {
    intercept: near(5),
    slope: near(8),
    slopeError: near(24),
    t: near(1 / 3),
    degreesOfFreedom: 1,
    pValue: near(cauchyP(1 / 3)),
    k: 3,
  };

  test('finds the line', () => {
    expect(given(peters(effects, sizes))).toEqual(line);
  });

  test('leaves out studies of all or none', () => {
    const more = [...sizes, { events: 0, total: 9 }, { events: 7, total: 7 }];
    expect(given(peters([...effects, 99, -99], more))).toEqual(line);
    expect(peters([0, 0, 0], sizes)).toMatchObject({ reason: 'zero standard error' });
    expect(peters(effects.slice(1), sizes.slice(1))).toMatchObject({ reason: 'fewer than three studies' });
  });
});

test('the funnel opens by 1.96 errors to either side', () => {
  expect(funnelLimits(2, 0.5)).toEqual({ lower: near(2 - 0.979981992270027), upper: near(2 + 0.979981992270027) });
  expect(funnelLimits(2, 0.5, 0.5).upper).toBeCloseTo(2 + 0.33724487509804, 9);
});

describe('rank correlation', () => {
  test('Begg: 1, 2, 3 with variances of 1, 4, 9 rise together, one order of six and its reverse', () => {
    expect(given(beggTest([1, 2, 3], [1, 4, 9]))).toEqual({ kendallTau: near(1), pValue: near(1 / 3), exact: true });
    expect(given(beggTest([3, 2, 1], [1, 4, 9])).kendallTau).toBeCloseTo(-1, 12);
    expect(beggTest([1], [1])).toEqual({ estimable: false, reason: 'one study' });
    expect(given(beggTest([1, 2], [1, 4]))).toMatchObject({ pValue: 1 });
  });

  test('Begg: effects are measured from their mean in their own error', () => {
    // The mean is nearly the first; the second and third are 1 and 2 above it, in errors of 1 and 4.
    expect(given(beggTest([0, 1, 2], [1e-9, 1, 16])).kendallTau).toBeCloseTo(1 / 3, 12);
  });

  test.each([
    // Of the 24 orders of four: 1, 3, 5, 6, 5, 3, 1 have 0 to 6 inversions.
    [[1, 2, 3, 4], 1, 2 / 24],
    [[1, 2, 4, 3], 2 / 3, 8 / 24],
    [[2, 1, 4, 3], 1 / 3, 18 / 24],
    [[1, 4, 3, 2], 0, 1],
    [[4, 3, 1, 2], -2 / 3, 8 / 24],
  ])('%j against 1 to 4', (order, tau, p) => {
    expect(given(kendall([1, 2, 3, 4], order))).toEqual({ kendallTau: near(tau), pValue: near(p), exact: true });
  });

  test.each([
    // Ties of two on one side: (4*3*13 - 2*1*9) / 18.
    ['one tie', [1, 1, 2, 3], [1, 2, 3, 4], 5, 138 / 18],
    // Ties of three and of two: 5*4*15 - 3*2*11 - 2*1*9 over 18, triples 6*0, pairs 6*2 over 2*20.
    ['ties on both sides', [1, 1, 1, 2, 3], [1, 1, 2, 3, 4], 7, 216 / 18 + 12 / 40],
    // Three and three: 300 - 132 over 18, triples 6*6 over 9*60, pairs 6*6 over 40.
    ['threes on both sides', [1, 1, 1, 2, 3], [1, 2, 2, 2, 3], 5, 168 / 18 + 36 / 540 + 36 / 40],
    ['a pair of pairs', [1, 1], [1, 2], 0, 0],
  ])('%s: the variance of the score counts them', (_name, x, y, score, variance) => {
    const found = kendall(x, y);
    if (variance === 0) return expect(found).toEqual({ estimable: false, reason: 'no variation between studies' });
    const z = score / Math.sqrt(variance);
    // p of a normal z, by Simpson's rule over its density.
    const steps = 2000;
    const density = (u: number) => Math.exp(-(u ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const inside = Array.from({ length: steps + 1 }, (_, i) => {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      return (weight * density((i * z) / steps) * z) / (3 * steps);
    }).reduce((sum, value) => sum + value, 0);
    expect(given(found).exact).toBe(false);
    return expect(given(found).pValue).toBeCloseTo(1 - 2 * inside, 8);
  });
});

describe('trim and fill', () => {
  const settings = { method: 'EE', test: 'z' } as const;
  // Precise studies round 0; the less precise, the further to the right.
  const effects = [-0.2, 0.1, 0, 0.15, 0.9, 1.6, 2.2];
  const variances = [0.01, 0.01, 0.01, 0.02, 0.3, 0.4, 0.5];
  const fill = (sign: number, estimator: TrimEstimator) =>
    given(
      trimAndFill(
        effects.map((effect) => sign * effect),
        variances,
        settings,
        estimator,
      ),
    );

  test.each<[TrimEstimator, number]>([
    ['L0', 3],
    // One less than the run of the farthest that all lie to the right.
    ['R0', 2],
  ])('%s: %d studies on the right have no counterpart', (estimator, count) => {
    const { side, missing, filled, pooled } = fill(1, estimator);
    const kept = effects.length - count;
    const rest = given(pool(effects.slice(0, kept), variances.slice(0, kept), settings));
    expect({ side, missing }).toEqual({ side: 'left', missing: count });
    // Each is laid to the other side of the mean of the rest, with its own variance.
    const mirrored = effects.slice(kept).map((effect) => near(2 * rest.estimate - effect));
    expect(filled.map(({ effect }) => effect)).toEqual(mirrored);
    expect(filled.map(({ variance }) => variance)).toEqual(variances.slice(kept));
    expect(pooled.k).toBe(effects.length + count);
    expect(pooled.estimate).toBeCloseTo(rest.estimate, 10);
  });

  test('turned round, it fills the other side', () => {
    const [plain, turned] = [fill(1, 'L0'), fill(-1, 'L0')];
    expect(turned.side).toBe('right');
    expect(turned.filled).toEqual(plain.filled.map(({ effect, variance }) => ({ effect: near(-effect), variance })));
    expect(turned.pooled.estimate).toBeCloseTo(-plain.pooled.estimate, 10);
  });

  test('an even funnel misses nothing and is pooled as it was, whatever filled studies would be pooled with', () => {
    const even = [-1.01, -0.1, 0, 0.1, 1];
    const spread = [0.5, 0.01, 0.011, 0.01, 0.51];
    const found = given(trimAndFill(even, spread, settings, 'L0', { method: 'DL', test: 'knha' }));
    expect(found).toMatchObject({ missing: 0, filled: [] });
    expect(found.pooled).toEqual(given(pool(even, spread, settings)));
    const filled = given(trimAndFill(effects, variances, settings, 'L0', { method: 'DL', test: 'knha' }));
    expect(filled.pooled.settings).toEqual({ method: 'DL', test: 'knha' });
  });

  test('is not given for two studies, nor where errors do not vary', () => {
    expect(trimAndFill([1, 2], [1, 2], settings)).toEqual({ estimable: false, reason: 'fewer than three studies' });
    expect(trimAndFill([1, 2, 4], [1, 1, 1], settings)).toEqual({ estimable: false, reason: 'collinear moderators' });
  });
});
