import type { Effect } from './effects.ts';

/** Log odds ratio, log risk ratio, risk difference. */
export const tableMeasures = ['OR', 'RR', 'RD'] as const;
export type TableMeasure = (typeof tableMeasures)[number];

/** Counts with the factor (ai events, bi not) and without it (ci events, di not). */
export interface TableCounts {
  ai: number;
  bi: number;
  ci: number;
  di: number;
}

/**
 * The effect of one 2x2 table with its sampling variance. A table with an empty cell takes 1/2 in all four of
 * its cells (so 1 more in each row total, as metafor and RevMan do); other tables are left alone.
 */
export function tableEffect(measure: TableMeasure, counts: TableCounts): Effect {
  const { ai, bi, ci, di } = withoutEmptyCell(counts);
  const [withFactor, without] = [ai + bi, ci + di];
  switch (measure) {
    case 'OR':
      return { value: Math.log((ai * di) / (bi * ci)), variance: 1 / ai + 1 / bi + 1 / ci + 1 / di };
    case 'RR':
      return {
        value: Math.log(ai / withFactor / (ci / without)),
        variance: 1 / ai - 1 / withFactor + 1 / ci - 1 / without,
      };
    case 'RD':
      return {
        value: ai / withFactor - ci / without,
        variance: (ai * bi) / withFactor ** 3 + (ci * di) / without ** 3,
      };
  }
}

/** Ratios are pooled as logarithms and read as ratios; a difference is read as it is. */
export function tableFromEffect(measure: TableMeasure, value: number): number {
  return measure === 'RD' ? value : Math.exp(value);
}

function withoutEmptyCell(counts: TableCounts): TableCounts {
  const { ai, bi, ci, di } = counts;
  if (Math.min(ai, bi, ci, di) > 0) return counts;
  return { ai: ai + 0.5, bi: bi + 0.5, ci: ci + 0.5, di: di + 0.5 };
}

/** No events in either group, or nothing but events: such a table says nothing about a ratio. */
export function isUninformative({ ai, bi, ci, di }: TableCounts): boolean {
  return ai + ci === 0 || bi + di === 0;
}
