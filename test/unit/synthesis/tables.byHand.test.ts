import { describe, expect, test } from '@jest/globals';
import type { Estimable } from '../../../src/synthesis/estimable.ts';
import { cochranMantelHaenszel, mantelHaenszel, peto } from '../../../src/synthesis/tablePooling.ts';
import { type TableCounts, tableEffect, tableFromEffect, tableMeasures } from '../../../src/synthesis/tables.ts';

// 2x2 tables small enough to be pooled with a pencil.

const near = (value: number) => expect.closeTo(value, 10);
const given = <T>(result: Estimable<T>): T => {
  if (!result.estimable) throw new Error(result.reason);
  return result.value;
};
const table = (ai: number, bi: number, ci: number, di: number): TableCounts => ({ ai, bi, ci, di });
const first = table(10, 10, 5, 15);
const second = table(4, 6, 2, 8);
const z = 1.959963984540054;

describe('one table of 10 of 20 against 5 of 20', () => {
  test.each([
    ['OR', Math.log(3), 1 / 10 + 1 / 10 + 1 / 5 + 1 / 15],
    ['RR', Math.log(2), 1 / 10 - 1 / 20 + 1 / 5 - 1 / 20],
    ['RD', 1 / 4, 1 / 80 + 3 / 320],
  ] as const)('%s', (measure, value, variance) => {
    expect(tableEffect(measure, first)).toEqual({ value: near(value), variance: near(variance) });
    expect(tableFromEffect(measure, value)).toBeCloseTo(measure === 'RD' ? 1 / 4 : Math.exp(value), 12);
  });

  test.each(['OR', 'RR'] as const)('%s: pooled alone it is itself, with its own error', (measure) => {
    const { value, variance } = tableEffect(measure, first);
    const found = given(mantelHaenszel(measure, [first]));
    const error = Math.sqrt(variance);
    expect(found).toMatchObject({ estimate: near(value), standardError: near(error), q: 0, qPValue: 1, iSquared: 0 });
    expect(found.interval).toEqual({ lower: near(value - z * error), upper: near(value + z * error) });
    expect(given(found.test).statistic).toBeCloseTo(value / error, 10);
    const half = given(mantelHaenszel(measure, [first], 0.5));
    expect(half.interval.upper).toBeCloseTo(value + 0.6744897501960817 * error, 9);
  });

  test('four times the same table: the same value, half the error, no spread', () => {
    for (const measure of tableMeasures) {
      const [once, often] = [[first], [first, first, first, first]].map((list) => given(mantelHaenszel(measure, list)));
      expect(often).toMatchObject({ estimate: near(once?.estimate ?? 0), q: near(0), qPValue: near(1), iSquared: 0 });
      expect(often?.standardError).toBeCloseTo((once?.standardError ?? 0) / 2, 12);
    }
  });

  test('Sato: the difference of 1/4 with weight 10', () => {
    // P = (5 * 400 - 10 * 400) / 1600, Q = (10 * 15 + 5 * 10) / 80.
    const error = Math.sqrt((1 / 4) * (-5 / 4) + 5 / 2) / 10;
    expect(given(mantelHaenszel('RD', [first]))).toMatchObject({ estimate: near(1 / 4), standardError: near(error) });
  });

  test('Cochran-Mantel-Haenszel and Peto: 2.5 more than the 7.5 expected, of variance 125/52', () => {
    expect(given(cochranMantelHaenszel([first])).statistic).toBeCloseTo(4 / (125 / 52), 10);
    expect(given(given(mantelHaenszel('OR', [first])).cmh).statistic).toBeCloseTo(208 / 125, 10);
    expect(given(peto([first]))).toMatchObject({
      estimate: near(26 / 25),
      standardError: near(Math.sqrt(52 / 125)),
      q: 0,
    });
    expect(given(mantelHaenszel('RR', [first])).cmh.estimable).toBe(false);
  });
});

