import type { ResorptionResult } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';

/** A share with its interval, in words and as a drawing on a 0 to 100 % axis. */
export interface ShareView {
  share: string;
  counts: string | null;
  interval: string | null;
  drawing: IntervalDrawing | null;
}

/** Coordinates in a drawing `intervalWidth` wide: the whisker's path and the left edge of the square. */
export interface IntervalDrawing {
  label: string;
  whisker: string;
  squareX: number;
}

const axisStart = 2;
const axisLength = 132;
const squareSide = 8;

/** A reported share, or null where the text gives neither a percentage nor both counts. */
export function presentShare(
  site: Site,
  result: Pick<ResorptionResult, 'events' | 'total' | 'percent' | 'interval'>,
): ShareView | null {
  const percent = result.percent ?? percentOf(result);
  if (percent === null) return null;
  const { format, messages } = site;
  const share = format.percent(percent);
  const counts =
    result.events !== null && result.total !== null
      ? messages.resorptionOf(format.number(result.events), format.number(result.total))
      : null;
  if (!result.interval) return { share, counts, interval: null, drawing: null };
  const low = format.percent(result.interval.low);
  const high = format.percent(result.interval.high);
  return {
    share,
    counts,
    interval: messages.interval(low, high),
    drawing: {
      label: messages.intervalLabel(share, low, high),
      whisker: `M${position(result.interval.low)} 7H${position(result.interval.high)}`,
      squareX: round(position(percent) - squareSide / 2),
    },
  };
}

function percentOf({ events, total }: Pick<ResorptionResult, 'events' | 'total'>): number | null {
  return events !== null && total !== null && total > 0 ? (100 * events) / total : null;
}

function position(percent: number): number {
  return round(axisStart + (axisLength * percent) / 100);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
