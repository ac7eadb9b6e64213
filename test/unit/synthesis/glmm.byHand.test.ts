import { describe, expect, test } from '@jest/globals';
import type { Estimable } from '../../../src/synthesis/estimable.ts';
import { proportionGlmm, tableGlmm, tableGlmmModels } from '../../../src/synthesis/glmm.ts';

// Where studies agree better than chance allows, the between-study variance is 0 and the models are logistic ones with a closed form.

const near = (value: number, digits = 4) => expect.closeTo(value, digits);
const given = <T>(result: Estimable<T>): T => {
  if (!result.estimable) throw new Error(result.reason);
  return result.value;
};
const table = (ai: number, bi: number, ci: number, di: number) => ({ ai, bi, ci, di });
const z = 1.959963984540054;

describe('shares', () => {
  test('9, 10 and 14 of 20, 20 and 30: the logit of 33 of 70, without spread', () => {
    const counts = [
      { events: 9, total: 20 },
      { events: 10, total: 20 },
      { events: 14, total: 30 },
    ];
    const found = given(proportionGlmm(counts));
    const error = Math.sqrt(1 / 33 + 1 / 37);
    expect(found).toMatchObject({
      estimate: near(Math.log(33 / 37)),
      standardError: near(error),
      tau2: 0,
      iSquared: 0,
    });
    expect(found.interval.lower).toBeCloseTo(Math.log(33 / 37) - z * error, 3);
    expect(given(proportionGlmm(counts, 0.5)).interval.upper).toBeCloseTo(Math.log(33 / 37) + 0.67449 * error, 3);
    const deviance = counts.reduce((sum, { events, total }) => {
      const [seen, not] = [(70 * events) / (33 * total), (70 * (total - events)) / (37 * total)];
      return sum + 2 * (events * Math.log(seen) + (total - events) * Math.log(not));
    }, 0);
    // Chi-squared on 2 is exponential.
    expect(found).toMatchObject({
      likelihoodRatioQ: near(deviance, 9),
      likelihoodRatioP: near(Math.exp(-deviance / 2), 9),
    });
  });

  test('the spread by Wald rests on the studies with events and non-events', () => {
    // Logits log 3 and 0, variances 4/15 and 1/5: their difference squared over the sum of variances.
    const counts = [
      { events: 15, total: 20 },
      { events: 10, total: 20 },
      { events: 0, total: 4 },
    ];
    expect(given(proportionGlmm(counts)).waldQ).toBeCloseTo(Math.log(3) ** 2 / (4 / 15 + 1 / 5), 9);
    const extremes = [
      { events: 0, total: 4 },
      { events: 5, total: 5 },
    ];
    expect(given(proportionGlmm([...extremes, ...extremes])).waldQ).toBe(0);
  });

  test('shares far apart have a spread of about that of their logits', () => {
    // Logits -2.2, -1.1, 0, 1.1, 2.2 of large studies: variance about 2.41 by maximum likelihood.
    const counts = [100, 250, 500, 750, 900].map((events) => ({ events, total: 1000 }));
    const found = given(proportionGlmm(counts));
    expect(found.estimate).toBeCloseTo(0, 3);
    expect(found.tau2).toBeCloseTo((2 * (Math.log(9) ** 2 + Math.log(3) ** 2)) / 5, 1);
    expect(found.standardError).toBeCloseTo(Math.sqrt(found.tau2 / 5), 2);
    // Weights n p (1 - p) of 90, 187.5, 250, 187.5 and 90 give the typical variance.
    const typical = (4 * 805) / (805 ** 2 - (2 * 90 ** 2 + 2 * 187.5 ** 2 + 250 ** 2));
    expect(found.iSquared).toBeCloseTo((100 * found.tau2) / (found.tau2 + typical), 8);
  });

  test('are refused where there is one, none, or no difference', () => {
    expect(proportionGlmm([])).toEqual({ estimable: false, reason: 'no studies' });
    const same = [1, 2, 3].map((times) => ({ events: times, total: 2 * times }));
    expect(proportionGlmm(same)).toEqual({ estimable: false, reason: 'all shares are equal' });
  });
});

