import type { Estimated } from '../../../catalog/synthesis/analysis.ts';
import type { Estimable, Interval } from '../../../synthesis/estimable.ts';
import { localeTags } from '../../locale.ts';
import type { Site } from '../../site.ts';

/** Statistics as a reader of one language sees them. Nothing here is ever NaN: what has no value has a reason. */
export interface Numbers {
  /** A number to so many places; very large ones as they are, infinity as a sign. */
  decimal(value: number, places: number): string;
  /** A share 0 to 1 in percent, to one place, without the sign: "73.9". */
  hundredths(share: number): string;
  /** With the sign: "73.9%". */
  percent(share: number): string;
  /** "73.9 (46.4 to 90.2)" */
  shareText(estimated: Estimated): string;
  /** "73.9% (46.4 to 90.2)" */
  percentText(estimated: Estimated): string;
  /** "46.4% to 90.2%" */
  shareInterval(interval: Interval): string;
  /** "2.93 (0.60 to 14.2)" */
  ratioText(estimated: Estimated): string;
  /** "< 0.001" or "= 0.012" */
  pValue(p: number): string;
  /** Its words, or why there is none. */
  orReason<Value>(result: Estimable<Value>, words: (value: Value) => string): string;
}

export function createNumbers({ locale, messages }: Site): Numbers {
  const words = messages.synthesis;
  const decimal = (value: number, places: number): string => {
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
    const options = { minimumFractionDigits: places, maximumFractionDigits: places };
    return value.toLocaleString(localeTags[locale].intl, options).replace('-', '−');
  };
  const hundredths = (share: number): string => decimal(100 * share, 1);
  const percent = (share: number): string => `${hundredths(share)}%`;
  // Three figures that count, so that 0.04 and 14.2 are told as exactly as each other.
  const ratio = (value: number): string => decimal(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
  return {
    decimal,
    hundredths,
    percent,
    shareText: ({ value, interval }) =>
      words.withInterval(hundredths(value), hundredths(interval.lower), hundredths(interval.upper)),
    percentText: ({ value, interval }) =>
      words.withInterval(percent(value), hundredths(interval.lower), hundredths(interval.upper)),
    shareInterval: ({ lower, upper }) => messages.interval(percent(lower), percent(upper)),
    ratioText: ({ value, interval }) => words.withInterval(ratio(value), ratio(interval.lower), ratio(interval.upper)),
    pValue: (p) => (p < 0.001 ? words.less('0.001') : words.equals(decimal(p, p < 0.01 ? 3 : 2))),
    orReason: (result, say) =>
      result.estimable ? say(result.value) : `${words.notEstimable} (${words.reasonNames[result.reason]})`,
  };
}
