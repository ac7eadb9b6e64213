import { max } from 'd3-array';
import { chart, type Described, element, escapeXml } from './svg.ts';
import { textAt } from './text.ts';

export interface YearHistogram extends Described {
  /** Records a year; years between the first and the last without any are drawn empty. */
  counts: ReadonlyMap<number, number>;
  /** Years chosen, both included; all of them where null. */
  selected: { from: number; to: number } | null;
  /** Words for one bar: "2016: 12 records". */
  describeBar: (year: number, count: number) => string;
}

const width = 264;
const base = 56;

/** Bars a year, those inside the chosen span in the accent colour, with the first, middle and last year named. */
export function yearHistogram(histogram: YearHistogram): string {
  const years = [...histogram.counts.keys()];
  if (years.length === 0) return chart(histogram, { width, height: 78, className: 'chart-years' }, axisLine());
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const step = width / (last - first + 1);
  const most = max(histogram.counts.values()) ?? 1;
  const isSelected = (year: number): boolean =>
    histogram.selected === null || (year >= histogram.selected.from && year <= histogram.selected.to);
  const bars = years.map((year) => {
    const count = histogram.counts.get(year) ?? 0;
    const height = count === 0 ? 0 : Math.max(2, (48 * count) / most);
    return element(
      'rect',
      {
        class: isSelected(year) ? 'c-bar-selected' : 'c-bar',
        x: (year - first) * step,
        y: base - height,
        width: Math.min(24, Math.max(1, step - 1.2)),
        height,
      },
      element('title', {}, escapeXml(histogram.describeBar(year, count))),
    );
  });
  const middle = Math.round((first + last) / 2);
  const label = (year: number, x: number, anchor: 'start' | 'middle' | 'end'): string =>
    textAt(String(year), { x, y: 73, className: 'c-tick', anchor });
  return chart(
    histogram,
    { width, height: 78, className: 'chart-years' },
    ...bars,
    axisLine(),
    label(first, 0, 'start'),
    last - first > 3 ? label(middle, width / 2, 'middle') : '',
    last > first ? label(last, width, 'end') : '',
  );
}

function axisLine(): string {
  return element('line', { class: 'c-axis', x1: 0, x2: width, y1: base + 0.5, y2: base + 0.5 });
}