describe('two tables, the second of 4 of 10 against 2 of 10', () => {
  test('odds ratio 5.35 / 1.85, with the error of Robins, Breslow and Greenland', () => {
    const [r, s] = [5.35, 1.85];
    // Sums over both of P R, P S + Q R and Q S, where P and Q are the shares on either diagonal.
    const pr = (25 / 40) * 3.75 + (12 / 20) * 1.6;
    const mixed = (25 / 40) * 1.25 + (15 / 40) * 3.75 + (12 / 20) * 0.6 + (8 / 20) * 1.6;
    const qs = (15 / 40) * 1.25 + (8 / 20) * 0.6;
    const error = Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s));
    const found = given(mantelHaenszel('OR', [first, second]));
    expect(found).toMatchObject({ estimate: near(Math.log(r / s)), standardError: near(error) });
    const effects = [first, second].map((each) => tableEffect('OR', each));
    const q = effects.reduce((sum, { value, variance }) => sum + (value - Math.log(r / s)) ** 2 / variance, 0);
    expect(found.q).toBeCloseTo(q, 12);
    expect(found.iSquared).toBe(0);
  });

  test('risk ratio 7 / 3.5, with the error of Greenland and Robins', () => {
    const top = (400 * 15) / 1600 - 50 / 40 + (100 * 6) / 400 - 8 / 20;
    expect(given(mantelHaenszel('RR', [first, second]))).toMatchObject({
      estimate: near(Math.log(2)),
      standardError: near(Math.sqrt(top / 24.5)),
    });
  });

  test('difference 3.5 / 15, groups of unlike size counted by what both can say', () => {
    const found = given(mantelHaenszel('RD', [first, second]));
    const p = -5 / 4 + (2 * 100 - 4 * 100) / 400;
    const q = 5 / 2 + (4 * 8 + 2 * 6) / 40;
    expect(found).toMatchObject({
      estimate: near(7 / 30),
      standardError: near(Math.sqrt((7 / 30) * p + q) / 15),
    });
    const uneven = given(mantelHaenszel('RD', [table(3, 7, 4, 26)]));
    // n1 10, n2 30: P = (4 * 100 - 3 * 900 + 300 * 20 / 2) / 1600, Q = (3 * 26 + 4 * 7) / 80, weight 7.5.
    const difference = 3 / 10 - 4 / 30;
    expect(uneven).toMatchObject({
      estimate: near(difference),
      standardError: near(Math.sqrt((difference * 700) / 1600 + 106 / 80) / 7.5),
    });
  });

  test('Peto: excesses 2.5 and 1 over variances 125/52 and 21/19', () => {
    const [one, two] = [125 / 52, 21 / 19];
    const value = 3.5 / (one + two);
    const q = one * (2.5 / one - value) ** 2 + two * (1 / two - value) ** 2;
    const found = given(peto([first, second]));
    expect(found).toMatchObject({ estimate: near(value), standardError: near(1 / Math.sqrt(one + two)), q: near(q) });
    const margin = 0.6744897501960817 / Math.sqrt(one + two);
    expect(given(peto([first, second], 0.5)).interval.upper).toBeCloseTo(value + margin, 9);
    expect(given(cochranMantelHaenszel([first, second])).statistic).toBeCloseTo(9 / (one + two), 10);
  });

  test('tables that contradict each other spread: Q and its share', () => {
    const against = table(5, 15, 10, 10);
    const found = given(mantelHaenszel('OR', [first, against]));
    const { variance } = tableEffect('OR', first);
    // The two cancel out, each log 3 from the middle.
    const q = (2 * Math.log(3) ** 2) / variance;
    expect(found).toMatchObject({ estimate: near(0), q: near(q), iSquared: near((100 * (q - 1)) / q) });
    expect(found.qPValue).toBeLessThan(0.05);
  });
});

describe('empty cells', () => {
  test('a table with one takes a half in all four; pooled, it is taken as it is', () => {
    expect(tableEffect('OR', table(0, 12, 3, 10))).toEqual({
      value: near(Math.log((0.5 * 10.5) / (12.5 * 3.5))),
      variance: near(1 / 0.5 + 1 / 12.5 + 1 / 3.5 + 1 / 10.5),
    });
    expect(tableEffect('RR', table(5, 0, 2, 9)).value).toBeCloseTo(Math.log(5.5 / 6 / (2.5 / 12)), 12);
    expect(given(mantelHaenszel('OR', [first, table(0, 10, 0, 10)]))).toMatchObject({
      estimate: near(Math.log(3)),
      q: 0,
      qPValue: 1,
    });
  });

  test.each([
    ['no events with the factor', [table(0, 9, 3, 7)]],
    ['no events without it', [table(3, 7, 0, 9)]],
  ])('%s: no ratio, but a difference', (_name, tables) => {
    for (const measure of ['OR', 'RR'] as const)
      expect(mantelHaenszel(measure, tables)).toEqual({ estimable: false, reason: 'no events in one of the groups' });
    expect(mantelHaenszel('RD', tables).estimable).toBe(true);
    expect(peto(tables).estimable).toBe(true);
  });

  test('no events at all, a lone patient, no tables', () => {
    const none = [table(0, 9, 0, 7)];
    expect(peto(none)).toEqual({ estimable: false, reason: 'no events in one of the groups' });
    expect(cochranMantelHaenszel(none)).toEqual({ estimable: false, reason: 'no events in one of the groups' });
    expect(peto([table(1, 0, 0, 0)])).toMatchObject({ estimable: false });
    // A table that says nothing is no study to spread round the mean.
    expect(given(peto([first, ...none]))).toMatchObject({ estimate: near(26 / 25), q: 0, qPValue: 1 });
    for (const measure of tableMeasures)
      expect(mantelHaenszel(measure, [])).toEqual({ estimable: false, reason: 'no studies' });
    expect(peto([])).toEqual({ estimable: false, reason: 'no studies' });
  });
});
