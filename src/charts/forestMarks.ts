import type { PlacedAxis } from './axis.ts';
import type { ForestEstimate } from './forestModel.ts';
import { element, pathThrough } from './svg.ts';

/** Side of the largest square; the area of a square follows its study's weight. */
const largestSide = 15;
const smallestSide = 4;

/** A study: square by weight and whisker, with an arrow where the interval leaves the plot. */
export function studyMark(estimate: ForestEstimate, y: number, axis: PlacedAxis, weightShare: number | null): string {
  const side = Math.max(smallestSide, largestSide * Math.sqrt(weightShare ?? 0.3));
  const x = axis.at(estimate.value);
  const [left, right] = [axis.at(estimate.lower), axis.at(estimate.upper)];
  const square = element('rect', { class: 'c-square', x: x - side / 2, y: y - side / 2, width: side, height: side });
  return [
    element('line', { class: 'c-whisker', x1: left, x2: right, y1: y, y2: y }),
    ...(['lower', 'upper'] as const).map((end) => arrow(axis, estimate[end], y, 'c-arrow')),
    axis.beyond(estimate.value) === null ? square : '',
  ].join('');
}

/** A pooled value: its ends are the interval's. */
export function diamond(estimate: ForestEstimate, y: number, axis: PlacedAxis): string {
  const [left, middle, right] = [axis.at(estimate.lower), axis.at(estimate.value), axis.at(estimate.upper)];
  const half = 7.5;
  return [
    element('path', {
      class: 'c-diamond',
      d: pathThrough(
        [
          [left, y],
          [middle, y - half],
          [right, y],
          [middle, y + half],
        ],
        true,
      ),
    }),
    arrow(axis, estimate.lower, y, 'c-arrow'),
    arrow(axis, estimate.upper, y, 'c-arrow'),
  ].join('');
}

/** A prediction interval: a thin bar with ends. */
export function predictionBar(interval: { lower: number; upper: number }, y: number, axis: PlacedAxis): string {
  const [left, right] = [axis.at(interval.lower), axis.at(interval.upper)];
  const end = (value: number, x: number): string =>
    axis.beyond(value) === null
      ? element('line', { class: 'c-prediction-end', x1: x, x2: x, y1: y - 5, y2: y + 5 })
      : arrow(axis, value, y, 'c-prediction-arrow');
  return [
    element('rect', { class: 'c-prediction', x: left, y: y - 1.5, width: Math.max(0, right - left), height: 3 }),
    end(interval.lower, left),
    end(interval.upper, right),
  ].join('');
}

function arrow(axis: PlacedAxis, value: number, y: number, className: string): string {
  const side = axis.beyond(value);
  if (side === null) return '';
  const [tip, back] = side === 'left' ? [axis.left - 1, axis.left + 7] : [axis.right + 1, axis.right - 7];
  return element('path', {
    class: className,
    d: pathThrough(
      [
        [tip, y],
        [back, y - 5],
        [back, y + 5],
      ],
      true,
    ),
  });
}
