import {
  dot,
  invertPositiveDefinite,
  type Matrix,
  multiply,
  times,
  traceOfProduct,
  weightedCrossProduct,
  weightedProjection,
} from './matrix.ts';
import { at, sumOver } from './sums.ts';

/** Effects with known sampling variances and a design matrix, one row a study, the first column ones. */
export interface EffectData {
  effects: readonly number[];
  variances: readonly number[];
  design: Matrix;
}

/** Effects alone: a design of one column of ones. */
export function interceptOnly(effects: readonly number[], variances: readonly number[]): EffectData {
  return { effects, variances, design: effects.map(() => [1]) };
}

export interface WeightedFit {
  coefficients: number[];
  /** (X'WX)^-1. */
  inverse: Matrix;
  /** log det X'WX. */
  logDeterminant: number;
  residuals: number[];
  /** Sum of weight times squared residual. */
  residualSum: number;
}

/** Weighted least squares; null where the columns of the design are not independent. */
export function fitWeighted(data: EffectData, weights: readonly number[]): WeightedFit | null {
  const inverted = invertPositiveDefinite(weightedCrossProduct(data.design, weights));
  if (inverted === null) return null;
  const coefficients = times(inverted.inverse, weightedProjection(data.design, weights, data.effects));
  const residuals = data.effects.map((effect, study) => effect - dot(data.design[study] ?? [], coefficients));
  const residualSum = sumOver(residuals.length, (study) => at(weights, study) * at(residuals, study) ** 2);
  return { coefficients, inverse: inverted.inverse, logDeterminant: inverted.logDeterminant, residuals, residualSum };
}

/**
 * Traces of products with P = W - WX(X'WX)^-1X'W without ever building the k x k matrix, so that a thousand
 * studies cost a thousand steps. `first` and `second` are the diagonals of D and E.
 */
export function projectionTraces(design: Matrix, weights: readonly number[], inverse: Matrix) {
  const weighted = (power: number, diagonal: (study: number) => number): Matrix =>
    weightedCrossProduct(
      design,
      weights.map((weight, study) => weight ** power * diagonal(study)),
    );
  return {
    /** tr(P D). */
    single(first: (study: number) => number): number {
      const total = sumOver(weights.length, (study) => at(weights, study) * first(study));
      return total - traceOfProduct(inverse, weighted(2, first));
    },
    /** tr(P D P E). */
    double(first: (study: number) => number, second: (study: number) => number): number {
      const both = (study: number): number => first(study) * second(study);
      const total = sumOver(weights.length, (study) => at(weights, study) ** 2 * both(study));
      const crossed = multiply(inverse, weighted(2, first));
      return (
        total -
        2 * traceOfProduct(inverse, weighted(3, both)) +
        traceOfProduct(crossed, multiply(inverse, weighted(2, second)))
      );
    },
  };
}
