/** One text as a sparse vector. */
export interface SparseRow {
  features: number[];
  values: number[];
  /** Squared length of what this row shares with no other. */
  rest: number;
}

export const emptyRow: SparseRow = { features: [], values: [], rest: 0 };

/** Many sparse vectors, by row and by feature. */
export interface SparseRows {
  count: number;
  features: number;
  /** Row r stands at `starts[r]` up to `starts[r + 1]` in `columns` and `values`. */
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
  /** Feature f stands at `featureStarts[f]` up to `featureStarts[f + 1]` in `holders` (rows) and `held` (values). */
  featureStarts: Uint32Array;
  holders: Uint32Array;
  held: Float32Array;
  /** Squared length of what each row shares with no other. */
  rests: Float32Array;
  /** Squared length of each whole row. */
  squaredLengths: Float32Array;
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
  return {
    count,
    features,
    starts,
    columns,
    values,
    rests,
    squaredLengths,
    ...byFeature(count, features, starts, columns, values),
  };
}

function byFeature(count: number, features: number, starts: Uint32Array, columns: Uint32Array, values: Float32Array) {
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
  return { featureStarts, holders, held };
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
export function products(rows: SparseRows, vector: SparseRow): Float32Array {
  const sums = new Float32Array(rows.count);
  const { featureStarts, holders, held } = rows;
  for (let at = 0; at < vector.features.length; at++) {
    const feature = vector.features[at] as number;
    const value = vector.values[at] as number;
    const end = featureStarts[feature + 1] as number;
    for (let place = featureStarts[feature] as number; place < end; place++) {
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

/** The sum of the given rows, each times its weight, as one weight a feature. */
export function weightedSum(rows: SparseRows, members: Uint32Array, weights: Float64Array): Float64Array {
  const sum = new Float64Array(rows.features);
  members.forEach((member, at) => {
    const weight = weights[at] as number;
    for (let place = rows.starts[member] as number; place < (rows.starts[member + 1] as number); place++) {
      const column = rows.columns[place] as number;
      sum[column] = (sum[column] as number) + weight * (rows.values[place] as number);
    }
  });
  return sum;
}
