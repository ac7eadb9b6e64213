import type { YearCount } from '../../catalog/answers.ts';

/** Counts per year as bars in a drawing of the given size; the fullest year takes the whole height. */
export interface YearBars {
  width: number;
  height: number;
  first: number;
  last: number;
  most: number;
  bars: YearBar[];
}

export interface YearBar {
  x: number;
  y: number;
  width: number;
  height: number;
  /** False for years outside the chosen range: drawn faint. */
  chosen: boolean;
}

export interface YearRange {
  from: number | null;
  to: number | null;
}

/** @returns null where there is no year to draw. */
export function yearBars(
  years: readonly YearCount[],
  size: { width: number; height: number },
  range: YearRange = { from: null, to: null },
): YearBars | null {
  const first = years[0]?.year;
  const last = years.at(-1)?.year;
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...years.map((entry) => entry.count));
  const step = size.width / (last - first + 1);
  const gap = Math.min(1.4, step * 0.22);
  const bars = years
    .filter((entry) => entry.count > 0)
    .map((entry): YearBar => {
      const height = round(Math.max(1.5, (size.height * entry.count) / most));
      return {
        x: round((entry.year - first) * step),
        y: round(size.height - height),
        width: round(step - gap),
        height,
        chosen: entry.year >= (range.from ?? first) && entry.year <= (range.to ?? last),
      };
    });
  return { ...size, first, last, most, bars };
}

/** Counts on a common axis, so that drawings beside one another can be compared year by year. */
export function onAxis(years: readonly YearCount[], first: number, last: number): YearCount[] {
  const counts = new Map(years.map((entry) => [entry.year, entry.count]));
  return Array.from({ length: last - first + 1 }, (_, offset) => ({
    year: first + offset,
    count: counts.get(first + offset) ?? 0,
  }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
