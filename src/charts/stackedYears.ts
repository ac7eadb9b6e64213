import { element, escapeXml } from './svg.ts';

/** One part of a year's bar. */
export interface StackPart {
  year: number;
  /** Which layer it belongs to; layers lie on one another in this order, the first one lowest. */
  layer: number;
  count: number;
}

export interface StackedYears {
  /** What it shows, in words. */
  label: string;
  parts: readonly StackPart[];
  first: number;
  last: number;
  width: number;
  height: number;
}

/**
 * Counts a year as bars with layers; the fullest year takes the whole height. It holds no text, so that it can be
 * drawn as wide as its place: years and layers are named beside it.
 */
export function stackedYears({ label, parts, first, last, width, height }: StackedYears): string {
  const totals = new Map<number, number>();
  for (const { year, count } of parts) totals.set(year, (totals.get(year) ?? 0) + count);
  const most = Math.max(1, ...totals.values());
  const step = width / (last - first + 1);
  const gap = Math.min(1.6, step * 0.2);
  const tops = new Map<number, number>();
  const bars = [...parts]
    .sort((a, b) => a.layer - b.layer)
    .map(({ year, layer, count }) => {
      const below = tops.get(year) ?? 0;
      tops.set(year, below + count);
      return element('rect', {
        'data-layer': layer,
        x: (year - first) * step,
        y: height - (height * (below + count)) / most,
        width: Math.max(0.5, step - gap),
        height: (height * count) / most,
      });
    });
  return `<svg class="bars stacked" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${escapeXml(label)}">${bars.join('')}</svg>`;
}
