import { effectInterval } from '../../synthesis/effects.ts';
import { type Estimable, type Interval, mapEstimable, notEstimable } from '../../synthesis/estimable.ts';
import { proportionGlmm } from '../../synthesis/glmm.ts';
import { type HeterogeneityLimits, qProfile } from '../../synthesis/heterogeneity.ts';
import { influence, type StudyInfluence } from '../../synthesis/influence.ts';
import { interceptOnly } from '../../synthesis/leastSquares.ts';
import { type Pooled, pool } from '../../synthesis/pool.ts';
import { type ProportionCounts, proportionEffect, proportionFromEffect } from '../../synthesis/proportions.ts';
import { cumulative, leaveOneOut } from '../../synthesis/sensitivity.ts';
import { synthesizeShares } from '../../synthesis/shareSynthesis.ts';
import { eggerClassic, fewestStudiesForFunnelTests, peters } from '../../synthesis/smallStudy.ts';
import {
  isUninformative,
  type TableCounts,
  type TableMeasure,
  tableEffect,
  tableFromEffect,
} from '../../synthesis/tables.ts';
import type { ModelChoice } from './synthesisSettings.ts';

/** A value with its interval, as a share (0 to 1), a ratio or a difference. */
export interface Estimated {
  value: number;
  interval: Interval;
}

/** Studies and what they come to together, on the scale that is read. */
export interface PooledSet {
  k: number;
  studies: (Estimated & { weightPercent: number })[];
  pooled: Estimable<Estimated>;
  /** Where a further study would lie (t on k - 2). */
  prediction: Estimable<Interval>;
  /** On the pooling scale, for tau2, Q and the tests. */
  model: Estimable<Pooled>;
  limits: Estimable<HeterogeneityLimits>;
}

/** What happens to the result when studies leave or join, and which of them move it. */
export interface Sensitivity {
  /** On the pooling scale, for the funnel. */
  effects: { value: number; standardError: number }[];
  leaveOneOut: Estimable<Estimated>[];
  /** By year; studies without a year come last. */
  cumulative: { study: number; pooled: Estimable<Estimated> }[];
  influence: Estimable<Estimable<StudyInfluence>[]>;
  /** A model that needs no correction of empty cells, as a check; null where there is none for the measure. */
  glmm: Estimable<Estimated> | null;
  /** P values of tests of funnel asymmetry; null below ten studies. */
  asymmetry: { egger: number | null; peters: number | null } | null;
}

export interface SharesToPool extends ProportionCounts {
  year: number | null;
}

export function poolShares(studies: readonly ProportionCounts[], { measure, method, test }: ModelChoice): PooledSet {
  const found = synthesizeShares(studies, { measure, model: { method, test } });
  return {
    k: found.k,
    studies: found.studies.map(({ share, interval, weightPercent }) => ({ value: share, interval, weightPercent })),
    pooled: mapEstimable(found.pooled, ({ share, interval }) => ({ value: share, interval })),
    prediction: found.prediction,
    model: found.model,
    limits: found.limits,
  };
}

export function testShares(studies: readonly SharesToPool[], choice: ModelChoice): Sensitivity {
  const totals = studies.map(({ total }) => total);
  const effects = studies.map((study) => proportionEffect(choice.measure, study));
  const asShare = (value: number): number =>
    Math.min(Math.max(proportionFromEffect(choice.measure, value, totals), 0), 1);
  const glmm = studies.length < 2 ? notEstimable('one study') : proportionGlmm(studies);
  return {
    ...sensitivity(
      effects,
      studies.map(({ year }) => year),
      choice,
      asShare,
    ),
    glmm: mapEstimable(glmm, ({ estimate, interval }) => onScale(estimate, interval, logistic)),
    asymmetry:
      studies.length < fewestStudiesForFunnelTests
        ? null
        : {
            ...eggerOf(effects),
            peters: pOf(
              peters(
                effects.map(({ value }) => value),
                studies,
              ),
            ),
          },
  };
}

