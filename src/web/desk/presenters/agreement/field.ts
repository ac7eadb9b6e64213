import type { FieldAgreement, PairAgreement } from '../../../../agreement/agreementOver.ts';
import type { Stage } from '../../../../domain/review.ts';
import type { StageField } from '../../../../review/agreement/stageFields.ts';
import type { Site } from '../../../site.ts';
import type { AgreementLinks } from './agreementLinks.ts';
import { categoryName, fieldName } from './fieldNames.ts';
import { type FigureText, mainFigures, moreFigures } from './figureText.ts';

/** One field: its figures, the tables behind them, and how they came about over time. */
export interface AgreementFieldView {
  stageHref: string;
  stageName: string;
  title: string;
  lead: string;
  cards: FigureText[];
  cautions: { name: string; words: string }[];
  more: FigureText[];
  pairs: PairView[];
  columns: string[];
  periods: { name: string; n: string; figures: FigureText[] }[];
}

interface PairView {
  id: string;
  name: string;
  caption: string;
  n: string;
  figures: FigureText[];
  columns: string[];
  rows: { name: string; cells: { count: string; label: string; href: string | null; same: boolean }[] }[];
}

export interface FieldSource {
  stage: Stage;
  field: StageField;
  detail: FieldAgreement;
  nameOf: (voter: string) => string;
}

export function presentAgreementField(site: Site, links: AgreementLinks, source: FieldSource): AgreementFieldView {
  const { detail, field, stage } = source;
  const { figures, overTime, pairs } = detail;
  const { format, messages } = site;
  const words = messages.agreement;
  const isOrdered = field.ordered === true;
  const cards = mainFigures(site, figures, isOrdered);
  return {
    stageHref: links.stage(stage),
    stageName: messages.desk.stages[stage],
    title: fieldName(site, field),
    lead: words.fieldLead(
      words.recordsCount(figures.units, format.number(figures.units)),
      words.peopleCount(figures.raters, format.number(figures.raters)),
    ),
    cards,
    cautions: figures.cautions.map((caution) => ({
      name: words.cautions[caution],
      words: words.cautionWords[caution],
    })),
    more: moreFigures(site, figures),
    pairs: pairs.map((pair, index) => presentPair(site, links, source, pair, index)),
    columns: [words.measures.percent, words.measures.kappa, words.measures.ac1, words.measures.alpha],
    periods: overTime.map(({ period, figures: then }) => ({
      name: period,
      n: format.number(then.units),
      figures: mainFigures(site, then, isOrdered),
    })),
  };
}

function presentPair(
  site: Site,
  links: AgreementLinks,
  { field, nameOf, stage }: FieldSource,
  { figures, table, voters }: PairAgreement,
  index: number,
): PairView {
  const { format, messages } = site;
  const words = messages.agreement;
  const [first, second] = voters;
  const used = table.categories.flatMap((category, position) =>
    table.cells.some((row, at) => row.some((ids, column) => ids.length > 0 && (at === position || column === position)))
      ? [{ category, position, name: categoryName(site, field, category) }]
      : [],
  );
  return {
    id: `pair-${index + 1}`,
    name: words.pair(nameOf(first), nameOf(second)),
    caption: words.tableCaption(nameOf(first), nameOf(second)),
    n: words.recordsCount(figures.units, format.number(figures.units)),
    figures: mainFigures(site, figures, field.ordered === true),
    columns: used.map(({ name }) => name),
    rows: used.map((row) => ({
      name: row.name,
      cells: used.map((column) => {
        const count = table.cells[row.position]?.[column.position]?.length ?? 0;
        const target = { stage, field: field.field, first, second, row: row.category, column: column.category };
        return {
          count: format.number(count),
          label: words.cell(format.number(count), row.name, column.name),
          href: count === 0 ? null : links.cell(target),
          same: row.position === column.position,
        };
      }),
    })),
  };
}
