import { leadingProduct } from './dense.ts';

/** What a ridge regression on similarities gives for one target. */
export interface RidgeFit {
  /** What each member adds to a prediction per similarity. */
  influences: Float64Array;
  /** For each member, the prediction of a regression fitted without it; exact, at no further cost. */
  leftOut: Float64Array;
}

/** One decomposition for any number of targets. */
export interface RidgeSystem {
  fit(target: Float64Array): RidgeFit;
  /** By how much each influence changes with one member's target: a row of the inverse of K + ridge. */
  inverseRow(member: number): Float64Array;
}

/**
 * Kernel ridge regression (least-squares support vectors) for several targets at once, with the exact leave-one-out
 * predictions of each: y - influence / (inverse of K + ridge) on the diagonal (Rifkin and Lippert 2007). The influences
 * without a member are those with it less its row of the inverse, times (y - its prediction without it).
 *
 * @param similarities of the members to each other, by row
 * @param ridge added to each similarity of a member to itself; above 0
 */
export function ridgeSystem(similarities: readonly Float64Array[], ridge: number): RidgeSystem {
  const lower = cholesky(similarities, ridge);
  const inverse = inverted(lower);
  const diagonal = squaredColumns(inverse);
  return {
    fit(target) {
      const influences = solve(lower, target);
      const leftOut = target.map((value, at) => value - (influences[at] as number) / (diagonal[at] as number));
      return { influences, leftOut };
    },
    inverseRow(member) {
      const row = new Float64Array(inverse.length);
      for (let at = member; at < inverse.length; at++) {
        const own = inverse[at] as Float64Array;
        const factor = own[member] as number;
        for (let column = 0; column <= at; column++)
          row[column] = (row[column] as number) + factor * (own[column] as number);
      }
      return row;
    },
  };
}

/** L with L L' = K + ridge; row r holds r + 1 numbers. */
function cholesky(matrix: readonly Float64Array[], ridge: number): Float64Array[] {
  const lower: Float64Array[] = [];
  matrix.forEach((from, row) => {
    const own = new Float64Array(row + 1);
    for (let column = 0; column <= row; column++) {
      const other = column === row ? own : (lower[column] as Float64Array);
      const sum = (from[column] as number) - leadingProduct(own, other, column);
      own[column] = column === row ? Math.sqrt(sum + ridge) : sum / (other[column] as number);
    }
    lower.push(own);
  });
  return lower;
}

function solve(lower: readonly Float64Array[], target: Float64Array): Float64Array {
  const solution = target.slice();
  lower.forEach((row, at) => {
    let sum = solution[at] as number;
    for (let before = 0; before < at; before++) sum -= (row[before] as number) * (solution[before] as number);
    solution[at] = sum / (row[at] as number);
  });
  for (let at = lower.length - 1; at >= 0; at--) {
    const row = lower[at] as Float64Array;
    const value = (solution[at] as number) / (row[at] as number);
    solution[at] = value;
    for (let before = 0; before < at; before++)
      solution[before] = (solution[before] as number) - value * (row[before] as number);
  }
  return solution;
}

/** L^-1, row by row, so that memory is walked in order: row r is -(L's row r times the rows above) / L[r][r]. */
function inverted(lower: readonly Float64Array[]): Float64Array[] {
  const inverse = lower.map((row) => new Float64Array(row.length));
  lower.forEach((row, at) => {
    const own = inverse[at] as Float64Array;
    const pivot = row[at] as number;
    for (let above = 0; above < at; above++) {
      const factor = row[above] as number;
      const other = inverse[above] as Float64Array;
      for (let column = 0; column <= above; column++)
        own[column] = (own[column] as number) - factor * (other[column] as number);
    }
    for (let column = 0; column < at; column++) own[column] = (own[column] as number) / pivot;
    own[at] = 1 / pivot;
  });
  return inverse;
}

/** The diagonal of (L L')^-1: the squared lengths of the columns of L^-1. */
function squaredColumns(inverse: readonly Float64Array[]): Float64Array {
  const diagonal = new Float64Array(inverse.length);
  for (const row of inverse) {
    row.forEach((value, column) => {
      diagonal[column] = (diagonal[column] as number) + value * value;
    });
  }
  return diagonal;
}
