import { normal95 } from '../distributions.ts';
import { at, cell, type Matrix, squareMatrix, sum, times, total, weighted } from '../matrix.ts';
import { weightMatrix } from '../weights.ts';

/**
 * Lower end, estimate and upper end of squared weighted kappa as the R package psych 2.2.9 gives them. Where Fleiss,
 * Cohen and Everitt (1969) weigh what a column agrees with by the rows' shares, psych takes all rows alike, so that
 * the error differs by about 1 %. Kept for the comparison with the reference files only; nulls where undefined.
 */
export function psychInterval(table: Matrix): (number | null)[] {
  const units = total(table);
  const weights = weightMatrix('quadratic', table.length);
  const shares = table.map((row) => row.map((count) => count / units));
  const rows = shares.map(sum);
  const columns = shares.map((_, category) => sum(shares.map((row) => at(row, category))));
  const over = (value: (row: number, column: number) => number) =>
    total(squareMatrix(table.length, (row, column) => cell(shares, row, column) * value(row, column)));
  const observed = over((row, column) => cell(weights, row, column));
  const expected = weighted(rows, weights, columns);
  if (units === 0 || expected === 1) return [null, null, null];
  const ofRow = times(weights, columns);
  const ofColumn = rows.map((share, category) => share * sum(weights[category] ?? []));
  const spread = over(
    (row, column) =>
      (cell(weights, row, column) * (1 - expected) - (at(ofRow, row) + at(ofColumn, column)) * (1 - observed)) ** 2,
  );
  const variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (units * (1 - expected) ** 4);
  const estimate = (observed - expected) / (1 - expected);
  const halfWidth = normal95 * Math.sqrt(Math.max(0, variance));
  return [estimate - halfWidth, estimate, estimate + halfWidth];
}
