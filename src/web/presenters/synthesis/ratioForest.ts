import type { Estimated, PooledSet } from '../../../catalog/synthesis/analysis.ts';
import type { ForestModel, ForestSummary } from '../../../charts/forestModel.ts';
import type { TableCounts, TableMeasure } from '../../../synthesis/tables.ts';
import type { Site } from '../../site.ts';
import { createNumbers } from './numbers.ts';
import { drawBoth } from './shareForest.ts';

export interface RatioRow extends TableCounts {
  label: string;
  href: string | null;
  mark: string;
}

export interface RatioForest {
  id: string;
  title: string;
  measure: TableMeasure;
  axisLabel: string;
  column: string;
  groups: readonly { heading: string | null; rows: readonly RatioRow[]; set: PooledSet }[];
}

/** A forest plot of ratios on a log axis, or of differences on a plain one; a diamond from two studies on. */
export function drawRatioForest(site: Site, forest: RatioForest): string[] {
  const { format, messages } = site;
  const words = messages.synthesis;
  const numbers = createNumbers(site);
  const studies = forest.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const all = forest.groups.flatMap(({ set }) => [...set.studies, ...(set.pooled.estimable ? [set.pooled.value] : [])]);
  const [only] = forest.groups;
  const pooled =
    forest.groups.length === 1 && only?.set.pooled.estimable && only.set.k > 1
      ? words.ratioPooledIs(numbers.ratioText(only.set.pooled.value))
      : '';
  return drawBoth({
    id: forest.id,
    title: forest.title,
    description: words.forestDescription(words.studies(studies, format.number(studies)), pooled),
    columns: {
      study: words.columnStudy,
      counts: words.columnCounts,
      estimate: forest.column,
      ...(forest.groups.some(({ rows }) => rows.length > 1) ? { weight: words.columnWeight } : {}),
    },
    axis: effectAxis(forest.measure, forest.axisLabel, all),
    groups: forest.groups.map(({ heading, rows, set }) => ({
      ...(heading === null ? {} : { heading }),
      rows: rows.map((row, index) => {
        const study = set.studies[index];
        const { ai, bi, ci, di } = row;
        return {
          label: row.label,
          ...(row.href === null ? {} : { href: row.href }),
          ...(row.mark === '' ? {} : { mark: row.mark }),
          counts: words.ratioArms(`${ai}/${ai + bi}`, `${ci}/${ci + di}`),
          estimate: study ? drawn(study) : null,
          text: study ? numbers.ratioText(study) : words.notEstimable,
          ...(rows.length > 1 && study
            ? { weight: study.weightPercent, weightText: `${numbers.decimal(study.weightPercent, 1)}%` }
            : {}),
        };
      }),
      ...(rows.length > 1 ? { summary: ratioSummary(site, set) } : {}),
    })),
  });
}

function ratioSummary(site: Site, set: PooledSet): ForestSummary {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const base = { label: words.pooled, detail: words.studies(set.k, site.format.number(set.k)) };
  if (!set.pooled.estimable || set.k < 2) {
    return {
      ...base,
      estimate: null,
      text: set.pooled.estimable ? words.notEstimable : numbers.orReason(set.pooled, () => ''),
    };
  }
  const { prediction } = set;
  return {
    ...base,
    estimate: drawn(set.pooled.value),
    text: numbers.ratioText(set.pooled.value),
    ...(prediction.estimable
      ? {
          prediction: {
            label: words.prediction,
            ...prediction.value,
            text: site.messages.interval(
              numbers.decimal(prediction.value.lower, 2),
              numbers.decimal(prediction.value.upper, 2),
            ),
          },
        }
      : {}),
    ...(set.k === 2 ? { note: words.twoStudiesNote } : {}),
  };
}

/** Wide enough for what is drawn, within reason: intervals beyond a hundredfold end in an arrow. */
export function effectAxis(measure: TableMeasure, label: string, all: readonly Estimated[]): ForestModel['axis'] {
  if (measure === 'RD') {
    const ticks = [-1, -0.5, 0, 0.5, 1];
    return { domain: [-1, 1], ticks, format: (value) => String(value).replace('-', '−'), label, reference: 0 };
  }
  const ends = all.flatMap(({ interval }) => [interval.lower, interval.upper]).filter((end) => end > 0 && end < 1e6);
  const low = Math.min(0.5, ...ends.map((end) => Math.max(end, 0.01)));
  const high = Math.max(2, ...ends.map((end) => Math.min(end, 100)));
  const candidates = [0.01, 0.1, 0.5, 1, 2, 10, 100];
  const ticks = candidates.filter((tick) => tick >= low && tick <= high);
  return { domain: [low, high], ticks, format: String, label, log: true, reference: 1 };
}

function drawn({ value, interval }: Estimated): { value: number; lower: number; upper: number } {
  return { value, lower: interval.lower, upper: interval.upper };
}

/** Pooled ratios in a column: without each study, or after each further one. */
export function drawRatioSequence(
  site: Site,
  chart: { id: string; title: string; description: string; axisLabel: string; column: string; measure: TableMeasure },
  rows: readonly { label: string; estimate: Estimated | null; text: string }[],
): string[] {
  const { id, title, description } = chart;
  const found = rows.flatMap(({ estimate }) => estimate ?? []);
  return drawBoth({
    ...{ id, title, description },
    columns: { study: site.messages.synthesis.columnStudy, estimate: chart.column },
    axis: effectAxis(chart.measure, chart.axisLabel, found),
    groups: [
      { rows: rows.map(({ label, estimate, text }) => ({ label, text, estimate: estimate && drawn(estimate) })) },
    ],
  });
}
