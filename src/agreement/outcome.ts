/** Why a figure of agreement has no value. The page turns each into a sentence; none is ever shown as a number. */
export const undefinedReasons = [
  'no ratings',
  'one rater',
  'no unit rated twice',
  'one category on the scale',
  'no variation',
  'needs two raters',
  'a pair of raters without variation',
  'a rater without ratings',
] as const;
export type UndefinedReason = (typeof undefinedReasons)[number];

/** Lower and upper end. */
export interface Interval {
  lower: number;
  upper: number;
}

/** What a defined figure and an undefined one both can say. */
interface Observation {
  /** Agreement seen, 0..1; null where no unit was rated twice. */
  observed: number | null;
  /** Agreement expected by chance, 0..1; null where it was not worked out. */
  expected: number | null;
  /** Units that have a rating and so count. */
  units: number;
}

export interface DefinedAgreement extends Observation {
  defined: true;
  estimate: number;
  /** Null where it cannot be had: a single unit, or a figure without a formula for it. */
  standardError: number | null;
  /** 95 %; null together with the standard error. */
  interval: Interval | null;
  /** Two-sided, of the hypothesis that the coefficient is 0; null together with the standard error. */
  p: number | null;
}

export interface UndefinedAgreement extends Observation {
  defined: false;
  reason: UndefinedReason;
}

/** A figure, or why there is none. The arithmetic never hands out NaN. */
export type Agreement = DefinedAgreement | UndefinedAgreement;

export function undefinedAgreement(
  reason: UndefinedReason,
  { observed = null, expected = null, units = 0 }: Partial<Observation> = {},
): UndefinedAgreement {
  return { defined: false, reason, observed, expected, units };
}

/** The value, or null where it is undefined: for tables and files that have a word for "none". */
export function estimateOrNull(agreement: Agreement): number | null {
  return agreement.defined ? agreement.estimate : null;
}
