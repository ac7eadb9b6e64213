import { chart, type Described, element } from './svg.ts';

export interface IntervalStrip extends Described {
  value: number;
  lower: number;
  upper: number;
  /** Ends of the strip, 0 and 1 for a share. */
  domain: readonly [number, number];
}

/** One value with its interval on a strip as wide as eight words, with a tick at the middle of the scale. */
export function intervalStrip(strip: IntervalStrip): string {
  const [low, high] = strip.domain;
  const at = (value: number): number => 4 + (128 * (Math.min(Math.max(value, low), high) - low)) / (high - low);
  return chart(
    strip,
    { width: 136, height: 18, className: 'chart-interval' },
    element('line', { class: 'c-axis', x1: 4, x2: 132, y1: 14, y2: 14 }),
    element('line', { class: 'c-axis', x1: 68, x2: 68, y1: 11, y2: 17 }),
    element('line', { class: 'c-whisker', x1: at(strip.lower), x2: at(strip.upper), y1: 7, y2: 7 }),
    element('rect', { class: 'c-square', x: at(strip.value) - 4, y: 3, width: 8, height: 8 }),
  );
}
