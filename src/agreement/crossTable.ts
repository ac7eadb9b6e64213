import { at, type Matrix, squareMatrix, sum, total } from './matrix.ts';
import type { CodedRatings } from './ratings.ts';

/** How often one rater said the row's category and another the column's, of units both rated. */
export function crossTable({ units, categoryCount }: CodedRatings, first = 0, second = 1): Matrix {
  const cells = squareMatrix(categoryCount, () => 0).map((row) => [...row]);
  for (const unit of units) {
    const [row, column] = [unit[first] ?? null, unit[second] ?? null];
    const target = row === null ? undefined : cells[row];
    if (target !== undefined && column !== null) target[column] = at(target, column) + 1;
  }
  return cells;
}

/** What explains a kappa that is low although agreement is high (Byrt, Bishop and Carlin 1993). */
export interface TableIndices {
  /** Share of equal answers; null of an empty table. */
  percentAgreement: number | null;
  /** Of two categories: how far the classes are from even, 0..1; null of more. */
  prevalenceIndex: number | null;
  /** Of two categories: how far one rater uses a category more than the other, 0..1; null of more. */
  biasIndex: number | null;
  /** Kappa as it would be with even classes and no bias; null without two categories. */
  pabak: number | null;
  /** Of each category, in their order: of what either called so, the share both did. Null where nobody did. */
  specificAgreement: readonly (number | null)[];
}

export function tableIndices(table: Matrix): TableIndices {
  const n = total(table);
  const categories = table.length;
  const same = table.map((row, category) => at(row, category));
  const rows = table.map(sum);
  const columns = table.map((_, category) => sum(table.map((row) => at(row, category))));
  const isTwoByTwo = categories === 2 && n > 0;
  const percentAgreement = n === 0 ? null : sum(same) / n;
  return {
    percentAgreement,
    prevalenceIndex: isTwoByTwo ? Math.abs(at(same, 0) - at(same, 1)) / n : null,
    biasIndex: isTwoByTwo ? Math.abs(at(rows, 0) - at(columns, 0)) / n : null,
    pabak: percentAgreement === null || categories < 2 ? null : (categories * percentAgreement - 1) / (categories - 1),
    specificAgreement: same.map((both, category) => {
      const either = at(rows, category) + at(columns, category);
      return either === 0 ? null : (2 * both) / either;
    }),
  };
}