describe('tables', () => {
  // Odds ratio 2 in both, at different odds without the factor.
  const alike = [table(20, 10, 10, 10), table(40, 10, 20, 10)];

  test('fixed study effects: the stratified odds ratio', () => {
    const information = 1 / (1 / 20 + 3 / 10) + 1 / (1 / 40 + 2 / 10 + 1 / 20);
    expect(given(tableGlmm('UM.FS', alike))).toMatchObject({
      estimate: near(Math.log(2), 3),
      standardError: near(Math.sqrt(1 / information), 3),
      tau2: 0,
    });
    const half = given(tableGlmm('UM.FS', alike, 0.5));
    expect(half.interval.upper - half.estimate).toBeCloseTo(0.67449 * half.standardError, 4);
  });

  test('random study effects: the same within a tenth of its error', () => {
    const found = given(tableGlmm('UM.RS', alike));
    expect(Math.abs(found.estimate - Math.log(2))).toBeLessThan(0.04);
    expect(found.standardError).toBeCloseTo(0.39, 1);
    expect(found.tau2).toBe(0);
  });

  test('conditional on the events, groups alike: the log of 15 over 7', () => {
    const found = given(tableGlmm('CM.AL', [table(8, 42, 4, 46), table(7, 93, 3, 97)]));
    expect(found).toMatchObject({
      estimate: near(Math.log(15 / 7), 3),
      standardError: near(Math.sqrt(1 / 15 + 1 / 7), 3),
    });
  });

  test('conditional on the events, one group twice as large: twice the events are no effect', () => {
    const found = given(tableGlmm('CM.AL', [table(8, 92, 4, 46), table(11, 189, 5, 95)]));
    expect(found.estimate).toBeCloseTo(Math.log(19 / 9 / 2), 3);
  });

  test.each(tableGlmmModels)('%s: groups that change places turn the sign', (model) => {
    const tables = [table(12, 8, 3, 17), table(9, 21, 10, 20)];
    const [plain, turned] = [tables, tables.map(({ ai, bi, ci, di }) => table(ci, di, ai, bi))].map((each) =>
      given(tableGlmm(model, each)),
    );
    expect(turned?.estimate).toBeCloseTo(-(plain?.estimate ?? 0), 2);
    expect(turned?.tau2).toBeCloseTo(plain?.tau2 ?? 0, 2);
  });

  test.each(tableGlmmModels)('%s: tables without events or with nothing else say nothing', (model) => {
    const more = [...alike, table(0, 9, 0, 4), table(5, 0, 6, 0)];
    expect(tableGlmm(model, more)).toEqual(tableGlmm(model, alike));
    expect(tableGlmm(model, [table(3, 4, 5, 6), table(0, 9, 0, 4)])).toEqual({ estimable: false, reason: 'one study' });
    expect(tableGlmm(model, [])).toEqual({ estimable: false, reason: 'no studies' });
  });

  test('events in one group only have no finite odds ratio; equal responses are no regression', () => {
    const separated = [table(3, 7, 0, 10), table(5, 6, 0, 12)];
    expect(tableGlmm('UM.FS', separated)).toMatchObject({ estimable: false });
    expect(tableGlmm('CM.AL', separated)).toEqual({ estimable: false, reason: 'all shares are equal' });
    const equal = [table(3, 7, 3, 7), table(6, 14, 3, 7)];
    expect(tableGlmm('UM.FS', equal)).toEqual({ estimable: false, reason: 'all shares are equal' });
    expect(tableGlmm('CM.AL', [table(3, 7, 3, 7), table(4, 6, 4, 9)])).toMatchObject({ estimable: false });
  });
});
