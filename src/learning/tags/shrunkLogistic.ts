/** A weight of a logistic regression: where it starts from, and how many events' worth of pull draws it there. */
export interface ShrunkWeight {
  expected: number;
  pull: number;
}

/** A case as the numbers of the weights that it touches and its values there: most are 0. */
export interface SparseCase {
  weights: readonly number[];
  values: readonly number[];
}

/**
 * Logistic regression of greatest likelihood less 0.5 x pull x (weight - expected)^2 a weight: with few cases it stays
 * what was expected, with many it follows them. Newton's method with halved steps.
 */
export function fitShrunkLogistic(
  cases: readonly SparseCase[],
  positive: readonly boolean[],
  shrunk: readonly ShrunkWeight[],
): Float64Array {
  let weights = Float64Array.from(shrunk, ({ expected }) => expected);
  let loss = lossOf(cases, positive, shrunk, weights);
  for (let step = 0; step < 50; step++) {
    const move = newtonStep(cases, positive, shrunk, weights);
    let length = 1;
    let moved = weights;
    let next = loss;
    do {
      const share = length;
      moved = weights.map((weight, at) => weight - share * (move[at] as number));
      next = lossOf(cases, positive, shrunk, moved);
      length /= 2;
    } while (next > loss && length > 1e-4);
    if (!(loss - next > 1e-9 * (1 + loss))) break;
    weights = moved;
    loss = next;
  }
  return weights;
}

export function logitOf({ weights: touched, values }: SparseCase, weights: Float64Array): number {
  return touched.reduce((sum, weight, at) => sum + (weights[weight] as number) * (values[at] as number), 0);
}

function lossOf(
  cases: readonly SparseCase[],
  positive: readonly boolean[],
  shrunk: readonly ShrunkWeight[],
  weights: Float64Array,
): number {
  const pulls = shrunk.reduce(
    (sum, { expected, pull }, at) => sum + pull * ((weights[at] as number) - expected) ** 2,
    0,
  );
  return cases.reduce((sum, each, at) => {
    const logit = logitOf(each, weights);
    // log(1 + e^x) without overflow.
    return sum + Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - (positive[at] ? logit : 0);
  }, pulls / 2);
}

function newtonStep(
  cases: readonly SparseCase[],
  positive: readonly boolean[],
  shrunk: readonly ShrunkWeight[],
  weights: Float64Array,
): Float64Array {
  const gradient = Float64Array.from(shrunk, ({ expected, pull }, at) => pull * ((weights[at] as number) - expected));
  const curvature = shrunk.map(({ pull }, at) => {
    const row = new Float64Array(shrunk.length);
    row[at] = pull + 1e-9;
    return row;
  });
  cases.forEach((each, at) => {
    const chance = 1 / (1 + Math.exp(-logitOf(each, weights)));
    const error = chance - (positive[at] ? 1 : 0);
    const spread = chance * (1 - chance);
    each.weights.forEach((first, p) => {
      const value = each.values[p] as number;
      gradient[first] = (gradient[first] as number) + error * value;
      const row = curvature[first] as Float64Array;
      each.weights.forEach((second, q) => {
        row[second] = (row[second] as number) + spread * value * (each.values[q] as number);
      });
    });
  });
  return solved(curvature, gradient);
}

/** Gauss's elimination; the matrix is positive definite, so no pivot is needed. Changes both. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let at = 0; at < size; at++) {
    const pivotRow = matrix[at] as Float64Array;
    for (let below = at + 1; below < size; below++) {
      const row = matrix[below] as Float64Array;
      const factor = (row[at] as number) / (pivotRow[at] as number);
      if (factor === 0) continue;
      for (let column = at; column < size; column++)
        row[column] = (row[column] as number) - factor * (pivotRow[column] as number);
      right[below] = (right[below] as number) - factor * (right[at] as number);
    }
  }
  for (let at = size - 1; at >= 0; at--) {
    const row = matrix[at] as Float64Array;
    let sum = right[at] as number;
    for (let after = at + 1; after < size; after++) sum -= (row[after] as number) * (right[after] as number);
    right[at] = sum / (row[at] as number);
  }
  return right;
}
