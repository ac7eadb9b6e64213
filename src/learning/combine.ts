/**
 * The sum of rows, each times its value, at the given columns. Nearly all the time of a training is spent here, so
 * four rows go at once: each sum is loaded and stored once for the four. Rows of value 0 cost nothing.
 */
export function combineRows(rows: readonly Float32Array[], values: Float64Array, columns: Uint32Array): Float64Array {
  const sums = new Float64Array(columns.length);
  const used: Float32Array[] = [];
  const by: number[] = [];
  rows.forEach((row, at) => {
    if (values[at] === 0) return;
    used.push(row);
    by.push(values[at] as number);
  });
  const nothing = new Float32Array(rows[0]?.length ?? 0);
  for (let first = 0; first < used.length; first += 4) {
    const [a, b, c, d] = [used[first], used[first + 1], used[first + 2], used[first + 3]].map((row) => row ?? nothing);
    addFour(
      sums,
      columns,
      [a as Float32Array, b as Float32Array, c as Float32Array, d as Float32Array],
      [by[first] ?? 0, by[first + 1] ?? 0, by[first + 2] ?? 0, by[first + 3] ?? 0],
    );
  }
  return sums;
}

type Four<Value> = [Value, Value, Value, Value];

function addFour(
  sums: Float64Array,
  columns: Uint32Array,
  [a, b, c, d]: Four<Float32Array>,
  [byA, byB, byC, byD]: Four<number>,
): void {
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as number;
    sums[at] =
      (sums[at] as number) +
      byA * (a[column] as number) +
      byB * (b[column] as number) +
      byC * (c[column] as number) +
      byD * (d[column] as number);
  }
}
