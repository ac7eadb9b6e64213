/** Why a figure cannot be given. The page turns each into a sentence; none is ever shown as a number. */
export const reasons = [
  'no studies',
  'one study',
  'fewer than three studies',
  'too few studies for the number of coefficients',
  'no variation between studies',
  'no variation in the predictor',
  'collinear moderators',
  'zero standard error',
  'no between-study variance in this model',
  'no events in one of the groups',
  'all shares are equal',
  'did not converge',
  'no finite maximum',
] as const;
export type Reason = (typeof reasons)[number];

export interface NotEstimable {
  estimable: false;
  reason: Reason;
}

/** Either a value or the reason why there is none: the arithmetic never hands out NaN. */
export type Estimable<T> = { estimable: true; value: T } | NotEstimable;

export function estimate<T>(value: T): Estimable<T> {
  return { estimable: true, value };
}

export function notEstimable(reason: Reason): NotEstimable {
  return { estimable: false, reason };
}

/** The value, or null where it is not estimable: for tables and files that have a word for "none". */
export function valueOrNull<T>(result: Estimable<T>): T | null {
  return result.estimable ? result.value : null;
}

export function mapEstimable<T, U>(result: Estimable<T>, change: (value: T) => U): Estimable<U> {
  return result.estimable ? estimate(change(result.value)) : result;
}

/** Lower and upper end. */
export interface Interval {
  lower: number;
  upper: number;
}
