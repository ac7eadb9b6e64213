/** Eigenvalues, largest first, with their unit vectors: vector k is row k. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array[];
}

const sweeps = 30;

/**
 * Eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5):
 * slower than others, but short, exact to rounding and the same everywhere.
 *
 * @param matrix rows of a symmetric matrix; left as it is
 */
export function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => row.slice());
  const vectors = a.map((_, at) => Float64Array.from({ length: size }, (_unused, other) => (at === other ? 1 : 0)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let off = 0;
    let whole = 0;
    a.forEach((row, p) => {
      row.forEach((value, q) => {
        whole += value * value;
        if (p !== q) off += value * value;
      });
    });
    if (off <= 1e-22 * whole) break;
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
  }
  const order = [...a.keys()].sort((p, q) => entry(a, q, q) - entry(a, p, p));
  return {
    values: Float64Array.from(order, (at) => entry(a, at, at)),
    vectors: order.map((at) => vectors[at] as Float64Array),
  };
}

/** One rotation of rows and columns p and q, which makes their common entry 0. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const between = entry(a, p, q);
  if (between === 0) return;
  const ratio = (entry(a, q, q) - entry(a, p, p)) / (2 * between);
  const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of a) turn(row, p, row, q, cosine, sine);
  const [rowP, rowQ] = [a[p] as Float64Array, a[q] as Float64Array];
  for (let at = 0; at < a.length; at++) turn(rowP, at, rowQ, at, cosine, sine);
  const [vectorP, vectorQ] = [vectors[p] as Float64Array, vectors[q] as Float64Array];
  for (let at = 0; at < a.length; at++) turn(vectorP, at, vectorQ, at, cosine, sine);
}

function turn(first: Float64Array, p: number, second: Float64Array, q: number, cosine: number, sine: number): void {
  const [x, y] = [first[p] as number, second[q] as number];
  first[p] = cosine * x - sine * y;
  second[q] = sine * x + cosine * y;
}

function entry(a: readonly Float64Array[], row: number, column: number): number {
  return (a[row] as Float64Array)[column] as number;
}
