/** A k-by-k matrix as rows. */
export type Matrix = readonly (readonly number[])[];

/*
 * The inner loops are written out: they run for every unit, coefficient, pair of raters and period.
 */

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** The number at a place the caller knows to exist; a place beside it is a fault of ours and says so. */
export function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`No number at position ${index} of a list of ${values.length}.`);
  return value;
}

export function cell(matrix: Matrix, row: number, column: number): number {
  return at(matrix[row] ?? [], column);
}

export function squareMatrix(size: number, value: (row: number, column: number) => number): Matrix {
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => value(row, column)));
}

export function total(matrix: Matrix): number {
  return sum(matrix.map(sum));
}

/** Matrix times vector. */
export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(left: readonly number[], right: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < left.length; index += 1) total += at(left, index) * at(right, index);
  return total;
}

/** x' M y: the mean weight of two independent choices with shares x and y. */
export function weighted(left: readonly number[], matrix: Matrix, right: readonly number[]): number {
  return dot(left, times(matrix, right));
}
