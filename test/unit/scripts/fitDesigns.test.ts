import { describe, expect, test } from '@jest/globals';
import { weightsText } from '../../../scripts/fitting/designWeightsText.ts';
import { fitWeights, heaviest, type SeenCase, weightOf } from '../../../scripts/fitting/multinomial.ts';

const seen = (kind: number, ...signs: number[]): SeenCase => ({ kind, signs, times: 1 });
const nothing: ReadonlyMap<number, number> = new Map();
const free = { pull: 0.01, elsewhere: 1, balance: 0 };

describe('the fit of designs', () => {
  test('finds the log odds of what was seen', () => {
    // Sign 0 goes with design 0 three times in four; without it both are as frequent.
    const records = Array.from({ length: 400 }, (_, at) =>
      at % 2 === 0 ? seen(at % 8 === 0 ? 1 : 0, 0) : seen(at % 4 === 1 ? 1 : 0),
    );
    const weights = fitWeights(records, [nothing], 2, free);
    const odds = weightOf(weights, 0, 0) - weightOf(weights, 0, 1);
    expect(odds).toBeCloseTo(Math.log(3), 1);
    expect(weightOf(weights, 1, 0) - weightOf(weights, 1, 1)).toBeCloseTo(0, 1);
    expect([heaviest([0], weights), weights.rows.length]).toEqual([0, 4]);
  });

  test('what no record shows keeps the weight that its words suggest', () => {
    const weights = fitWeights([seen(0, 0), seen(1)], [nothing, new Map([[1, 2.5]])], 2);
    expect([weightOf(weights, 1, 1), weightOf(weights, 1, 0)]).toEqual([2.5, 0]);
    expect(heaviest([1], weights)).toBe(1);
  });

  test('a weight is drawn harder where the words say nothing', () => {
    const records = Array.from({ length: 20 }, () => [seen(0, 0), seen(1, 1)]).flat();
    const drawn = fitWeights(records, [nothing, nothing], 2, { pull: 1, elsewhere: 20, balance: 0 });
    const named = fitWeights(records, [new Map([[0, 0]]), nothing], 2, { pull: 1, elsewhere: 20, balance: 0 });
    expect(weightOf(named, 0, 0)).toBeGreaterThan(2 * weightOf(drawn, 0, 0));
  });

  test('what counts twice is as good as two', () => {
    const once = fitWeights([seen(0, 0), seen(0, 0), seen(1, 0)], [nothing], 2, free);
    const twice = fitWeights([{ ...seen(0, 0), times: 2 }, seen(1, 0)], [nothing], 2, {
      ...free,
      pull: free.pull * (2 / 3),
    });
    expect(weightOf(twice, 0, 0)).toBeGreaterThan(0);
    expect(heaviest([0], twice)).toBe(heaviest([0], once));
  });

  test('balance gives the rare design its say', () => {
    const records = [...Array.from({ length: 9 }, () => seen(0, 0)), seen(1, 0)];
    const [plain, balanced] = [0, 1].map((balance) => fitWeights(records, [nothing], 2, { ...free, balance }));
    if (!plain || !balanced) throw new Error('Nothing was fitted.');
    expect(weightOf(balanced, 0, 1)).toBeGreaterThan(weightOf(plain, 0, 1));
  });
});

test('weights are written a sign a line, the heaviest first, and those that decide nothing are left out', () => {
  const before = '# What the signs weigh.\ndefault: b\nbias: { a: 9 }\nsigns: []\n';
  const old = {
    default: 'b',
    bias: { a: 9 },
    signs: [
      { list: 'd-one', where: 'title' as const, weights: {} },
      { list: 'd-two', where: 'any' as const, unless: ['d-one'], weights: {} },
    ],
  };
  const weights = { kinds: 2, rows: Float64Array.from([0.1, 1.256, -2, 0.04, 0.5, -0.5]) };
  expect(weightsText(before, old, { designs: ['a', 'b'], weights })).toBe(
    [
      '# What the signs weigh.',
      'default: b',
      'bias: { a: 0.50, b: -0.50 }',
      'signs:',
      '  - { list: d-one, where: title, weights: { b: 1.26, a: 0.10 } }',
      '  - { list: d-two, where: any, unless: [d-one], weights: { a: -2.00 } }',
      '',
    ].join('\n'),
  );
});
