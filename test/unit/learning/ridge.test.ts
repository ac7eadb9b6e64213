import { describe, expect, test } from '@jest/globals';
import { latentPlaces } from '../../../src/learning/latent.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { ridgeSystem } from '../../../src/learning/ridge.ts';
import { rowOf, sparseRows } from '../../../src/learning/sparse.ts';
import { symmetricEigen } from '../../../src/learning/symmetricEigen.ts';
import { fitShrunkLogistic } from '../../../src/learning/tags/shrunkLogistic.ts';

const random = createRandom(5);
const points = Array.from({ length: 12 }, () => Array.from({ length: 4 }, () => random.next() - 0.5));
const inner = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
const gram = (members: readonly number[][]) =>
  members.map((own) => Float64Array.from(members, (other) => inner(own, other) + 1));
const target = Float64Array.from(points, (_, at) => (at % 3 === 0 ? 1 : -1));

describe('ridge regression', () => {
  test('solves its equations', () => {
    const similarities = gram(points);
    const { influences } = ridgeSystem(similarities, 0.5).fit(target);
    similarities.forEach((row, at) => {
      const value = row.reduce((sum, each, other) => sum + each * (influences[other] as number), 0);
      expect(value + 0.5 * (influences[at] as number)).toBeCloseTo(target[at] as number, 10);
    });
  });

  test('leaves one out as if it had been fitted without it', () => {
    const whole = ridgeSystem(gram(points), 0.5).fit(target);
    points.forEach((point, left) => {
      const rest = points.filter((_, at) => at !== left);
      const fit = ridgeSystem(gram(rest), 0.5).fit(target.filter((_, at) => at !== left));
      const predicted = rest.reduce(
        (sum, other, at) => sum + (inner(point, other) + 1) * (fit.influences[at] as number),
        0,
      );
      expect(whole.leftOut[left]).toBeCloseTo(predicted, 9);
    });
  });
});

describe('the inverse behind a ridge regression', () => {
  test('has the rows that solve for one member alone', () => {
    const similarities = gram(points);
    const row = ridgeSystem(similarities, 0.5).inverseRow(4);
    similarities.forEach((own, at) => {
      const value =
        own.reduce((sum, each, other) => sum + each * (row[other] as number), 0) + 0.5 * (row[at] as number);
      expect(value).toBeCloseTo(at === 4 ? 1 : 0, 10);
    });
  });
});

describe('main directions', () => {
  test('eigenvectors of a symmetric matrix, largest first', () => {
    const matrix = gram(points);
    const { values, vectors } = symmetricEigen(matrix);
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
    vectors.slice(0, 3).forEach((vector, at) => {
      matrix.forEach((row, place) => {
        const image = row.reduce((sum, each, other) => sum + each * (vector[other] as number), 0);
        expect(image).toBeCloseTo((values[at] as number) * (vector[place] as number), 8);
      });
    });
  });

  test('with as many as there are, places keep every likeness; with few, they join what keeps company', () => {
    const rows = sparseRows(12, 4, (row) => ({ features: [0, 1, 2, 3], values: points[row] as number[], rest: 0 }));
    const { places, dimensions, placeOf } = latentPlaces(rows, 4);
    const placed = points.map((_, at) => Array.from(places.subarray(at * dimensions, (at + 1) * dimensions)));
    placed.forEach((place, row) => {
      const again = placeOf(rowOf(rows, row));
      place.forEach((value, at) => {
        expect(again[at]).toBeCloseTo(value, 4);
      });
    });
    const cosine = (a: number[], b: number[]) => inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b));
    placed.forEach((own, a) => {
      placed.forEach((other, b) => {
        expect(inner(own, other)).toBeCloseTo(cosine(points[a] as number[], points[b] as number[]), 4);
      });
    });
    // Records 0 and 1 share no feature; both share one with record 2.
    const chain = sparseRows(3, 4, (row) => ({
      features: [[0], [1], [0, 1]][row] as number[],
      values: [[1], [1], [0.7, 0.7]][row] as number[],
      rest: 0,
    }));
    const joined = latentPlaces(chain, 1).places;
    expect((joined[0] as number) * (joined[1] as number)).toBeCloseTo(1, 4);
  });
});

describe('shrunk logistic regression', () => {
  const cases = Array.from({ length: 40 }, (_, at) => ({ weights: [0, 1], values: [1, at % 2] }));
  const positive = cases.map(({ values }, at) => (values[1] === 1 ? at % 8 !== 1 : at % 8 === 0));

  test('without pull gives the odds seen', () => {
    const [offset, slope] = fitShrunkLogistic(cases, positive, [
      { expected: 0, pull: 1e-9 },
      { expected: 0, pull: 1e-9 },
    ]);
    expect(offset).toBeCloseTo(Math.log(5 / 15), 5);
    expect(slope).toBeCloseTo(Math.log(15 / 5) - Math.log(5 / 15), 5);
  });

  test('without cases, or with a strong pull, stays what was expected', () => {
    expect([...fitShrunkLogistic([], [], [{ expected: 2, pull: 1 }])]).toEqual([2]);
    const pulled = fitShrunkLogistic(cases, positive, [
      { expected: 1, pull: 1e9 },
      { expected: -3, pull: 1e9 },
    ]);
    expect(pulled[0]).toBeCloseTo(1, 6);
    expect(pulled[1]).toBeCloseTo(-3, 6);
  });
});
