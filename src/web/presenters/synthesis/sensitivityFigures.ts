import type { Estimated, PooledSet, Sensitivity } from '../../../catalog/synthesis/analysis.ts';
import { baujatPlot } from '../../../charts/baujat.ts';
import { funnelPlot } from '../../../charts/funnel.ts';
import type { Estimable } from '../../../synthesis/estimable.ts';
import type { Site } from '../../site.ts';
import { createNumbers } from './numbers.ts';
import { cell, type DataTableView, type FigureView, figure } from './views.ts';

/** The studies behind a sensitivity analysis, in its order. */
export interface NamedStudy {
  label: string;
  href: string | null;
}

/** How a result is written and drawn: shares in percent, ratios on a log axis. */
export interface Scale {
  measureName: string;
  column: string;
  text(estimated: Estimated): string;
  draw(
    chart: { id: string; title: string; description: string },
    rows: readonly { label: string; estimate: Estimated | null; text: string }[],
  ): string[];
}

/** Leave-one-out, cumulative, funnel and Baujat, as far as there are studies enough for each. */
export function presentSensitivity(
  site: Site,
  studies: readonly NamedStudy[],
  { set, sensitivity, scale }: { set: PooledSet; sensitivity: Sensitivity; scale: Scale },
): FigureView[] {
  if (studies.length < 2) return [];
  return [
    leaveOneOutFigure(site, studies, sensitivity, scale),
    cumulativeFigure(site, studies, sensitivity, scale),
    ...funnelFigure(site, studies, set, sensitivity, scale),
    ...baujatFigure(site, studies, sensitivity),
  ];
}

function leaveOneOutFigure(
  site: Site,
  studies: readonly NamedStudy[],
  { leaveOneOut }: Sensitivity,
  scale: Scale,
): FigureView {
  const words = site.messages.synthesis;
  const steps = leaveOneOut.map((pooled, index) => ({
    label: words.withoutStudy(studies[index]?.label ?? ''),
    pooled,
  }));
  return sequenceFigure(site, scale, {
    id: 'leave-one-out',
    title: words.leaveOneOutTitle,
    caption: words.leaveOneOutCaption,
    steps,
  });
}

function cumulativeFigure(
  site: Site,
  studies: readonly NamedStudy[],
  { cumulative }: Sensitivity,
  scale: Scale,
): FigureView {
  const words = site.messages.synthesis;
  const steps = cumulative.map(({ study, pooled }, index) => {
    const label = studies[study]?.label ?? '';
    return { label: index === 0 ? label : words.plusStudy(label), pooled };
  });
  return sequenceFigure(site, scale, {
    id: 'cumulative',
    title: words.cumulativeTitle,
    caption: words.cumulativeCaption,
    steps,
  });
}

function sequenceFigure(
  site: Site,
  scale: Scale,
  {
    id,
    title,
    caption,
    steps,
  }: { id: string; title: string; caption: string; steps: readonly { label: string; pooled: Estimable<Estimated> }[] },
): FigureView {
  const numbers = createNumbers(site);
  const rows = steps.map(({ label, pooled }) => ({
    label,
    estimate: pooled.estimable ? pooled.value : null,
    text: pooled.estimable ? scale.text(pooled.value) : site.messages.synthesis.notEstimable,
    full: numbers.orReason(pooled, scale.text),
  }));
  return {
    id,
    title,
    caption,
    drawings: scale.draw({ id: `chart-${id}`, title, description: caption }, rows),
    note: null,
    table: {
      id: `table-${id}`,
      caption: title,
      columns: [
        { text: site.messages.synthesis.columnStudy, right: false },
        { text: scale.column, right: true },
      ],
      rows: rows.map(({ label, full }) => ({ head: cell(label), cells: [figure(full)], strong: false })),
    },
  };
}

function funnelFigure(
  site: Site,
  studies: readonly NamedStudy[],
  { model, k }: PooledSet,
  { effects, asymmetry }: Sensitivity,
  scale: Scale,
): FigureView[] {
  if (!model.estimable || k < 3) return [];
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const p = (value: number | null): string => (value === null ? words.notEstimable : numbers.pValue(value));
  const note = asymmetry
    ? words.funnelTests(p(asymmetry.egger), p(asymmetry.peters))
    : words.funnelTooFew(site.format.number(k));
  const drawing = funnelPlot({
    id: 'chart-funnel',
    title: words.funnelTitle,
    description: `${words.funnelCaption} ${note}`,
    points: effects.map(({ value, standardError }, index) => ({
      label: studies[index]?.label ?? '',
      effect: value,
      standardError,
      ...linkOf(studies[index]),
    })),
    centre: model.value.estimate,
    quantile: 1.96,
    x: { label: words.funnelX(scale.measureName), format: (value) => numbers.decimal(value, value % 1 === 0 ? 0 : 1) },
    y: { label: words.funnelY, format: (value) => numbers.decimal(value, value === 0 ? 0 : 2) },
  });
  return [
    {
      id: 'funnel',
      title: words.funnelTitle,
      caption: words.funnelCaption,
      drawings: [drawing],
      note,
      table: pointsTable(
        site,
        'table-funnel',
        words.funnelTitle,
        [words.columnEffect, words.columnError],
        studies,
        (index) => {
          const effect = effects[index];
          return effect ? [numbers.decimal(effect.value, 3), numbers.decimal(effect.standardError, 3)] : [];
        },
      ),
    },
  ];
}

function baujatFigure(site: Site, studies: readonly NamedStudy[], { influence }: Sensitivity): FigureView[] {
  if (!influence.estimable) return [];
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const points = influence.value.flatMap((one, index) =>
    one.estimable ? [{ label: studies[index]?.label ?? '', ...one.value.baujat, ...linkOf(studies[index]) }] : [],
  );
  if (points.length === 0) return [];
  const axis = (value: number): string => numbers.decimal(value, value === 0 || value >= 5 ? 0 : 1);
  const drawing = baujatPlot({
    id: 'chart-baujat',
    title: words.baujatTitle,
    description: words.baujatCaption,
    points,
    x: { label: words.baujatX, format: axis },
    y: { label: words.baujatY, format: axis },
  });
  const columns = [words.columnHeterogeneity, words.columnInfluence, words.columnCook];
  return [
    {
      id: 'baujat',
      title: words.baujatTitle,
      caption: words.baujatCaption,
      drawings: [drawing],
      note: null,
      table: pointsTable(site, 'table-baujat', words.baujatTitle, columns, studies, (index) => {
        const one = influence.value[index];
        if (!one?.estimable) return columns.map(() => words.notEstimable);
        const { baujat, cooksDistance } = one.value;
        return [baujat.heterogeneity, baujat.influence, cooksDistance].map((value) => numbers.decimal(value, 2));
      }),
    },
  ];
}

function pointsTable(
  site: Site,
  id: string,
  caption: string,
  columns: readonly string[],
  studies: readonly NamedStudy[],
  cellsOf: (index: number) => string[],
): DataTableView {
  return {
    id,
    caption,
    columns: [
      { text: site.messages.synthesis.columnStudy, right: false },
      ...columns.map((text) => ({ text, right: true })),
    ],
    rows: studies.map(({ label, href }, index) => ({
      head: cell(label, { href }),
      cells: cellsOf(index).map(figure),
      strong: false,
    })),
  };
}

function linkOf(study: NamedStudy | undefined): { href?: string } {
  return study?.href ? { href: study.href } : {};
}