export interface TablesModel extends Omit<ModelChoice, 'measure'> {
  measure: TableMeasure;
}

export interface TableToPool extends TableCounts {
  year: number | null;
}

/** Pools 2x2 tables; for ratios, tables without any event or any non-event say nothing and get no weight. */
export function poolTables(tables: readonly TableToPool[], { measure, method, test }: TablesModel): PooledSet {
  const counts = tables.map((table) => measure === 'RD' || !isUninformative(table));
  const effects = tables.map((table) => tableEffect(measure, table));
  const used = effects.filter((_, index) => counts[index]);
  const [values, variances] = [used.map(({ value }) => value), used.map(({ variance }) => variance)];
  const model = pool(values, variances, { method, test });
  const asRead = (value: number): number => tableFromEffect(measure, value);
  const weights = model.estimable ? [...model.value.weightsPercent] : [];
  return {
    k: used.length,
    studies: effects.map((effect, index) => ({
      ...onScale(effect.value, effectInterval(effect), asRead),
      weightPercent: counts[index] ? (weights.shift() ?? 0) : 0,
    })),
    pooled: mapEstimable(model, ({ estimate, interval }) => onScale(estimate, interval, asRead)),
    prediction: model.estimable
      ? mapEstimable(model.value.predictionIntervalKMinus2, (interval) => bothEnds(interval, asRead))
      : model,
    model,
    limits: used.length < 2 ? notEstimable('one study') : qProfile(interceptOnly(values, variances)),
  };
}

export function testTables(tables: readonly TableToPool[], choice: TablesModel): Sensitivity {
  const effects = tables.map((table) => tableEffect(choice.measure, table));
  const asRead = (value: number): number => tableFromEffect(choice.measure, value);
  const sizes = tables.map(({ ai, bi, ci, di }) => ({ events: ai + ci, total: ai + bi + ci + di }));
  return {
    ...sensitivity(
      effects,
      tables.map(({ year }) => year),
      choice,
      asRead,
    ),
    glmm: null,
    asymmetry:
      tables.length < fewestStudiesForFunnelTests
        ? null
        : {
            ...eggerOf(effects),
            peters: pOf(
              peters(
                effects.map(({ value }) => value),
                sizes,
              ),
            ),
          },
  };
}

function sensitivity(
  effects: readonly { value: number; variance: number }[],
  years: readonly (number | null)[],
  { method, test }: Pick<ModelChoice, 'method' | 'test'>,
  asRead: (value: number) => number,
): Omit<Sensitivity, 'glmm' | 'asymmetry'> {
  const [values, variances] = [effects.map(({ value }) => value), effects.map(({ variance }) => variance)];
  const read = (pooled: Estimable<Pooled>): Estimable<Estimated> =>
    mapEstimable(pooled, ({ estimate, interval }) => onScale(estimate, interval, asRead));
  const order = years.map((year) => year ?? Number.MAX_SAFE_INTEGER);
  return {
    effects: effects.map(({ value, variance }) => ({ value, standardError: Math.sqrt(variance) })),
    leaveOneOut: values.length < 2 ? [] : leaveOneOut(values, variances, { method, test }).map(read),
    cumulative: cumulative(values, variances, order, { method, test }).map(({ study, pooled }) => ({
      study,
      pooled: read(pooled),
    })),
    influence: influence(values, variances, { method, test }),
  };
}

function onScale(value: number, interval: Interval, asRead: (value: number) => number): Estimated {
  return { value: asRead(value), interval: bothEnds(interval, asRead) };
}

function bothEnds({ lower, upper }: Interval, asRead: (value: number) => number): Interval {
  return { lower: asRead(lower), upper: asRead(upper) };
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function eggerOf(effects: readonly { value: number; variance: number }[]): { egger: number | null } {
  const test = eggerClassic(
    effects.map(({ value }) => value),
    effects.map(({ variance }) => variance),
  );
  return { egger: pOf(test) };
}

function pOf(test: Estimable<{ pValue: number }>): number | null {
  return test.estimable ? test.value.pValue : null;
}
