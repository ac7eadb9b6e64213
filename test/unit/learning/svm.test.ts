import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TrainingSet, trainSquaredHinge } from '../../../src/learning/svm.ts';

/** A training set from points on a plane, with the constant feature of the bias. */
function setOf(points: [number, number][], signs: number[], costs: number[]): TrainingSet {
  const rows = points.map((a) => points.map((b) => a[0] * b[0] + a[1] * b[1] + 1));
  return {
    signs: Int8Array.from(signs),
    costs: Float64Array.from(costs),
    similarities: {
      selfs: Float64Array.from(rows, (row, at) => row[at] as number),
      product: (vector) =>
        Float64Array.from(rows, (row) => row.reduce((sum, k, at) => sum + k * (vector[at] as number), 0)),
    },
  };
}

function trained(set: TrainingSet): { influences: Float64Array; decisions: Float64Array } {
  const influences = new Float64Array(set.signs.length);
  trainSquaredHinge(set, influences, { tolerance: 1e-9, largestSteps: 100 });
  return { influences, decisions: set.similarities.product(influences) };
}

describe('squared hinge SVM', () => {
  test('two opposite points have the closed-form solution', () => {
    // By symmetry a = a1 = a2 and no bias; the stationary point of 1/2 (2a)^2 + a^2 / (2C) - 2a is a = 1 / (2 + 1/(2C)).
    const cost = 0.5;
    const { influences } = trained(
      setOf(
        [
          [1, 0],
          [-1, 0],
        ],
        [1, -1],
        [cost, cost],
      ),
    );
    const expected = 1 / (2 + 1 / (2 * cost));
    expect(influences[0]).toBeCloseTo(expected, 8);
    expect(influences[1]).toBeCloseTo(-expected, 8);
  });

  test('a point far beyond the margin has no influence', () => {
    const { influences } = trained(
      setOf(
        [
          [1, 0],
          [-1, 0],
          [9, 0],
        ],
        [1, -1, 1],
        [100, 100, 100],
      ),
    );
    expect(influences[2]).toBe(0);
    expect(influences[0]).toBeGreaterThan(0);
  });

  const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
  const example = fc.record({
    point: fc.tuple(coordinate, coordinate),
    positive: fc.boolean(),
    cost: fc.double({ min: 0.01, max: 20, noNaN: true }),
  });

  test('every solution obeys the conditions of the optimum, from any start', () => {
    fc.assert(
      fc.property(fc.array(example, { minLength: 2, maxLength: 12 }), coordinate, (examples, start) => {
        const set = setOf(
          examples.map(({ point }) => point),
          examples.map(({ positive }) => (positive ? 1 : -1)),
          examples.map(({ cost }) => cost),
        );
        const { influences, decisions } = trained(set);
        examples.forEach(({ cost }, at) => {
          const sign = set.signs[at] as number;
          // influence = 2 cost x what is short of the margin, with the sign of the label
          const short = Math.max(0, 1 - sign * (decisions[at] as number));
          expect(influences[at]).toBeCloseTo(2 * cost * short * sign, 4);
        });
        const warm = new Float64Array(examples.length).fill(start);
        trainSquaredHinge(set, warm, { tolerance: 1e-9, largestSteps: 100 });
        warm.forEach((influence, at) => {
          expect(influence).toBeCloseTo(influences[at] as number, 4);
        });
      }),
      { numRuns: 100 },
    );
  });
});
