import { describe, expect, test } from '@jest/globals';
import {
  betaQuantile,
  chiSquaredQuantile,
  chiSquaredUpperTail,
  fUpperTail,
  normalQuantile,
  normalTwoSided,
  tQuantile,
  tTwoSided,
} from '../../../src/synthesis/distributions.ts';

const relative = (found: number, expected: number) => Math.abs(found - expected) / Math.abs(expected);

describe('distributions against tabled values', () => {
  test.each([
    ['normal .975', normalQuantile(0.975), 1.959963984540054],
    // t on 1 degree of freedom is Cauchy, whose quantile is a tangent.
    ['t .975 on 1', tQuantile(0.975, 1), Math.tan(0.475 * Math.PI)],
    ['chi-squared .95 on 3', chiSquaredQuantile(0.95, 3), 7.814727903251179],
    // The beta quantile with a = 1 has a closed form: 1 - (1 - p)^(1/b).
    ['beta .975, 1, 18', betaQuantile(0.975, 1, 18), 1 - 0.025 ** (1 / 18)],
    // Chi-squared on 2 degrees of freedom is exponential, also far out.
    ['chi-squared tail on 2', chiSquaredUpperTail(1200, 2), Math.exp(-600)],
    // t on 1 is Cauchy; F on 2 and 2 has the tail 1 / (1 + f).
    ['t tail on 1', tTwoSided(1e8, 1), (2 / Math.PI) * Math.atan(1e-8)],
    ['F tail on 2 and 2', fUpperTail(1e12, 2, 2), 1 / (1 + 1e12)],
    ['normal tail', normalTwoSided(10), 1.523970604832105e-23],
  ])('%s', (_name, found, expected) => {
    expect(relative(found, expected)).toBeLessThan(1e-12);
  });

  test('what lies below the smallest normal number is zero, and no statistic at all has p = 1', () => {
    expect(normalTwoSided(40)).toBe(0);
    expect(chiSquaredUpperTail(0, 3)).toBe(1);
    expect(chiSquaredUpperTail(5, 0)).toBe(1);
    expect(chiSquaredUpperTail(Number.POSITIVE_INFINITY, 2)).toBe(0);
    expect(fUpperTail(0, 2, 5)).toBe(1);
    expect(tTwoSided(Number.POSITIVE_INFINITY, 5)).toBe(0);
  });
});
