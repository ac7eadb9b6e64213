import { ticks } from 'd3-array';
import { linearScale } from './scale.ts';
import { element } from './svg.ts';
import { textAt } from './text.ts';

/** A square-cornered plot with two linear axes, for scatters. */
export interface Plane {
  x: (value: number) => number;
  y: (value: number) => number;
  width: number;
  height: number;
  frame: string;
}

export interface PlaneAxis {
  domain: readonly [number, number];
  label: string;
  format: (value: number) => string;
  /** Values to mark; a handful of round ones unless told. */
  ticks?: readonly number[];
}

/** Narrow enough that its text is legible on a phone, where it cannot be drawn larger. */
export const scatterSize = { width: 380, height: 320 };

const margin = { top: 14, right: 18, bottom: 50, left: 56 };

/** Lays out a plane; `upsideDown` puts the y axis' low end at the top. */
export function layPlane(
  size: { width: number; height: number },
  xAxis: PlaneAxis,
  yAxis: PlaneAxis,
  upsideDown = false,
): Plane {
  const { width, height } = size;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const x = linearScale(xAxis.domain, [left, right]);
  const y = linearScale(yAxis.domain, upsideDown ? [top, bottom] : [bottom, top]);
  const xTicks = ticksOf(xAxis).flatMap((tick) => [
    element('line', { class: 'c-grid', x1: x(tick), x2: x(tick), y1: top, y2: bottom }),
    textAt(xAxis.format(tick), { x: x(tick), y: bottom + 18, className: 'c-tick', anchor: 'middle' }),
  ]);
  const yTicks = ticksOf(yAxis).flatMap((tick) => [
    element('line', { class: 'c-grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
    textAt(yAxis.format(tick), { x: left - 8, y: y(tick) + 4, className: 'c-tick', anchor: 'end' }),
  ]);
  const middle = (top + bottom) / 2;
  const frame = [
    ...xTicks,
    ...yTicks,
    element('path', { class: 'c-axis', fill: 'none', d: `M${left} ${top}V${bottom}H${right}` }),
    textAt(xAxis.label, { x: (left + right) / 2, y: bottom + 40, className: 'c-label', anchor: 'middle' }),
    element(
      'g',
      { transform: `rotate(-90 14 ${middle})` },
      textAt(yAxis.label, { x: 14, y: middle + 4, className: 'c-label', anchor: 'middle' }),
    ),
  ].join('');
  return { x, y, width, height, frame };
}

function ticksOf({ domain: [low, high], ticks: chosen }: PlaneAxis): readonly number[] {
  return (chosen ?? ticks(low, high, 5)).filter((tick) => tick >= low && tick <= high);
}
