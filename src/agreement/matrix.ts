/** A k-by-k matrix as rows. */
export type Matrix = readonly (readonly number[])[];

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
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
  return left.reduce((sumSoFar, value, index) => sumSoFar + value * at(right, index), 0);
}

/** x' M y: the mean weight of two independent choices with shares x and y. */
export function weighted(left: readonly number[], matrix: Matrix, right: readonly number[]): number {
  return dot(left, times(matrix, right));
}
