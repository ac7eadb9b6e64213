import { type Matrix, squareMatrix } from './matrix.ts';

/**
 * How much two categories of an ordered scale agree: 1 the same, 0 the two ends. `identity` knows only same and
 * different; `linear` and `quadratic` take the distance on the scale, or its square.
 */
export type Weighting = 'identity' | 'linear' | 'quadratic';

export function weightMatrix(weighting: Weighting, categoryCount: number): Matrix {
  const span = Math.max(1, categoryCount - 1);
  return squareMatrix(categoryCount, (row, column) => {
    if (weighting === 'identity') return row === column ? 1 : 0;
    const distance = Math.abs(row - column) / span;
    return 1 - (weighting === 'linear' ? distance : distance * distance);
  });
}
