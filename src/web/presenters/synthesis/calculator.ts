import {
  type PooledSet,
  poolShares,
  poolTables,
  type Sensitivity,
  testShares,
  testTables,
} from '../../../catalog/synthesis/analysis.ts';
import { type PastedKind, type PastedStudies, readPastedStudies } from '../../../catalog/synthesis/pastedStudies.ts';
import { type ModelChoice, parseModelChoice } from '../../../catalog/synthesis/synthesisSettings.ts';
import { notEstimable } from '../../../synthesis/estimable.ts';
import { proportionMeasures } from '../../../synthesis/proportions.ts';
import { type TableMeasure, tableMeasures } from '../../../synthesis/tables.ts';
import type { Site } from '../../site.ts';
import { type FactView, presentDifferences } from './differ.ts';
import { createNumbers } from './numbers.ts';
import { drawRatioForest, drawRatioSequence } from './ratioForest.ts';
import { presentSensitivity, type Scale } from './sensitivityFigures.ts';
import { presentModelChoice, type SelectView } from './settingsForm.ts';
import { drawShareForest } from './shareForest.ts';
import { shareScale } from './synthesisPage.ts';
import { cell, type DataTableView, type FigureView, figure } from './views.ts';

/** What a reader has typed and chosen. */
export interface CalculatorInput {
  kind: PastedKind;
  text: string;
  model: ModelChoice;
  tableMeasure: TableMeasure;
}

export interface CalculatorView {
  action: string;
  kinds: { value: PastedKind; text: string; format: string; checked: boolean }[];
  text: string;
  statistics: SelectView[];
  exampleHref: string;
  faults: string[];
  isEmpty: boolean;
  headline: { figure: string; interval: string; prediction: string | null; warning: string | null } | null;
  forest: FigureView | null;
  differences: FactView[];
  robustness: FigureView[];
  synthesisHref: string;
}

const examples: Record<PastedKind, string> = {
  shares: 'Sample A 2001, 12, 20\nSample B 2008, 31, 46\nSample C 2015, 9, 25\nSample D 2021, 40, 52',
  tables: 'Sample A 2001, 12, 20, 5, 21\nSample B 2008, 31, 46, 17, 44\nSample C 2015, 9, 25, 6, 27',
};

/** Reads the form; a measure that does not go with the kind falls back to the usual one. */
export function readCalculator(parameters: URLSearchParams): CalculatorInput {
  const measure = parameters.get('measure');
  return {
    kind: parameters.get('kind') === 'tables' ? 'tables' : 'shares',
    text: parameters.get('data') ?? '',
    model: parseModelChoice(parameters),
    tableMeasure: tableMeasures.find((known) => known === measure) ?? 'OR',
  };
}

export function presentCalculator(site: Site, input: CalculatorInput): CalculatorView {
  const { format, links, messages } = site;
  const words = messages.synthesis;
  const pasted = readPastedStudies(input.text, input.kind);
  const isShares = input.kind === 'shares';
  const statistics = isShares
    ? presentModelChoice(site, input.model, proportionMeasures)
    : presentModelChoice(site, { ...input.model, measure: input.tableMeasure }, tableMeasures);
  const example = new URLSearchParams({ kind: input.kind, data: examples[input.kind] });
  return {
    action: links.calculatorPath,
    kinds: (['shares', 'tables'] as const).map((value) => ({
      value,
      text: words.kindNames[value],
      format: value === 'shares' ? words.sharesFormat : words.tablesFormat,
      checked: value === input.kind,
    })),
    text: input.text,
    statistics,
    exampleHref: `${links.calculatorPath}?${example}`,
    faults: pasted.faults.map(({ line, fault }) => words.fault(format.number(line), words.faultNames[fault])),
    isEmpty: pasted.studies.length === 0,
    ...presentResult(site, input, pasted),
    synthesisHref: links.synthesisPath,
  };
}

type ResultView = Pick<CalculatorView, 'headline' | 'forest' | 'differences' | 'robustness'>;

