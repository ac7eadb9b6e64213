import { type Estimable, type Interval, mapEstimable } from '../estimable.ts';
import { heterogeneityFromQ, qProfile } from '../heterogeneity.ts';
import { interceptOnly } from '../leastSquares.ts';
import type { ModelSettings } from '../mixedModel.ts';
import { type Pooled, pool } from '../pool.ts';
import type { Tau2Method } from '../tau2.ts';
import type { MeasureData } from './caseData.ts';
import { analysis, figure, figureOf, type Json, type JsonObject } from './json.ts';

/** The models of a reference file, in its order. One study has only itself, so only equal effects. */
export const modelGrid: readonly ModelSettings[] = [
  { method: 'EE', test: 'z' },
  ...(['DL', 'REML', 'PM'] as const).flatMap((method) =>
    (['z', 'knha', 'adhoc'] as const).map((test) => ({ method, test })),
  ),
  ...(['ML', 'HE', 'SJ'] as const).flatMap((method) => (['z', 'knha'] as const).map((test) => ({ method, test }))),
];

export function writeModels(data: MeasureData): JsonObject[] {
  const positions = data.effects.map((_, study) => study);
  const grid = positions.length === 1 ? modelGrid.slice(0, 1) : modelGrid;
  return grid.map((settings) => writeModel(data, settings, pool(data.effects, data.variances, settings), positions));
}

/** One model over the studies at `positions`. */
export function writeModel(
  data: MeasureData,
  settings: ModelSettings,
  result: Estimable<Pooled>,
  positions: readonly number[],
): JsonObject {
  const head = { measure: data.measure, method: settings.method, test: settings.test };
  if (!result.estimable) return { ...head, k: positions.length, ...analysis(result, () => ({})) };
  const pooled = result.value;
  const prediction = predictionAsMetafor(pooled);
  const back = (value: number): number => data.back(value, positions);
  return {
    ...head,
    k: pooled.k,
    b: pooled.estimate,
    se: pooled.standardError,
    stat: figureOf(pooled.test, ({ statistic }) => statistic),
    ddf: pooled.degreesOfFreedom,
    p: figureOf(pooled.test, ({ pValue }) => pValue),
    ci_lb: pooled.interval.lower,
    ci_ub: pooled.interval.upper,
    ...limits('pi', prediction, (value) => value),
    ...limits('pi_riley', pooled.predictionIntervalKMinus2, (value) => value),
    back: {
      est: back(pooled.estimate),
      ci_lb: back(pooled.interval.lower),
      ci_ub: back(pooled.interval.upper),
      ...limits('pi', prediction, back),
      ...limits('pi_riley', pooled.predictionIntervalKMinus2, back),
    },
    tau2: pooled.tau2,
    se_tau2: figure(pooled.tau2StandardError),
    I2: pooled.iSquared,
    H2: pooled.hSquared,
    Q: pooled.q.q,
    Q_df: pooled.q.degreesOfFreedom,
    Q_p: pooled.q.pValue,
    logLik: pooled.logLikelihood,
    weights_percent: pooled.weightsPercent,
  };
}

/**
 * metafor predicts from a lone study (a subgroup of one) with its tau2 of zero, which repeats its confidence
 * interval. Kept in files so that they can be compared; the engine itself gives no such interval.
 */
function predictionAsMetafor(pooled: Pooled): Estimable<Interval> {
  return pooled.k === 1 && pooled.settings.method !== 'EE'
    ? { estimable: true, value: pooled.interval }
    : pooled.predictionInterval;
}

function limits(name: string, interval: Estimable<Interval>, change: (value: number) => number): JsonObject {
  return {
    [`${name}_lb`]: figureOf(interval, ({ lower }) => change(lower)),
    [`${name}_ub`]: figureOf(interval, ({ upper }) => change(upper)),
  };
}

/** I2 and H from Q, then tau2, tau, I2 and H2 with Q-profile limits for three estimators. */
export function writeHeterogeneity(data: MeasureData): JsonObject {
  const { effects, variances } = data;
  const fromQ = pool(effects, variances, { method: 'EE', test: 'z' });
  const profile = qProfile(interceptOnly(effects, variances));
  const byMethod = (['REML', 'DL', 'PM'] as const).map((method): [string, Json] => {
    const pooled = pool(effects, variances, { method: method satisfies Tau2Method, test: 'z' });
    const triple = (value: (pooled: Pooled) => number, ends: Estimable<Interval>): Json[] => [
      figureOf(pooled, value),
      figureOf(ends, ({ lower }) => lower),
      figureOf(ends, ({ upper }) => upper),
    ];
    const tau2 = mapEstimable(profile, (found) => found.tau2);
    const tau = mapEstimable(tau2, ({ lower, upper }) => ({ lower: Math.sqrt(lower), upper: Math.sqrt(upper) }));
    return [
      method,
      {
        how: 'Q-profile',
        tau2: triple((found) => found.tau2, tau2),
        tau: triple((found) => Math.sqrt(found.tau2), tau),
        I2: triple(
          (found) => found.iSquared,
          mapEstimable(profile, (found) => found.iSquared),
        ),
        H2: triple(
          (found) => found.hSquared,
          mapEstimable(profile, (found) => found.hSquared),
        ),
      },
    ];
  });
  return {
    from_Q: fromQ.estimable ? writeFromQ(fromQ.value.q.q, effects.length) : analysis(fromQ, () => ({})),
    ...Object.fromEntries(byMethod),
  };
}

function writeFromQ(q: number, k: number): JsonObject {
  return analysis(heterogeneityFromQ(q, k), (found) => ({
    I2: found.iSquared,
    I2_lb: figureOf(found.iSquaredInterval, ({ lower }) => lower),
    I2_ub: figureOf(found.iSquaredInterval, ({ upper }) => upper),
    H: found.h,
    H_lb: figureOf(found.hInterval, ({ lower }) => lower),
    H_ub: figureOf(found.hInterval, ({ upper }) => upper),
  }));
}
