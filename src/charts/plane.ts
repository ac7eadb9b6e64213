import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { element } from './svg.ts';
import { textAt } from './text.ts';

/** A square-cornered plot with two linear axes, for scatters. */
export interface Plane {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
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

const margin = { top: 14, right: 18, bottom: 50, left: 62 };

/** Lays out a plane; `upsideDown` puts the y axis' low end at the top. */
export function layPlane(
  size: { width: number; height: number },
  xAxis: PlaneAxis,
  yAxis: PlaneAxis,
  upsideDown = false,
): Plane {
  const { width, height } = size;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const x = scaleLinear()
    .domain([...xAxis.domain])
    .range([left, right]);
  const y = scaleLinear()
    .domain([...yAxis.domain])
    .range(upsideDown ? [top, bottom] : [bottom, top]);
  const xTicks = within(xAxis.ticks ?? x.ticks(5), xAxis).flatMap((tick) => [
    element('line', { class: 'c-grid', x1: x(tick), x2: x(tick), y1: top, y2: bottom }),
    textAt(xAxis.format(tick), { x: x(tick), y: bottom + 18, className: 'c-tick', anchor: 'middle' }),
  ]);
  const yTicks = within(yAxis.ticks ?? y.ticks(5), yAxis).flatMap((tick) => [
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

function within(ticks: readonly number[], { domain: [low, high] }: PlaneAxis): readonly number[] {
  return ticks.filter((tick) => tick >= low && tick <= high);
}
