import { at, sumOver } from './sums.ts';

/** A small square symmetric matrix (one row and column a coefficient), as rows. */
export type Matrix = readonly (readonly number[])[];

const entry = (matrix: Matrix, row: number, column: number): number => at(matrix[row] ?? [], column);

/** X' diag(weights) X of a design with one row a study. */
export function weightedCrossProduct(design: Matrix, weights: readonly number[]): Matrix {
  const size = design[0]?.length ?? 0;
  const product = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  design.forEach((row, study) => {
    const weight = at(weights, study);
    for (let i = 0; i < size; i += 1) {
      const target = product[i] as number[];
      for (let j = 0; j < size; j += 1) target[j] = at(target, j) + weight * at(row, i) * at(row, j);
    }
  });
  return product;
}

/** X' diag(weights) y. */
export function weightedProjection(design: Matrix, weights: readonly number[], y: readonly number[]): number[] {
  const size = design[0]?.length ?? 0;
  return Array.from({ length: size }, (_, column) =>
    sumOver(y.length, (study) => entry(design, study, column) * at(weights, study) * at(y, study)),
  );
}

export interface Inverse {
  inverse: Matrix;
  logDeterminant: number;
}

/** Smallest pivot, relative to its diagonal entry, that still counts as another direction. */
const collinearityTolerance = 1e-12;

/** Inverse and log determinant of a symmetric positive definite matrix by Cholesky; null where it has no inverse. */
export function invertPositiveDefinite(matrix: Matrix): Inverse | null {
  const size = matrix.length;
  const lower = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let logDeterminant = 0;
  for (let i = 0; i < size; i += 1) {
    const row = lower[i] as number[];
    for (let j = 0; j <= i; j += 1) {
      const rest = entry(matrix, i, j) - sumOver(j, (m) => at(row, m) * entry(lower, j, m));
      if (i !== j) row[j] = rest / entry(lower, j, j);
      else if (rest > collinearityTolerance * entry(matrix, i, i)) {
        row[i] = Math.sqrt(rest);
        logDeterminant += Math.log(rest);
      } else return null;
    }
  }
  const columns = Array.from({ length: size }, (_, unit) => solveCholesky(lower, unit));
  return { inverse: columns, logDeterminant };
}

function solveCholesky(lower: Matrix, unit: number): number[] {
  const size = lower.length;
  const forward: number[] = [];
  for (let i = 0; i < size; i += 1) {
    const right = (i === unit ? 1 : 0) - sumOver(i, (m) => entry(lower, i, m) * at(forward, m));
    forward.push(right / entry(lower, i, i));
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    const rest = sumOver(size - 1 - i, (step) => entry(lower, i + 1 + step, i) * at(solution, i + 1 + step));
    solution[i] = (at(forward, i) - rest) / entry(lower, i, i);
  }
  return solution;
}

export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(left: readonly number[], right: readonly number[]): number {
  return sumOver(left.length, (index) => at(left, index) * at(right, index));
}

/** trace(A B) of two square matrices. */
export function traceOfProduct(left: Matrix, right: Matrix): number {
  return sumOver(left.length, (i) => sumOver(left.length, (j) => entry(left, i, j) * entry(right, j, i)));
}

export function multiply(left: Matrix, right: Matrix): Matrix {
  const size = right[0]?.length ?? 0;
  return left.map((row) =>
    Array.from({ length: size }, (_, j) => sumOver(row.length, (m) => at(row, m) * entry(right, m, j))),
  );
}
