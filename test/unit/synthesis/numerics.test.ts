import { describe, expect, test } from '@jest/globals';
import { logMarginal, logMarginalLaplace } from '../../../src/synthesis/binomialNormal.ts';
import { projectionTraces } from '../../../src/synthesis/leastSquares.ts';
import {
  invertPositiveDefinite,
  multiply,
  traceOfProduct,
  weightedCrossProduct,
  weightedProjection,
} from '../../../src/synthesis/matrix.ts';
import { hessian, minimize, minimizeLine } from '../../../src/synthesis/minimize.ts';
import { gaussHermite } from '../../../src/synthesis/quadrature.ts';

// What the models stand on, each against figures that can be had in another way.

const near = (value: number, digits = 10) => expect.closeTo(value, digits);

describe('matrices', () => {
  test('the inverse and determinant of L L for L = (2; 6 1; -8 5 3)', () => {
    const found = invertPositiveDefinite([
      [4, 12, -16],
      [12, 37, -43],
      [-16, -43, 98],
    ]);
    expect(found?.logDeterminant).toBeCloseTo(Math.log(36), 12);
    expect(found?.inverse).toEqual([
      [near(1777 / 36), near(-122 / 9), near(19 / 9)],
      [near(-122 / 9), near(34 / 9), near(-5 / 9)],
      [near(19 / 9), near(-5 / 9), near(1 / 9)],
    ]);
  });

  test.each([
    [
      'two rows that say the same',
      [
        [1, 2],
        [2, 4],
      ],
    ],
    [
      'a diagonal below zero',
      [
        [1, 0],
        [0, -1],
      ],
    ],
    ['nothing', [[0]]],
    [
      'a direction lost in rounding',
      [
        [1, 1],
        [1, 1 + 1e-13],
      ],
    ],
  ])('%s: no inverse', (_name, matrix) => {
    expect(invertPositiveDefinite(matrix)).toBeNull();
  });

  test('what is small by itself is still a direction', () => {
    expect(
      invertPositiveDefinite([
        [1, 0],
        [0, 1e-20],
      ])?.inverse[1]?.[1],
    ).toBeCloseTo(1e20, -10);
  });

  test('products of matrices that are not symmetric', () => {
    const [left, right] = [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ];
    expect(multiply(left, right)).toEqual([
      [19, 22],
      [43, 50],
    ]);
    expect(traceOfProduct(left, right)).toBe(69);
    expect(multiply([[1, 2]], [[3], [4]])).toEqual([[11]]);
  });

  test('weighted sums over the studies', () => {
    const design = [
      [1, 0],
      [1, 2],
      [1, 5],
    ];
    expect(weightedCrossProduct(design, [1, 2, 3])).toEqual([
      [6, 19],
      [19, 83],
    ]);
    expect(weightedProjection(design, [1, 2, 3], [4, 1, 2])).toEqual([12, 34]);
  });

  test('traces with P agree with P written out', () => {
    const design = [
      [1, 0],
      [1, 2],
      [1, 5],
      [1, 1],
    ];
    const weights = [1, 2, 0.5, 4];
    const [d, e] = [
      [3, 1, 4, 2],
      [2, 7, 1, 5],
    ];
    const inverse = invertPositiveDefinite(weightedCrossProduct(design, weights))?.inverse ?? [];
    const turned = [0, 1].map((column) => design.map((row) => row[column] ?? 0));
    const hat = multiply(multiply(design, inverse), turned);
    const p = weights.map((wi, i) => weights.map((wj, j) => (i === j ? wi : 0) - wi * (hat[i]?.[j] ?? 0) * wj));
    const times = (diagonal: number[]) => p.map((row) => row.map((value, j) => value * (diagonal[j] ?? 0)));
    const trace = (matrix: readonly (readonly number[])[]) => matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
    const found = projectionTraces(design, weights, inverse);
    expect(found.single((study) => d[study] ?? 0)).toBeCloseTo(trace(times(d)), 10);
    expect(
      found.double(
        (study) => d[study] ?? 0,
        (study) => e[study] ?? 0,
      ),
    ).toBeCloseTo(trace(multiply(times(d), times(e))), 10);
  });
});

