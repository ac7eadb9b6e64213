import { createRandom } from './random.ts';
import type { SparseRow, SparseRows } from './sparse.ts';
import { symmetricEigen } from './symmetricEigen.ts';

/** Directions followed besides those asked for, so that the last of these are right too. */
const spare = 10;
const iterations = 4;
/** Columns taken at once: each pass over the sparse rows then serves that many. */
const together = 10;
/** A direction of less than this share of the longest is rounding. */
const smallestSize = 1e-3;

/** Texts by their places along the main directions of all records. */
export interface LatentPlaces {
  /** Values a text; fewer than asked for where there are fewer records than that. */
  dimensions: number;
  /** The records', one after another, each at unit length. */
  places: Float32Array;
  /** The place of any further text, by its row among the records' own features; at unit length. */
  placeOf(text: SparseRow): Float32Array;
}

/**
 * Latent semantic analysis: each record by its place along the main directions of all records, at unit length.
 * Records that share no word but keep the same company come close. Found by subspace iteration (Halko, Martinsson and
 * Tropp 2011, <https://doi.org/10.1137/090771806>), seeded.
 */
export function latentPlaces(rows: SparseRows, dimensions: number, seed = 1): LatentPlaces {
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
    for (let at = 0; at < kept; at++) {
      let place = 0;
      columns.forEach((column, part) => {
        place += (column[record] as number) * (vectors[at]?.[part] as number);
      });
      places[record * kept + at] = place;
    }
  }
  // So far the left singular vectors; the texts' places along them are those times the singular values.
  const sizes = Float64Array.from(values.subarray(0, kept), (value) => Math.sqrt(Math.max(0, value)));
  const directions = places.slice();
  for (let at = 0; at < places.length; at++) places[at] = (places[at] as number) * (sizes[at % kept] as number);
  toUnitLength(places, kept);
  let along: Float32Array | null = null;
  return {
    dimensions: kept,
    places,
    placeOf(text) {
      along ??= alongFeatures(rows, directions, sizes);
      const found = new Float32Array(kept);
      for (let place = 0; place < text.features.length; place++) {
        const start = (text.features[place] as number) * kept;
        const value = text.values[place] as number;
        for (let at = 0; at < kept; at++) found[at] = (found[at] as number) + value * (along[start + at] as number);
      }
      toUnitLength(found, kept);
      return found;
    },
  };
}

/** How far each feature lies along each direction: what brings a further text to its place. */
function alongFeatures(
  { count, features, starts, columns, values }: SparseRows,
  directions: Float32Array,
  sizes: Float64Array,
): Float32Array {
  const kept = sizes.length;
  const along = new Float32Array(features * kept);
  for (let record = 0; record < count; record++) {
    for (let place = starts[record] as number; place < (starts[record + 1] as number); place++) {
      const start = (columns[place] as number) * kept;
      const value = values[place] as number;
      for (let at = 0; at < kept; at++)
        along[start + at] = (along[start + at] as number) + value * (directions[record * kept + at] as number);
    }
  }
  for (let at = 0; at < along.length; at++) {
    const size = sizes[at % kept] as number;
    along[at] = size <= smallestSize * (sizes[0] as number) ? 0 : (along[at] as number) / size;
  }
  return along;
}

function toUnitLength(places: Float32Array, dimensions: number): void {
  for (let start = 0; start < places.length; start += dimensions) {
    let length = 0;
    for (let at = start; at < start + dimensions; at++) length += (places[at] as number) ** 2;
    if (length === 0) continue;
    const scale = 1 / Math.sqrt(length);
    for (let at = start; at < start + dimensions; at++) places[at] = (places[at] as number) * scale;
  }
}

/** Each column times the matrix of all records’ similarities, which is never built; its loops are the whole cost. */
function products(rows: SparseRows, columns: readonly Float64Array[]): Float64Array[] {
  const { starts, columns: features, values } = rows;
  const images = columns.map((column) => new Float64Array(column.length));
  for (let first = 0; first < columns.length; first += together) {
    const block = columns.slice(first, first + together);
    const width = block.length;
    const byFeature = new Float64Array(rows.features * width);
    const own = new Float64Array(width);
    for (let record = 0; record < rows.count; record++) {
      for (let at = 0; at < width; at++) own[at] = block[at]?.[record] as number;
      for (let place = starts[record] as number; place < (starts[record + 1] as number); place++) {
        const start = (features[place] as number) * width;
        const value = values[place] as number;
        for (let at = 0; at < width; at++)
          byFeature[start + at] = (byFeature[start + at] as number) + value * (own[at] as number);
      }
    }
    for (let record = 0; record < rows.count; record++) {
      own.fill(0);
      for (let place = starts[record] as number; place < (starts[record + 1] as number); place++) {
        const start = (features[place] as number) * width;
        const value = values[place] as number;
        for (let at = 0; at < width; at++) own[at] = (own[at] as number) + value * (byFeature[start + at] as number);
      }
      for (let at = 0; at < width; at++) (images[first + at] as Float64Array)[record] = own[at] as number;
    }
  }
  return images;
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
