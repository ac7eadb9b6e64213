import type { Estimable } from '../estimable.ts';
import type { ModelSettings } from '../mixedModel.ts';
import type { Pooled } from '../pool.ts';
import { beggTest } from '../rankTest.ts';
import type { MetaRegression } from '../regression.ts';
import { cumulative, leaveOneOut } from '../sensitivity.ts';
import { eggerClassic, eggerMixed, peters, type StudySize } from '../smallStudy.ts';
import { separateSubgroups, sharedSubgroups } from '../subgroups.ts';
import { type TrimEstimator, trimAndFill } from '../trimAndFill.ts';
import type { MeasureData } from './caseData.ts';
import { analysis, figureOf, type Json, type JsonObject, pair } from './json.ts';
import { writeModel } from './writeModels.ts';

const column = (results: readonly Estimable<Pooled>[], pick: (pooled: Pooled) => number): Json[] =>
  results.map((result) => figureOf(result, pick));

export function writeSmallStudy(data: MeasureData, sizes: readonly StudySize[]): JsonObject {
  const { effects, variances } = data;
  return {
    egger_lm: analysis(eggerClassic(effects, variances), (found) => ({
      t: found.t,
      df: found.degreesOfFreedom,
      p: found.pValue,
      bias: found.bias,
      bias_se: found.biasError,
      limit_est: found.limitEstimate,
      limit_ci: pair(found.limitInterval),
    })),
    egger_rma_REML: writeEggerMixed(data, 'REML'),
    egger_rma_DL: writeEggerMixed(data, 'DL'),
    peters: analysis(peters(effects, sizes), (found) => ({
      slope: found.slope,
      slope_se: found.slopeError,
      t: found.t,
      df: found.degreesOfFreedom,
      p: found.pValue,
      intercept: found.intercept,
      k: found.k,
      rule: 'studies with no events at all or no non-events at all are left out',
    })),
    begg: analysis(beggTest(effects, variances), ({ kendallTau, pValue }) => ({ kendall_tau: kendallTau, p: pValue })),
    trimfill_L0: writeTrimAndFill(data, 'L0'),
    trimfill_R0: writeTrimAndFill(data, 'R0'),
  };
}

function writeEggerMixed({ effects, variances }: MeasureData, method: 'REML' | 'DL'): JsonObject {
  return analysis(eggerMixed(effects, variances, method), (found) => ({
    z: found.z,
    p: found.pValue,
    limit_est: found.limitEstimate,
    limit_ci: pair(found.limitInterval),
    tau2: found.tau2,
  }));
}

/** metafor fits the filled data anew with its own default threshold, whatever the first fit was given. */
const refit: ModelSettings = { method: 'REML', test: 'z', threshold: 1e-5 };

function writeTrimAndFill({ effects, variances }: MeasureData, estimator: TrimEstimator): JsonObject {
  const settings: ModelSettings = { method: 'REML', test: 'z' };
  return analysis(trimAndFill(effects, variances, settings, estimator, refit), (found) => ({
    side: found.side,
    k0: found.missing,
    b: found.pooled.estimate,
    se: found.pooled.standardError,
    ci: pair(found.pooled.interval),
    tau2: found.pooled.tau2,
  }));
}

export function writeSubgroups(data: MeasureData, groups: readonly string[]): JsonObject {
  const byMethod = (['REML', 'DL'] as const).map((method): [string, Json] => {
    const settings: ModelSettings = { method, test: 'z' };
    const separate = separateSubgroups(data.effects, data.variances, groups, settings);
    const shared = (test: 'z' | 'knha'): JsonObject =>
      analysis(sharedSubgroups(data.effects, data.variances, groups, { method, test }), writeShared);
    return [
      method,
      {
        separate_tau2: separate.levels.map(({ level, studies, pooled }) => ({
          level,
          ...writeModel(data, settings, pooled, studies),
        })),
        Q_between: figureOf(separate.between, ({ q }) => q),
        Q_between_df: figureOf(separate.between, ({ degreesOfFreedom }) => degreesOfFreedom),
        Q_between_p: figureOf(separate.between, ({ pValue }) => pValue),
        common_tau2_z: shared('z'),
        common_tau2_knha: shared('knha'),
      },
    ];
  });
  const { levels } = separateSubgroups(data.effects, data.variances, groups, { method: 'EE', test: 'z' });
  return { levels: levels.map(({ level }) => level), ...Object.fromEntries(byMethod) };
}

function writeShared({ model, moderatorTest }: MetaRegression): JsonObject {
  return {
    b: model.coefficients.map(({ estimate }) => estimate),
    se: model.coefficients.map(({ standardError }) => standardError),
    p: model.coefficients.map(({ test }) => figureOf(test, ({ pValue }) => pValue)),
    tau2: model.tau2,
    QE: model.residualQ.q,
    QEp: model.residualQ.pValue,
    QM: figureOf(moderatorTest, ({ statistic }) => statistic),
    QM_df: [
      figureOf(moderatorTest, ({ numerator }) => numerator),
      figureOf(moderatorTest, ({ denominator }) => denominator),
    ],
    QMp: figureOf(moderatorTest, ({ pValue }) => pValue),
    I2: model.iSquared,
  };
}

export function writeLeaveOneOut({ effects, variances }: MeasureData): JsonObject[] {
  return (['REML', 'DL'] as const).map((method) => {
    const results = leaveOneOut(effects, variances, { method, test: 'z' });
    return {
      method,
      test: 'z',
      ...writeEstimates(results),
      Q: column(results, ({ q }) => q.q),
      tau2: column(results, ({ tau2 }) => tau2),
      I2: column(results, ({ iSquared }) => iSquared),
    };
  });
}

export function writeCumulative({ effects, variances }: MeasureData, years: readonly number[]): JsonObject {
  const steps = cumulative(effects, variances, years, { method: 'REML', test: 'z' });
  const results = steps.map(({ pooled }) => pooled);
  return {
    method: 'REML',
    test: 'z',
    order: 'year, ties in input order',
    years: steps.map(({ study }) => years[study] ?? null),
    ...writeEstimates(results),
    tau2: column(results, ({ tau2 }) => tau2),
  };
}

function writeEstimates(results: readonly Estimable<Pooled>[]): JsonObject {
  return {
    b: column(results, ({ estimate }) => estimate),
    se: column(results, ({ standardError }) => standardError),
    ci_lb: column(results, ({ interval }) => interval.lower),
    ci_ub: column(results, ({ interval }) => interval.upper),
  };
}
