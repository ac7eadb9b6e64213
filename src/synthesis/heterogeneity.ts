import { chiSquaredQuantile, normalQuantile } from './distributions.ts';
import { type Estimable, estimate, type Interval, notEstimable } from './estimable.ts';
import { type EffectData, fitWeighted, projectionTraces } from './leastSquares.ts';
import { solveGeneralizedQ, weightsAt } from './tau2.ts';

export interface HeterogeneityFromQ {
  /** Percent. */
  iSquared: number;
  iSquaredInterval: Estimable<Interval>;
  h: number;
  hInterval: Estimable<Interval>;
}

/**
 * I2 = (Q - df) / Q and H = sqrt(Q / df), with the test-based interval of Higgins and Thompson (2002,
 * Stat Med 21:1539). H is kept at 1 or more before its interval is taken. Needs two studies.
 */
export function heterogeneityFromQ(q: number, k: number, level = 0.95): Estimable<HeterogeneityFromQ> {
  if (k < 2) return notEstimable('one study');
  const freedom = k - 1;
  const h = Math.max(1, Math.sqrt(q / freedom));
  const error = logHError(q, k);
  const fromH = (value: number): number => (100 * (value ** 2 - 1)) / value ** 2;
  if (error === null) {
    const none = notEstimable('fewer than three studies');
    return estimate({ iSquared: fromH(h), iSquaredInterval: none, h, hInterval: none });
  }
  const reach = Math.exp(normalQuantile(1 - (1 - level) / 2) * error);
  const [low, high] = [Math.max(1, h / reach), Math.max(1, h * reach)];
  return estimate({
    iSquared: fromH(h),
    iSquaredInterval: estimate({ lower: fromH(low), upper: fromH(high) }),
    h,
    hInterval: estimate({ lower: low, upper: high }),
  });
}

function logHError(q: number, k: number): number | null {
  if (q > k) return (0.5 * (Math.log(q) - Math.log(k - 1))) / (Math.sqrt(2 * q) - Math.sqrt(2 * k - 3));
  if (k < 3) return null;
  return Math.sqrt((1 / (2 * (k - 2))) * (1 - 1 / (3 * (k - 2) ** 2)));
}

/** Limits of tau2 with I2 (percent) and H2 at them. */
export interface HeterogeneityLimits {
  tau2: Interval;
  iSquared: Interval;
  hSquared: Interval;
}

/**
 * Q-profile limits (Viechtbauer 2007, Stat Med 26:37): the tau2 at which the generalized Q equals the upper
 * and the lower chi-squared quantile. Where Q lies below even the lower one, both limits are zero.
 */
export function qProfile(data: EffectData, level = 0.95): Estimable<HeterogeneityLimits> {
  const freedom = data.effects.length - (data.design[0]?.length ?? 0);
  if (freedom < 1) return notEstimable('one study');
  const weights = weightsAt(data, 0);
  const fit = fitWeighted(data, weights);
  if (fit === null) return notEstimable('collinear moderators');
  const typical = freedom / projectionTraces(data.design, weights, fit.inverse).single(() => 1);
  const tail = (1 - level) / 2;
  const low = solveGeneralizedQ(data, chiSquaredQuantile(1 - tail, freedom));
  const high = solveGeneralizedQ(data, chiSquaredQuantile(tail, freedom));
  if (!low.estimable) return low;
  if (!high.estimable) return high;
  const tau2: Interval = { lower: low.value ?? 0, upper: high.value ?? 0 };
  const atLimits = (change: (value: number) => number): Interval => ({
    lower: change(tau2.lower),
    upper: change(tau2.upper),
  });
  return estimate({
    tau2,
    iSquared: atLimits((value) => (100 * value) / (value + typical)),
    hSquared: atLimits((value) => value / typical + 1),
  });
}
