import type { AgreementFigures } from '../../../../agreement/agreementFigures.ts';
import type { FieldAgreement } from '../../../../agreement/agreementOver.ts';
import type { Agreement } from '../../../../agreement/outcome.ts';
import type { Stage } from '../../../../domain/review.ts';
import { csvText } from '../../../csv.ts';

const measures = ['percent', 'kappa', 'ac1', 'alpha'] as const;

const header = [
  'stage',
  'field',
  'scope',
  'first',
  'second',
  'period',
  'records',
  'raters',
  'kappa_name',
  'alpha_name',
  ...measures.flatMap((measure) => [
    measure,
    `${measure}_se`,
    `${measure}_low`,
    `${measure}_high`,
    `${measure}_undefined`,
  ]),
  'cautions',
];

export interface CsvSource {
  stage: Stage;
  isOrdered: boolean;
  detail: FieldAgreement;
}

/** Every figure: a row for all reviewers of a field, for each pair and for each month. Not rounded; shares 0 to 1. */
export function agreementCsv(sources: readonly CsvSource[], nameOf: (voter: string) => string): string {
  const rows = sources.flatMap(({ stage, isOrdered, detail: { field, figures, overTime, pairs } }) => {
    const row = (scope: string, [first, second]: readonly [string, string], period: string, told: AgreementFigures) => [
      stage,
      field,
      scope,
      first,
      second,
      period,
      told.units,
      told.raters,
      told.kappa.name,
      isOrdered ? 'ordinal' : 'nominal',
      ...[told.percent, told.kappa.figure, told.ac1, told.alpha].flatMap(cells),
      told.cautions.join('; '),
    ];
    return [
      row('all', ['', ''], '', figures),
      ...pairs.map(({ voters: [first, second], figures: theirs }) =>
        row('pair', [nameOf(first), nameOf(second)], '', theirs),
      ),
      ...overTime.map(({ period, figures: then }) => row('month', ['', ''], period, then)),
    ];
  });
  return csvText([header, ...rows]);
}

function cells(figure: Agreement): (number | string | null)[] {
  if (!figure.defined) return [null, null, null, null, figure.reason];
  const { estimate, interval, standardError } = figure;
  return [estimate, standardError, interval?.lower ?? null, interval?.upper ?? null, ''];
}
