import { createRandom } from './random.ts';
import type { SparseRows } from './sparse.ts';
import { symmetricEigen } from './symmetricEigen.ts';

/** Directions followed besides those asked for, so that the last of these are right too. */
const spare = 10;
const iterations = 4;
/** Columns taken at once: each pass over the sparse rows then serves that many. */
const together = 10;

/**
 * Latent semantic analysis: each record by its place along the main directions of all records, at unit length.
 * Records that share no word but keep the same company come close. Found by subspace iteration (Halko, Martinsson and
 * Tropp 2011, <https://doi.org/10.1137/090771806>), seeded.
 *
 * @returns `dimensions` values a record, one record after another; fewer where there are fewer records than that
 */
export function latentPlaces(
  rows: SparseRows,
  dimensions: number,
  seed = 1,
): { dimensions: number; places: Float32Array } {
  const width = Math.min(dimensions + spare, rows.count);
  const random = createRandom(seed);
  let columns: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: rows.count }, () => random.next() - 0.5),
  );
  for (let round = 0; round < iterations; round++) columns = orthonormal(products(rows, columns));
  const images = products(rows, columns);
  const inner = columns.map((column) => Float64Array.from(images, (image) => dot(column, image)));
  const { values, vectors } = symmetricEigen(inner);
  const kept = Math.min(dimensions, width);
  const places = new Float32Array(rows.count * kept);
  for (let record = 0; record < rows.count; record++) {
    let length = 0;
    const start = record * kept;
    for (let at = 0; at < kept; at++) {
      let place = 0;
      columns.forEach((column, part) => {
        place += (column[record] as number) * (vectors[at]?.[part] as number);
      });
      place *= Math.sqrt(Math.max(0, values[at] as number));
      places[start + at] = place;
      length += place * place;
    }
    if (length === 0) continue;
    for (let at = start; at < start + kept; at++) places[at] = (places[at] as number) / Math.sqrt(length);
  }
  return { dimensions: kept, places };
}

/** Each column times the matrix of all records' similarities, which is never built. */
function products(rows: SparseRows, columns: readonly Float64Array[]): Float64Array[] {
  const images = columns.map((column) => new Float64Array(column.length));
  for (let first = 0; first < columns.length; first += together) {
    const block = columns.slice(first, first + together);
    const byFeature = new Float64Array(rows.features * block.length);
    for (let record = 0; record < rows.count; record++) {
      const own = Float64Array.from(block, (column) => column[record] as number);
      eachFeature(rows, record, (feature, value) => {
        const start = feature * block.length;
        for (let at = 0; at < own.length; at++)
          byFeature[start + at] = (byFeature[start + at] as number) + value * (own[at] as number);
      });
    }
    for (let record = 0; record < rows.count; record++) {
      const sums = new Float64Array(block.length);
      eachFeature(rows, record, (feature, value) => {
        const start = feature * block.length;
        for (let at = 0; at < sums.length; at++)
          sums[at] = (sums[at] as number) + value * (byFeature[start + at] as number);
      });
      sums.forEach((sum, at) => {
        (images[first + at] as Float64Array)[record] = sum;
      });
    }
  }
  return images;
}

function eachFeature(
  { starts, columns, values }: SparseRows,
  record: number,
  visit: (feature: number, value: number) => void,
) {
  const end = starts[record + 1] as number;
  for (let at = starts[record] as number; at < end; at++) visit(columns[at] as number, values[at] as number);
}

/** Gram and Schmidt, twice, so that rounding leaves nothing behind; what depends on the others becomes 0. */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const column of columns) {
    const before = Math.sqrt(dot(column, column));
    for (const _pass of [1, 2]) {
      for (const other of done) {
        const shared = dot(other, column);
        for (let at = 0; at < column.length; at++) column[at] = (column[at] as number) - shared * (other[at] as number);
      }
    }
    const length = Math.sqrt(dot(column, column));
    done.push(length > 1e-10 * before ? column.map((value) => value / length) : new Float64Array(column.length));
  }
  return done;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
