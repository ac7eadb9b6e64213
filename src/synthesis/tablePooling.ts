import { chiSquaredUpperTail, normalQuantile } from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { type TestResult, testAgainstZero } from './mixedModel.ts';
import { sumOver } from './sums.ts';
import { isUninformative, type TableCounts, type TableMeasure, tableEffect } from './tables.ts';

/** A pooled figure without a between-study variance, on the log scale for ratios. */
export interface FixedPooled {
  estimate: number;
  standardError: number;
  test: Estimable<TestResult>;
  interval: Interval;
  /** Spread of the informative tables round the pooled value. */
  q: number;
  qPValue: number;
  /** Percent, (Q - df) / Q. */
  iSquared: number;
}

export interface MantelHaenszelPooled extends FixedPooled {
  /** Cochran-Mantel-Haenszel test with continuity correction; odds ratio only. */
  cmh: Estimable<TestResult>;
}

/**
 * Mantel and Haenszel's pooled odds ratio, risk ratio or risk difference. Counts are used as they are, without
 * correction; errors by Robins, Breslow and Greenland (1986), Greenland and Robins (1985) and Sato (1989).
 * Not estimable where one of the two weighted sums of a ratio is empty.
 */
export function mantelHaenszel(
  measure: TableMeasure,
  tables: readonly TableCounts[],
  level = 0.95,
): Estimable<MantelHaenszelPooled> {
  if (tables.length === 0) return notEstimable('no studies');
  const pooled = { OR: pooledOddsRatio, RR: pooledRiskRatio, RD: pooledRiskDifference }[measure](tables);
  if (!pooled.estimable) return pooled;
  const spread = tables
    .filter((table) => !isUninformative(table))
    .map((table) => tableEffect(measure, table))
    .map(({ value, variance }) => ({ value, weight: 1 / variance }));
  const cmh = measure === 'OR' ? cochranMantelHaenszel(tables) : notEstimable('no variation between studies');
  return estimate({ ...describe(pooled.value, spread, level), cmh });
}

interface PointEstimate {
  value: number;
  standardError: number;
}

function describe(
  { value, standardError }: PointEstimate,
  studies: readonly { value: number; weight: number }[],
  level: number,
): FixedPooled {
  const margin = normalQuantile(1 - (1 - level) / 2) * standardError;
  const spread = studies.reduce((total, study) => total + study.weight * (study.value - value) ** 2, 0);
  const freedom = studies.length - 1;
  const q = freedom > 0 ? spread : 0;
  return {
    estimate: value,
    standardError,
    test: testAgainstZero(value, standardError, null),
    interval: { lower: value - margin, upper: value + margin },
    q,
    qPValue: freedom > 0 ? chiSquaredUpperTail(q, freedom) : 1,
    iSquared: q > 0 ? Math.max(0, (100 * (q - freedom)) / q) : 0,
  };
}

/** Sums a term over the tables; the term sees the row totals n1, n2 and the whole n as well. */
function total(
  tables: readonly TableCounts[],
  term: (table: TableCounts & { n1: number; n2: number; n: number }) => number,
): number {
  return tables.reduce((sum, table) => {
    const [n1, n2] = [table.ai + table.bi, table.ci + table.di];
    return sum + term({ ...table, n1, n2, n: n1 + n2 });
  }, 0);
}

function pooledOddsRatio(tables: readonly TableCounts[]): Estimable<PointEstimate> {
  const r = total(tables, ({ ai, di, n }) => (ai * di) / n);
  const s = total(tables, ({ bi, ci, n }) => (bi * ci) / n);
  if (r === 0 || s === 0) return notEstimable('no events in one of the groups');
  const pr = total(tables, ({ ai, di, n }) => ((ai + di) * ai * di) / n ** 2);
  const mixed = total(tables, ({ ai, bi, ci, di, n }) => ((ai + di) * bi * ci + (bi + ci) * ai * di) / n ** 2);
  const qs = total(tables, ({ bi, ci, n }) => ((bi + ci) * bi * ci) / n ** 2);
  const variance = (pr / r ** 2 + mixed / (r * s) + qs / s ** 2) / 2;
  return estimate({ value: Math.log(r / s), standardError: Math.sqrt(variance) });
}

function pooledRiskRatio(tables: readonly TableCounts[]): Estimable<PointEstimate> {
  const r = total(tables, ({ ai, n2, n }) => (ai * n2) / n);
  const s = total(tables, ({ ci, n1, n }) => (ci * n1) / n);
  if (r === 0 || s === 0) return notEstimable('no events in one of the groups');
  const top = total(tables, ({ ai, ci, n1, n2, n }) => (n1 * n2 * (ai + ci)) / n ** 2 - (ai * ci) / n);
  return estimate({ value: Math.log(r / s), standardError: Math.sqrt(top / (r * s)) });
}

function pooledRiskDifference(tables: readonly TableCounts[]): Estimable<PointEstimate> {
  const weight = total(tables, ({ n1, n2, n }) => (n1 * n2) / n);
  const value = total(tables, ({ ai, ci, n1, n2, n }) => (ai * n2 - ci * n1) / n) / weight;
  const p = total(
    tables,
    ({ ai, ci, n1, n2, n }) => (ci * n1 ** 2 - ai * n2 ** 2 + (n1 * n2 * (n2 - n1)) / 2) / n ** 2,
  );
  const q = total(tables, ({ ai, ci, n1, n2, n }) => (ai * (n2 - ci) + ci * (n1 - ai)) / n) / 2;
  return estimate({ value, standardError: Math.sqrt(Math.max(0, value * p + q)) / weight });
}

/**
 * Cochran-Mantel-Haenszel test with a continuity correction of 1/2, taken off even an excess smaller than that, as
 * metafor does: such an excess is no evidence either way.
 */
export function cochranMantelHaenszel(tables: readonly TableCounts[]): Estimable<TestResult> {
  const excess = total(tables, ({ ai, ci, n1, n }) => ai - (n1 * (ai + ci)) / n);
  const variance = total(tables, hypergeometricVariance);
  if (variance === 0) return notEstimable('no events in one of the groups');
  const statistic = (Math.abs(excess) - 0.5) ** 2 / variance;
  return estimate({ statistic, pValue: chiSquaredUpperTail(statistic, 1) });
}

function hypergeometricVariance(table: TableCounts & { n1: number; n2: number; n: number }): number {
  const { ai, bi, ci, di, n1, n2, n } = table;
  return n < 2 ? 0 : ((n1 * n2) / n ** 2) * (((ai + ci) * (bi + di)) / (n - 1));
}

/** Peto's one-step pooled log odds ratio (Yusuf et al. 1985): good only for small effects and even groups. */
export function peto(tables: readonly TableCounts[], level = 0.95): Estimable<FixedPooled> {
  const studies = tables.map((table) => ({
    excess: total([table], ({ ai, ci, n1, n }) => ai - (n1 * (ai + ci)) / n),
    weight: total([table], hypergeometricVariance),
  }));
  const weight = sumOver(studies.length, (index) => studies[index]?.weight ?? 0);
  if (weight === 0) return notEstimable(tables.length === 0 ? 'no studies' : 'no events in one of the groups');
  const value = sumOver(studies.length, (index) => studies[index]?.excess ?? 0) / weight;
  const informative = studies
    .filter((study) => study.weight > 0)
    .map((study) => ({ value: study.excess / study.weight, weight: study.weight }));
  return estimate(describe({ value, standardError: Math.sqrt(1 / weight) }, informative, level));
}