function presentResult(site: Site, input: CalculatorInput, { studies }: PastedStudies): ResultView {
  if (studies.length === 0) return { headline: null, forest: null, differences: [], robustness: [] };
  const { set, sensitivity, scale, drawings } =
    input.kind === 'shares' ? ofShares(site, input, studies) : ofTables(site, input, studies);
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const isShares = input.kind === 'shares';
  const interval = ({ lower, upper }: { lower: number; upper: number }): string =>
    isShares
      ? numbers.shareInterval({ lower, upper })
      : site.messages.interval(numbers.decimal(lower, 2), numbers.decimal(upper, 2));
  const pooled = set.pooled.estimable ? set.pooled.value : null;
  return {
    headline: pooled && {
      figure: isShares ? numbers.percent(pooled.value) : numbers.decimal(pooled.value, 2),
      interval: interval(pooled.interval),
      prediction: set.prediction.estimable ? words.predictionMeaning(interval(set.prediction.value)) : null,
      warning: set.k === 1 ? words.headlineOne : set.k === 2 ? words.headlineTwo : null,
    },
    forest: {
      id: 'forest',
      title: words.forestTitle,
      caption: words.forestCaption(
        words.modelWords(scale.measureName, words.tau2Names[input.model.method], words.testNames[input.model.test]),
      ),
      drawings,
      note: set.pooled.estimable ? null : numbers.orReason(set.pooled, () => ''),
      table: resultTable(site, studies, set, scale),
    },
    differences: presentDifferences(site, set, {
      between: notEstimable('one study'),
      glmm: set.k > 1 ? sensitivity.glmm : null,
      text: numbers.percentText,
    }),
    robustness: presentSensitivity(
      site,
      studies.map(({ label }) => ({ label, href: null })),
      { set, sensitivity, scale },
    ),
  };
}

interface Pooling {
  set: PooledSet;
  sensitivity: Sensitivity;
  scale: Scale;
  drawings: string[];
}

function ofShares(site: Site, { model }: CalculatorInput, studies: PastedStudies['studies']): Pooling {
  const words = site.messages.synthesis;
  const set = poolShares(studies, model);
  const rows = studies.map(({ events, label, total }) => ({
    label,
    fullLabel: label,
    href: null,
    mark: '',
    events,
    total,
  }));
  return {
    set,
    sensitivity: testShares(studies, model),
    scale: shareScale(site, model),
    drawings: drawShareForest(site, {
      id: 'chart-forest',
      title: words.forestTitle,
      axisLabel: words.columnShare,
      groups: [{ heading: null, rows, set }],
      overall: null,
      isByType: false,
    }),
  };
}

function ofTables(site: Site, { model, tableMeasure }: CalculatorInput, studies: PastedStudies['studies']): Pooling {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const measure = tableMeasure;
  const tables = studies.map(({ events, label, total, without, year }) => ({
    ...{ label, year, href: null, mark: '' },
    ai: events,
    bi: total - events,
    ci: without?.events ?? 0,
    di: (without?.total ?? 0) - (without?.events ?? 0),
  }));
  const choice = { measure, method: model.method, test: model.test };
  const set = poolTables(tables, choice);
  const column = { OR: words.columnRatio, RR: words.columnRiskRatio, RD: words.columnDifference }[measure];
  const axisLabel = words.measureNames[measure];
  return {
    set,
    sensitivity: testTables(tables, choice),
    scale: {
      measureName: axisLabel,
      column,
      text: numbers.ratioText,
      draw: (chart, rows) => drawRatioSequence(site, { ...chart, axisLabel, column, measure }, rows),
    },
    drawings: drawRatioForest(site, {
      id: 'chart-forest',
      title: words.forestTitle,
      ...{ measure, axisLabel, column },
      groups: [{ heading: null, rows: tables, set }],
    }),
  };
}

function resultTable(site: Site, studies: PastedStudies['studies'], set: PooledSet, scale: Scale): DataTableView {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const counts = ({ events, total, without }: PastedStudies['studies'][number]): string =>
    without === null
      ? `${events} / ${total}`
      : words.ratioArms(`${events}/${total}`, `${without.events}/${without.total}`);
  const rows = studies.map((study, index) => {
    const own = set.studies[index];
    return {
      head: cell(study.label),
      cells: [
        figure(counts(study)),
        figure(own ? scale.text(own) : words.notEstimable),
        figure(own ? `${numbers.decimal(own.weightPercent, 1)}%` : '–'),
      ],
      strong: false,
    };
  });
  const pooled = {
    head: cell(words.pooled),
    cells: [
      figure(words.studies(set.k, site.format.number(set.k))),
      figure(numbers.orReason(set.pooled, scale.text)),
      figure(''),
    ],
    strong: true,
  };
  return {
    id: 'table-forest',
    caption: words.forestTitle,
    columns: [
      { text: words.columnStudy, right: false },
      { text: words.columnCounts, right: true },
      { text: scale.column, right: true },
      { text: words.columnWeight, right: true },
    ],
    rows: set.k > 1 ? [...rows, pooled] : rows,
  };
}
