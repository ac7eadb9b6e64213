import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decisionsByFeatures } from '../../../src/learning/decisionsByFeatures.ts';
import { decisionsByRows } from '../../../src/learning/decisionsByRows.ts';
import type { Kernel } from '../../../src/learning/kernel.ts';
import { sparseRows } from '../../../src/learning/sparse.ts';
import { type TrainingSet, trainSquaredHinge } from '../../../src/learning/svm.ts';

/** Points on a plane, with the constant feature of the bias. */
function kernelOf(points: readonly [number, number][]): Pick<Kernel, 'records' | 'row'> {
  const rows = points.map((a) => Float32Array.from(points, (b) => a[0] * b[0] + a[1] * b[1] + 1));
  return { records: points.length - 1, row: (member) => rows[member] as Float32Array };
}

function setOf(signs: readonly number[], costs: readonly number[]): TrainingSet {
  return {
    members: Uint32Array.from(signs.keys()),
    signs: Int8Array.from(signs),
    costs: Float64Array.from(costs),
  };
}

const exact = 1e-9;

type Similarities = ReturnType<typeof kernelOf>;

function trained(kernel: Similarities, set: TrainingSet, model = decisionsByRows(kernel)) {
  trainSquaredHinge(set, model, exact);
  const { influences } = model;
  return { influences, decisions: influences.map((_, member) => model.of(member)) };
}

describe('squared hinge SVM', () => {
  test('two opposite points have the closed-form solution', () => {
    // By symmetry a = a1 = a2 and no bias; the stationary point of 1/2 (2a)^2 + a^2 / (2C) - 2a is a = 1 / (2 + 1/(2C)).
    const cost = 0.5;
    const kernel = kernelOf([
      [1, 0],
      [-1, 0],
    ]);
    const { influences } = trained(kernel, setOf([1, -1], [cost, cost]));
    const expected = 1 / (2 + 1 / (2 * cost));
    expect(influences[0]).toBeCloseTo(expected, 8);
    expect(influences[1]).toBeCloseTo(-expected, 8);
  });

  test('a point far beyond the margin has no influence', () => {
    const kernel = kernelOf([
      [1, 0],
      [-1, 0],
      [9, 0],
    ]);
    const { influences } = trained(kernel, setOf([1, -1, 1], [100, 100, 100]));
    expect(influences[2]).toBe(0);
    expect(influences[0]).toBeGreaterThan(0);
  });

  const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
  const example = fc.record({
    point: fc.tuple(coordinate, coordinate),
    positive: fc.boolean(),
    cost: fc.double({ min: 0.01, max: 20, noNaN: true }),
  });

  const examples = fc.array(example, { minLength: 2, maxLength: 12 });
  const setFrom = (all: readonly { positive: boolean; cost: number }[]) =>
    setOf(
      all.map(({ positive }) => (positive ? 1 : -1)),
      all.map(({ cost }) => cost),
    );

  test('every solution obeys the conditions of the optimum, and its decision values are those of its influences', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const kernel = kernelOf(all.map(({ point }) => point));
        const set = setFrom(all);
        const { influences, decisions } = trained(kernel, set);
        all.forEach(({ cost }, at) => {
          const sign = set.signs[at] as number;
          // influence = 2 cost x what is short of the margin, with the sign of the label
          const short = Math.max(0, 1 - sign * (decisions[at] as number));
          expect(influences[at]).toBeCloseTo(2 * cost * short * sign, 4);
          const summed = kernel.row(at).reduce((sum, like, other) => sum + like * (influences[other] as number), 0);
          expect(decisions[at]).toBeCloseTo(summed, 6);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('the solution is the same from wherever other labels left the model', () => {
    fc.assert(
      fc.property(examples, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (all, flipped) => {
        const kernel = kernelOf(all.map(({ point }) => point));
        const fresh = trained(kernel, setFrom(all)).influences;
        const model = decisionsByRows(kernel);
        trained(kernel, setFrom(all.map((one, at) => ({ ...one, positive: flipped[at] as boolean }))), model);
        const half = setFrom(all.slice(0, all.length / 2 + 1));
        trained(kernel, half, model);
        const again = trained(kernel, setFrom(all), model).influences;
        again.forEach((influence, at) => {
          expect(influence).toBeCloseTo(fresh[at] as number, 4);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('kept rows and kept weights lead to the same model', () => {
    fc.assert(
      fc.property(examples, fc.double({ min: 0, max: 1, noNaN: true }), (all, rest) => {
        const points = all.map(({ point }) => point);
        const rowAt = (at: number) => ({ features: [0, 1], values: points[at] as number[], rest });
        const last = points.length - 1;
        const alike = kernelOf(points);
        const kernel = {
          records: last,
          row: (member: number) => alike.row(member).map((like, at) => (at === member ? like + rest : like)),
        };
        const model = decisionsByFeatures({ rows: sparseRows(last, 2, rowAt), question: rowAt(last) });
        const set = setFrom(all);
        const byRows = trained(kernel, set);
        trainSquaredHinge(set, model, exact);
        model.influences.forEach((influence, at) => {
          expect(influence).toBeCloseTo(byRows.influences[at] as number, 3);
          expect(model.of(at)).toBeCloseTo(byRows.decisions[at] as number, 3);
        });
        expect(model.everywhere()).toHaveLength(last);
      }),
      { numRuns: 50 },
    );
  });

  test('whoever lost the label has no influence any more', () => {
    const kernel = kernelOf([
      [1, 0],
      [-1, 0],
      [0, 1],
    ]);
    const model = decisionsByRows(kernel);
    trained(kernel, setOf([1, -1, 1], [1, 1, 1]), model);
    expect(model.influences[2]).not.toBe(0);
    const { influences } = trained(kernel, setOf([1, -1], [1, 1]), model);
    expect(influences[2]).toBe(0);
    expect(influences[0]).toBeCloseTo(trained(kernel, setOf([1, -1], [1, 1])).influences[0] as number, 6);
  });
});
