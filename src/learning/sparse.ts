/** One text as a sparse vector. */
export interface SparseRow {
  features: number[];
  values: number[];
  /** Squared length of what this row shares with no other. */
  rest: number;
}

export const emptyRow: SparseRow = { features: [], values: [], rest: 0 };

/** Many sparse vectors, row after row. */
export interface SparseRows {
  count: number;
  features: number;
  /** Row r stands at `starts[r]` up to `starts[r + 1]` in `columns` and `values`. */
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
  /** Squared length of what each row shares with no other. */
  rests: Float32Array;
  /** Squared length of each whole row. */
  squaredLengths: Float32Array;
}

/** The same vectors, feature after feature. */
export interface FeatureIndex {
  rows: number;
  /** Feature f stands at `starts[f]` up to `starts[f + 1]` in `holders` (rows) and `held` (values). */
  starts: Uint32Array;
  holders: Uint32Array;
  held: Float32Array;
}

export function sparseRows(count: number, features: number, rowAt: (row: number) => SparseRow): SparseRows {
  const starts = new Uint32Array(count + 1);
  const rests = new Float32Array(count);
  const squaredLengths = new Float32Array(count);
  const columnParts: Uint32Array[] = [];
  const valueParts: Float32Array[] = [];
  for (let row = 0; row < count; row++) {
    const sparse = rowAt(row);
    columnParts.push(Uint32Array.from(sparse.features));
    valueParts.push(Float32Array.from(sparse.values));
    rests[row] = sparse.rest;
    squaredLengths[row] = squaredLength(sparse);
    starts[row + 1] = (starts[row] as number) + sparse.features.length;
  }
  const total = starts[count] as number;
  const columns = new Uint32Array(total);
  const values = new Float32Array(total);
  for (let row = 0; row < count; row++) {
    columns.set(columnParts[row] as Uint32Array, starts[row]);
    values.set(valueParts[row] as Float32Array, starts[row]);
  }
  return { count, features, starts, columns, values, rests, squaredLengths };
}

export function indexByFeature({ count, features, starts, columns, values }: SparseRows): FeatureIndex {
  const featureStarts = new Uint32Array(features + 1);
  for (const column of columns) featureStarts[column + 1] = (featureStarts[column + 1] as number) + 1;
  for (let feature = 0; feature < features; feature++) {
    featureStarts[feature + 1] = (featureStarts[feature + 1] as number) + (featureStarts[feature] as number);
  }
  const next = featureStarts.slice(0, features);
  const holders = new Uint32Array(columns.length);
  const held = new Float32Array(columns.length);
  for (let row = 0; row < count; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const column = columns[at] as number;
      const place = next[column] as number;
      holders[place] = row;
      held[place] = values[at] as number;
      next[column] = place + 1;
    }
  }
  return { rows: count, starts: featureStarts, holders, held };
}

/** Row r of many, as a vector of its own. */
export function rowOf(rows: SparseRows, row: number): SparseRow {
  const start = rows.starts[row] as number;
  const end = rows.starts[row + 1] as number;
  return {
    features: Array.from(rows.columns.subarray(start, end)),
    values: Array.from(rows.values.subarray(start, end)),
    rest: rows.rests[row] as number,
  };
}

/** The product of one vector with every row. What only one of them has adds nothing. */
export function products({ rows, starts, holders, held }: FeatureIndex, vector: SparseRow): Float32Array {
  const sums = new Float32Array(rows);
  for (let at = 0; at < vector.features.length; at++) {
    const feature = vector.features[at] as number;
    const value = vector.values[at] as number;
    const end = starts[feature + 1] as number;
    for (let place = starts[feature] as number; place < end; place++) {
      const row = holders[place] as number;
      sums[row] = (sums[row] as number) + value * (held[place] as number);
    }
  }
  return sums;
}

/** The squared length of a vector, its rest included. */
export function squaredLength(vector: SparseRow): number {
  return vector.values.reduce((sum, value) => sum + value * value, vector.rest);
}

/** The product of a row with one weight a feature. */
export function rowTimes({ starts, columns, values }: SparseRows, row: number, weights: Float64Array): number {
  const end = starts[row + 1] as number;
  let sum = 0;
  for (let at = starts[row] as number; at < end; at++) {
    sum += (values[at] as number) * (weights[columns[at] as number] as number);
  }
  return sum;
}

/** Adds a row, times a factor, to one weight a feature. */
export function addRow(
  { starts, columns, values }: SparseRows,
  row: number,
  factor: number,
  weights: Float64Array,
): void {
  const end = starts[row + 1] as number;
  for (let at = starts[row] as number; at < end; at++) {
    const column = columns[at] as number;
    weights[column] = (weights[column] as number) + factor * (values[at] as number);
  }
}
