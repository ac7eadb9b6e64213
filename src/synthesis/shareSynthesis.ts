import { type Estimable, type Interval, mapEstimable, notEstimable } from './estimable.ts';
import { type HeterogeneityLimits, qProfile } from './heterogeneity.ts';
import { interceptOnly } from './leastSquares.ts';
import type { ModelSettings } from './mixedModel.ts';
import { defaultSettings, type Pooled, pool } from './pool.ts';
import {
  type ProportionCounts,
  type ProportionMeasure,
  proportionEffect,
  proportionFromEffect,
} from './proportions.ts';
import { wilsonInterval } from './singleProportion.ts';

export interface ShareSettings {
  measure: ProportionMeasure;
  model: ModelSettings;
}

/** Logit, REML, Knapp-Hartung never below Wald: why is said in docs/synthesis.md. */
export const defaultShareSettings: ShareSettings = { measure: 'PLO', model: defaultSettings };

/** A share 0..1 with its interval. */
export interface ShareEstimate {
  share: number;
  interval: Interval;
}

export interface ShareSynthesis {
  k: number;
  events: number;
  total: number;
  /** Each study with its own Wilson interval and its percent of the weight, in the order given. */
  studies: (ShareEstimate & { weightPercent: number })[];
  /** Back on the scale of shares. One study gives itself, with its Wilson interval. */
  pooled: Estimable<ShareEstimate>;
  /** Where the share of a further study would lie (t on k - 2). */
  prediction: Estimable<Interval>;
  /** On the pooling scale, for tau2, Q and the tests. */
  model: Estimable<Pooled>;
  /** Q-profile limits of tau2, I2 and H2. */
  limits: Estimable<HeterogeneityLimits>;
}

/** Pools shares of studies with whole counts (0 <= events <= total, total >= 1) and brings the result back to shares. */
export function synthesizeShares(
  studies: readonly ProportionCounts[],
  { measure, model: settings }: ShareSettings = defaultShareSettings,
): ShareSynthesis {
  const effects = studies.map((study) => proportionEffect(measure, study));
  const [values, variances] = [effects.map(({ value }) => value), effects.map(({ variance }) => variance)];
  const totals = studies.map(({ total }) => total);
  const asShare = (value: number): number => clampShare(proportionFromEffect(measure, value, totals));
  const asShares = ({ lower, upper }: Interval): Interval => ({ lower: asShare(lower), upper: asShare(upper) });
  const model = pool(values, variances, settings);
  const own = studies.map(({ events, total }) => ({
    share: events / total,
    interval: wilsonInterval(events, total),
  }));
  const [only] = own;
  return {
    k: studies.length,
    events: studies.reduce((sum, { events }) => sum + events, 0),
    total: totals.reduce((sum, total) => sum + total, 0),
    studies: own.map((study, index) => ({
      ...study,
      weightPercent: model.estimable ? (model.value.weightsPercent[index] ?? 0) : 0,
    })),
    pooled:
      studies.length === 1 && only !== undefined
        ? { estimable: true, value: only }
        : mapEstimable(model, ({ estimate, interval }) => ({ share: asShare(estimate), interval: asShares(interval) })),
    prediction: model.estimable ? mapEstimable(model.value.predictionIntervalKMinus2, asShares) : model,
    model,
    limits: studies.length < 2 ? notEstimable('one study') : qProfile(interceptOnly(values, variances)),
  };
}

/** Log and raw shares may run past the ends when pooled; a page shows the end. */
function clampShare(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}
