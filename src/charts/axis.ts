import { clamp, linearScale } from './scale.ts';
import { element } from './svg.ts';
import { textAt } from './text.ts';

/** The horizontal axis of an effect. */
export interface EffectAxis {
  /** Lowest and highest value drawn; above zero where `log`. */
  domain: readonly [number, number];
  ticks: readonly number[];
  format: (value: number) => string;
  /** Under the ticks: what is measured, and in what. */
  label: string;
  log?: boolean;
  /** A value to draw a line at: 1 for a ratio, say. */
  reference?: number;
}

export interface PlacedAxis {
  /** Position of a value, held inside the plot. */
  at: (value: number) => number;
  /** On which side a value leaves the plot, if it does. */
  beyond: (value: number) => 'left' | 'right' | null;
  left: number;
  right: number;
}

export function placeAxis({ domain: [low, high], log = false }: EffectAxis, left: number, right: number): PlacedAxis {
  const measure = log ? Math.log : (value: number): number => value;
  const scale = linearScale([measure(low), measure(high)], [left, right]);
  return {
    at: (value) => scale(measure(clamp(value, low, high))),
    beyond: (value) => (value < low ? 'left' : value > high ? 'right' : null),
    left,
    right,
  };
}

/** A stretch of the plot from top to bottom that has nothing but marks in it. */
export type Band = readonly [number, number];

/** Grid lines through the bands, tick labels and the axis label under the plot. */
export function drawAxis(
  axis: EffectAxis,
  placed: PlacedAxis,
  bands: readonly Band[],
  bottom: number,
): { back: string; front: string } {
  const grid = axis.ticks.map((tick) =>
    lineThrough(bands, placed.at(tick), tick === axis.reference ? 'c-reference' : 'c-grid'),
  );
  const labels = axis.ticks.map((tick) =>
    textAt(axis.format(tick), { x: placed.at(tick), y: bottom + 18, className: 'c-tick', anchor: 'middle' }),
  );
  return {
    back: grid.join(''),
    front: [
      element('line', { class: 'c-axis', x1: placed.left, x2: placed.right, y1: bottom, y2: bottom }),
      ...labels,
      textAt(axis.label, {
        x: (placed.left + placed.right) / 2,
        y: bottom + 38,
        className: 'c-label',
        anchor: 'middle',
      }),
    ].join(''),
  };
}

/** An upright line, only where there is no text in its way. */
export function lineThrough(bands: readonly Band[], x: number, className: string): string {
  return bands
    .map(([top, bottom]) => element('line', { class: className, x1: x, x2: x, y1: top, y2: bottom }))
    .join('');
}
