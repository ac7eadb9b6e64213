import { crossTable } from './crossTable.ts';
import { normal95, normalTwoSided } from './distributions.ts';
import { clipped, ratio } from './estimateFrom.ts';
import { at, cell, type Matrix, sum, times, total, weighted } from './matrix.ts';
import { notComparable } from './observed.ts';
import { type Agreement, type DefinedAgreement, undefinedAgreement } from './outcome.ts';
import type { CodedRatings } from './ratings.ts';
import { type Weighting, weightMatrix } from './weights.ts';

/** Cohen's kappa with the test that it is 0, whose error differs from that of the interval. */
export type CohenKappa = (DefinedAgreement & { z: number }) | Extract<Agreement, { defined: false }>;

/**
 * Cohen's kappa (1960), and with weights (1968), of the units that both raters rated. Standard error and interval are
 * the large-sample ones of Fleiss, Cohen and Everitt (1969); z and p those of the hypothesis of no agreement.
 */
export function cohenKappa(ratings: CodedRatings, weighting: Weighting = 'identity'): CohenKappa {
  const refusal = notComparable(ratings);
  if (refusal) return refusal;
  if (ratings.raterCount !== 2) return undefinedAgreement('needs two raters', { units: ratings.units.length });
  return kappaOfTable(crossTable(ratings), weighting);
}

/** The same from a k-by-k table of counts. */
export function kappaOfTable(table: Matrix, weighting: Weighting = 'identity'): CohenKappa {
  const units = total(table);
  if (units === 0) return undefinedAgreement('no unit rated twice');
  const weights = weightMatrix(weighting, table.length);
  const shares = table.map((row) => row.map((count) => count / units));
  const rows = shares.map(sum);
  const columns = shares.map((_, category) => sum(shares.map((row) => at(row, category))));
  const observed = sum(shares.map((row, category) => sum(row.map((share, k) => share * cell(weights, category, k)))));
  const expected = weighted(rows, weights, columns);
  if (rows.some((share, category) => share === 1 && at(columns, category) === 1))
    return undefinedAgreement('no variation', { observed, expected, units });
  const estimate = (observed - expected) / (1 - expected);

  // What each category of one rater would agree with, had the other answered by chance.
  const ofRow = times(weights, columns);
  const ofColumn = times(weights, rows);
  const marginal = (row: number, column: number) => at(ofRow, row) + at(ofColumn, column);
  // Both are sums of squares about their mean: a difference of two sums would leave an error of 1e-8 where it is 0.
  const underChance = mixed(
    rows.map((row) => columns.map((column) => row * column)),
    (row, column) => (cell(weights, row, column) - marginal(row, column) + expected) ** 2,
  );
  const z = ratio(estimate, Math.sqrt(underChance / units) / (1 - expected));
  const centre = observed * expected - 2 * expected + observed;
  const around = mixed(
    shares,
    (row, column) =>
      (cell(weights, row, column) * (1 - expected) - marginal(row, column) * (1 - observed) - centre) ** 2,
  );
  const standardError = Math.sqrt(around / units) / (1 - expected) ** 2;
  const interval = clipped(estimate, normal95 * standardError);
  return { defined: true, estimate, standardError, interval, p: normalTwoSided(z), z, observed, expected, units };
}

/** Mean of a value of the cells, with the shares of the cells as weights. */
function mixed(shares: Matrix, value: (row: number, column: number) => number): number {
  return sum(shares.map((line, row) => sum(line.map((share, column) => share * value(row, column)))));
}
