import type { Estimated, PooledSet } from '../../../catalog/synthesis/analysis.ts';
import { forestPlot, forestPlotNarrow } from '../../../charts/forest.ts';
import type {
  ForestEstimate,
  ForestGroup,
  ForestModel,
  ForestReference,
  ForestRow,
  ForestSummary,
} from '../../../charts/forestModel.ts';
import type { Site } from '../../site.ts';
import { createNumbers } from './numbers.ts';

/** One study of a forest plot of shares, or one step of a sequence of pooled shares. */
export interface ShareRow {
  label: string;
  fullLabel: string;
  href: string | null;
  mark: string;
  events: number;
  total: number;
}

export interface ShareGroup {
  heading: string | null;
  rows: readonly ShareRow[];
  set: PooledSet;
  /** What published reviews have pooled of the same. */
  references?: readonly ForestReference[];
}

export interface ShareForest {
  id: string;
  title: string;
  axisLabel: string;
  groups: readonly ShareGroup[];
  /** All groups together, where they may be pooled. */
  overall: PooledSet | null;
  /** A study may then stand in several groups, so that what is counted are results. */
  isByType: boolean;
}

/** A forest plot of shares, wide and narrow. */
export function drawShareForest(site: Site, forest: ShareForest): string[] {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const sets = forest.groups.map(({ set }) => set);
  const count = sets.reduce((sum, { k }) => sum + k, 0);
  const countOf = forest.isByType
    ? (k: number) => words.results(k, site.format.number(k))
    : (k: number) => words.studies(k, site.format.number(k));
  const only = forest.overall ?? (sets.length === 1 ? sets[0] : undefined);
  const pooled = only?.pooled.estimable && only.k > 1 ? words.pooledIs(numbers.shareText(only.pooled.value)) : '';
  return drawBoth({
    id: forest.id,
    title: forest.title,
    description: [
      words.forestDescription(countOf(count), pooled),
      ...forest.groups.flatMap(({ heading, references = [] }) =>
        references.length === 0
          ? []
          : [words.publishedIs(heading ?? '', references.map(({ label, text }) => `${label} ${text}%`).join('; '))],
      ),
    ].join(' '),
    columns: {
      study: words.columnStudy,
      counts: words.columnCounts,
      estimate: words.columnShare,
      ...(forest.groups.some(({ rows }) => rows.length > 1) ? { weight: words.columnWeight } : {}),
    },
    axis: percentAxis(forest.axisLabel),
    groups: forest.groups.map((group) => forestGroup(site, group, forest.overall)),
    ...(forest.overall
      ? { overall: { ...summaryOf(site, forest.overall, words.allGroups), detail: countOf(forest.overall.k) } }
      : {}),
  });
}

/** Pooled shares in a column: without each study, or after each further one. */
export function drawShareSequence(
  site: Site,
  chart: { id: string; title: string; description: string; axisLabel: string },
  rows: readonly { label: string; estimate: Estimated | null; text: string }[],
): string[] {
  const words = site.messages.synthesis;
  return drawBoth({
    id: chart.id,
    title: chart.title,
    description: chart.description,
    columns: { study: words.columnStudy, estimate: words.columnShare },
    axis: percentAxis(chart.axisLabel),
    groups: [
      {
        rows: rows.map(({ label, estimate, text }) => ({
          label,
          estimate: estimate === null ? null : inPercent(estimate),
          text,
        })),
      },
    ],
  });
}

export function drawBoth(model: ForestModel): string[] {
  return [forestPlot(model), forestPlotNarrow(model)];
}

function forestGroup(
  site: Site,
  { heading, rows, set, references = [] }: ShareGroup,
  overall: PooledSet | null,
): ForestGroup {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const weightOf = (index: number): number => set.studies[index]?.weightPercent ?? 0;
  const drawn = rows.map((row, index): ForestRow => {
    const study = set.studies[index];
    return {
      label: row.label,
      fullLabel: row.fullLabel,
      ...(row.href === null ? {} : { href: row.href }),
      ...(row.mark === '' ? {} : { mark: row.mark }),
      counts: `${site.format.number(row.events)} / ${site.format.number(row.total)}`,
      estimate: study ? inPercent(study) : null,
      text: study ? numbers.shareText(study) : words.notEstimable,
      ...(rows.length > 1 ? { weight: weightOf(index), weightText: `${numbers.decimal(weightOf(index), 1)}%` } : {}),
    };
  });
  return {
    ...(heading === null ? {} : { heading }),
    references,
    rows: drawn,
    ...(rows.length > 1
      ? { summary: summaryOf(site, set, heading === null && !overall ? words.allPooled : words.pooled) }
      : {}),
  };
}

/** A diamond with its figures, or the reason why there is none. */
export function summaryOf(site: Site, set: PooledSet, label: string): ForestSummary {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const studies = words.studies(set.k, site.format.number(set.k));
  if (!set.pooled.estimable) {
    return { label, detail: studies, estimate: null, text: numbers.orReason(set.pooled, () => '') };
  }
  return {
    label,
    detail: studies,
    estimate: inPercent(set.pooled.value),
    text: numbers.shareText(set.pooled.value),
    ...(set.prediction.estimable
      ? {
          prediction: {
            label: words.prediction,
            lower: 100 * set.prediction.value.lower,
            upper: 100 * set.prediction.value.upper,
            text: messagesInterval(site, set.prediction.value.lower, set.prediction.value.upper),
          },
        }
      : {}),
    note: noteOf(site, set),
  };
}

function noteOf(site: Site, set: PooledSet): string {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  if (set.k === 2) return words.twoStudiesNote;
  if (!set.model.estimable) return numbers.orReason(set.model, () => '');
  const { iSquared, tau2 } = set.model.value;
  return words.heterogeneityLine(`${numbers.decimal(iSquared, 0)}%`, numbers.decimal(tau2, 2));
}

function messagesInterval(site: Site, lower: number, upper: number): string {
  const numbers = createNumbers(site);
  return site.messages.interval(numbers.hundredths(lower), numbers.hundredths(upper));
}

function percentAxis(label: string): ForestModel['axis'] {
  return { domain: [0, 100], ticks: [0, 25, 50, 75, 100], format: (value) => `${value}%`, label };
}

function inPercent({ value, interval }: Estimated): ForestEstimate {
  return { value: 100 * value, lower: 100 * interval.lower, upper: 100 * interval.upper };
}