describe('lowest points', () => {
  test('of a bowl that is not round', () => {
    const { point, value } = minimize(([x = 0, y = 0]) => (x - 1) ** 2 + 10 * (y + 2) ** 2 + 3, [4, 4]);
    expect(point).toEqual([near(1, 5), near(-2, 5)]);
    expect(value).toBeCloseTo(3, 10);
  });

  test('of a bent valley, where a simplex stalls and starts again', () => {
    const { point } = minimize(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
    expect(point).toEqual([near(1, 4), near(1, 4)]);
  });

  test('of one, three and four variables', () => {
    for (const size of [1, 3, 4]) {
      const aim = Array.from({ length: size }, (_, index) => index - 1.5);
      const start = aim.map(() => 0);
      const { point } = minimize((at) => at.reduce((sum, x, i) => sum + (i + 1) * (x - (aim[i] ?? 0)) ** 2, 0), start);
      expect(point).toEqual(aim.map((value) => near(value, 4)));
    }
  });

  test('a start that is the lowest point already is kept', () => {
    expect(minimize(([x = 0]) => x * x, [0])).toEqual({ point: [0], value: 0 });
  });

  test('second derivatives of a quadratic form', () => {
    const form = ([x = 0, y = 0]: readonly number[]) => x * x + 3 * x * y + 5 * y * y - 7 * x + 2;
    expect(hessian(form, [0.4, -1])).toEqual([
      [near(2, 6), near(3, 6)],
      [near(3, 6), near(10, 6)],
    ]);
  });

  test.each([
    ['near', (x: number) => (x - 3) ** 2, 2.5, 3],
    ['far, by steps of two', (x: number) => (x - 3) ** 2 + 1, 60, 3],
    ['from where the curve bends the other way', (x: number) => -Math.exp(-((x - 1) ** 2)), 2.6, 1],
    ['where Newton overshoots', (x: number) => Math.sqrt(1 + x * x), 1.8, 0],
    ['where it stands', (x: number) => Math.cosh(x), 0, 0],
  ])('of one variable: %s', (_name, objective, start, lowest) => {
    const found = minimizeLine(objective, start);
    expect(found.x).toBeCloseTo(lowest, 3);
    expect(found.value).toBeCloseTo(objective(lowest), 8);
  });
});

describe('Gauss-Hermite quadrature', () => {
  const root = Math.sqrt(Math.PI);
  test.each([
    [1, [[0, root]]],
    [
      2,
      [
        [-Math.SQRT1_2, root / 2],
        [Math.SQRT1_2, root / 2],
      ],
    ],
    [
      3,
      [
        [-Math.sqrt(3 / 2), root / 6],
        [0, (2 * root) / 3],
        [Math.sqrt(3 / 2), root / 6],
      ],
    ],
  ])('with %d points', (size, points) => {
    const expected = points.map(([node = 0, weight = 0]) => ({ node: near(node, 12), weight: near(weight, 12) }));
    expect(gaussHermite(size)).toEqual(expected);
  });

  test('seven points are exact up to the thirteenth power', () => {
    const moment = (power: number) =>
      gaussHermite(7).reduce((sum, { node, weight }) => sum + weight * node ** power, 0);
    expect(moment(12) / ((10395 / 64) * root)).toBeCloseTo(1, 10);
    expect(moment(14) / ((135135 / 128) * root)).not.toBeCloseTo(1, 2);
  });
});

describe('the likelihood of one study', () => {
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  const row = (events: number, total: number, fixed: number, ...slopes: number[]) => ({ events, total, fixed, slopes });
  const logDensity = (rows: readonly ReturnType<typeof row>[], u: readonly number[]) =>
    rows.reduce((sum, { events, total, fixed, slopes }) => {
      const eta = fixed + slopes.reduce((all, slope, i) => all + slope * (u[i] ?? 0), 0);
      return sum + events * eta - total * softplus(eta);
    }, 0) - u.reduce((sum, value) => sum + value ** 2 / 2, 0);
  const grid = Array.from({ length: 1601 }, (_, index) => (index - 800) / 100);

  test.each([
    ['one row', [row(3, 10, -0.5, 1.2)]],
    ['two rows that share the effect', [row(7, 12, 0.4, 0.8), row(2, 9, -0.3, -0.8)]],
    ['no events', [row(0, 15, -1, 0.7)]],
    ['nothing but events, log odds far out', [row(25, 25, 4, 0.8)]],
  ])('%s: agrees with the sum over a fine grid', (_name, rows) => {
    const exact = Math.log(
      grid.reduce((sum, u) => sum + Math.exp(logDensity(rows, [u])) / 100, 0) / Math.sqrt(2 * Math.PI),
    );
    expect(logMarginal(rows)).toBeCloseTo(exact, 3);
  });

  test('log odds beyond what an exponential can hold are no matter', () => {
    expect(logMarginal([row(5, 5, 900, 0.5)])).toBeCloseTo(0, 10);
    expect(logMarginal([row(0, 5, 900, 0)])).toBeCloseTo(-4500, 6);
  });

  test('without a random effect it is the binomial one', () => {
    const exact = 3 * -0.5 - 10 * softplus(-0.5);
    expect(logMarginal([row(3, 10, -0.5, 0)])).toBeCloseTo(exact, 10);
    expect(logMarginalLaplace([row(3, 10, -0.5, 0, 0)], 2)).toBeCloseTo(exact, 10);
  });

  test("Laplace's approximation is the height at the mode and the curvature there", () => {
    const rows = [row(3, 10, -0.5, 1.2)];
    const mode = grid.reduce((best, u) => (logDensity(rows, [u]) > logDensity(rows, [best]) ? u : best), 0);
    const share = 1 / (1 + Math.exp(0.5 - 1.2 * mode));
    const expected = logDensity(rows, [mode]) - Math.log(1 + 1.2 ** 2 * 10 * share * (1 - share)) / 2;
    expect(logMarginalLaplace(rows, 1)).toBeCloseTo(expected, 3);
    // Effects that share no row are apart; two that always come together are one with the length of both.
    const other = row(6, 8, 0.2, 0.9);
    const apart = logMarginalLaplace([row(3, 10, -0.5, 1.2, 0), row(6, 8, 0.2, 0, 0.9)], 2);
    expect(apart).toBeCloseTo(logMarginalLaplace(rows, 1) + logMarginalLaplace([other], 1), 9);
    const together = logMarginalLaplace([row(6, 8, 0.2, 0.54, 0.72)], 2);
    expect(together).toBeCloseTo(logMarginalLaplace([other], 1), 9);
  });
});
