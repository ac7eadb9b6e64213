import type { Effect } from './effects.ts';
import { harmonicMean } from './sums.ts';

/** Logit, Freeman-Tukey double arcsine, arcsine, log and raw share. */
export const proportionMeasures = ['PLO', 'PFT', 'PAS', 'PLN', 'PR'] as const;
export type ProportionMeasure = (typeof proportionMeasures)[number];

/** `events` out of `total`, whole numbers with 0 <= events <= total and total >= 1. */
export interface ProportionCounts {
  events: number;
  total: number;
}

/**
 * The effect of one study with its sampling variance.
 *
 * Logit, log and raw shares take half an event more on both sides where a study has no events or no
 * non-events (only that study); the arcsine family needs no correction.
 */
export function proportionEffect(measure: ProportionMeasure, counts: ProportionCounts): Effect {
  switch (measure) {
    case 'PFT':
      return { value: doubleArcsine(counts.events, counts.total), variance: 1 / (4 * counts.total + 2) };
    case 'PAS':
      return { value: Math.asin(Math.sqrt(counts.events / counts.total)), variance: 1 / (4 * counts.total) };
    default: {
      const { events, total } = withoutZeroCell(counts);
      const share = events / total;
      if (measure === 'PLO') {
        return { value: Math.log(events / (total - events)), variance: 1 / events + 1 / (total - events) };
      }
      if (measure === 'PLN') return { value: Math.log(share), variance: 1 / events - 1 / total };
      return { value: share, variance: (share * (1 - share)) / total };
    }
  }
}

function withoutZeroCell({ events, total }: ProportionCounts): ProportionCounts {
  return events === 0 || events === total ? { events: events + 0.5, total: total + 1 } : { events, total };
}

function doubleArcsine(events: number, total: number): number {
  return (Math.asin(Math.sqrt(events / (total + 1))) + Math.asin(Math.sqrt((events + 1) / (total + 1)))) / 2;
}

/**
 * A value on the pooling scale as a share. `totals` are those of the pooled studies; only the double arcsine
 * needs them (Miller 1978, Am Stat 32:138, with their harmonic mean). Log and raw shares are not cut at 0 or 1:
 * a limit outside says that the scale does not fit.
 */
export function proportionFromEffect(measure: ProportionMeasure, value: number, totals: readonly number[]): number {
  switch (measure) {
    case 'PLO':
      return 1 / (1 + Math.exp(-value));
    case 'PAS':
      return Math.sin(Math.min(Math.max(value, 0), Math.PI / 2)) ** 2;
    case 'PLN':
      return Math.exp(value);
    case 'PR':
      return value;
    case 'PFT':
      return inverseDoubleArcsine(value, harmonicMean(totals));
  }
}

function inverseDoubleArcsine(value: number, total: number): number {
  if (value <= doubleArcsine(0, total)) return 0;
  if (value >= doubleArcsine(total, total)) return 1;
  const sine = Math.sin(2 * value);
  const inner = sine + (sine - 1 / sine) / total;
  const share = (1 - Math.sign(Math.cos(2 * value)) * Math.sqrt(Math.max(0, 1 - inner ** 2))) / 2;
  return Math.min(Math.max(share, 0), 1);
}
