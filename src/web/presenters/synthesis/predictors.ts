import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import type { PredictorVotes } from '../../../catalog/synthesis/votes.ts';
import { stanceSigns } from '../../labels.ts';
import type { Site } from '../../site.ts';
import { markWords, studyHref } from './names.ts';
import { createNumbers } from './numbers.ts';
import { drawRatioForest } from './ratioForest.ts';
import { cell, type DataTableView, type FigureView, figure } from './views.ts';

/** Odds ratios of the contrasts that have studies; null where none has. */
export function presentRatios(site: Site, { contrasts }: SynthesisAnswer): FigureView | null {
  const found = contrasts.filter(({ studies }) => studies.length > 0);
  if (found.length === 0) return null;
  const { locale, messages } = site;
  const words = messages.synthesis;
  const numbers = createNumbers(site);
  const groups = found.map((contrast) => ({
    heading: contrast.label[locale],
    set: contrast.set,
    rows: contrast.studies.map(({ ai, bi, ci, di, with: row }) => ({
      label: row.label,
      href: studyHref(site, row),
      mark: markWords(site, [row]),
      ...{ ai, bi, ci, di },
    })),
  }));
  return {
    id: 'ratios',
    title: words.ratiosTitle,
    caption: words.ratiosLead,
    drawings: drawRatioForest(site, {
      id: 'chart-ratios',
      title: words.ratiosTitle,
      measure: 'OR',
      axisLabel: words.measureNames.OR,
      column: words.columnRatio,
      groups,
    }),
    note: null,
    table: {
      id: 'table-ratios',
      caption: words.ratiosTitle,
      columns: [
        { text: words.columnStudy, right: false },
        { text: words.columnGroup, right: false },
        { text: words.withFactor, right: true },
        { text: words.withoutFactor, right: true },
        { text: words.columnRatio, right: true },
      ],
      rows: found.flatMap((contrast) =>
        contrast.studies.map(({ ai, bi, ci, di, with: row }, index) => {
          const own = contrast.set.studies[index];
          return {
            head: cell(row.label, { href: studyHref(site, row) }),
            cells: [
              cell(contrast.label[locale]),
              figure(`${ai} / ${ai + bi}`),
              figure(`${ci} / ${ci + di}`),
              figure(own ? numbers.ratioText(own) : words.notEstimable),
            ],
            strong: false,
          };
        }),
      ),
    },
  };
}

/** Directions counted, predictors without a vote left out; null where there is none. */
export function presentVotes(site: Site, votes: readonly PredictorVotes[]): DataTableView | null {
  const { format, labels, links, messages } = site;
  const words = messages.synthesis;
  const numbers = createNumbers(site);
  const shown = votes.filter(({ favours, against, noAssociation }) => favours + against + noAssociation > 0);
  if (shown.length === 0) return null;
  return {
    id: 'table-votes',
    caption: words.votesCaption,
    columns: [
      { text: words.columnPredictor, right: false },
      { text: `${stanceSigns.favours} ${words.columnFavours}`, right: true },
      { text: `${stanceSigns.against} ${words.columnAgainst}`, right: true },
      { text: `${stanceSigns['no association']} ${words.columnNoAssociation}`, right: true },
      { text: words.columnSign, right: true },
    ],
    rows: shown.map(({ predictor, favours, against, noAssociation, favouring }) => ({
      head: cell(labels.tag('predictor', predictor), { href: links.predictor(predictor) }),
      cells: [
        figure(format.number(favours)),
        figure(format.number(against)),
        figure(format.number(noAssociation)),
        // With one or two votes a test can say nothing.
        figure(
          favouring.estimable && favours + against > 2
            ? words.signTest(numbers.pValue(favouring.value.signTestP))
            : '–',
        ),
      ],
      strong: false,
    })),
  };
}
