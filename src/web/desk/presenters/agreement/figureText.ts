import type { AgreementFigures } from '../../../../agreement/agreementFigures.ts';
import type { Agreement } from '../../../../agreement/outcome.ts';
import type { Site } from '../../../site.ts';

/** A figure in words: its value with its interval, or why there is none. */
export interface FigureText {
  name: string;
  value: string;
  /** "95% CI 0.37 to 0.75", and the same without saying what it is. */
  interval: string;
  range: string;
  /** Why there is no value; empty where there is one. */
  reason: string;
}

export type FigureScale = 'percent' | 'coefficient';

/** @param scale percent agreement is told in percent, everything else to two decimals */
export function figureText({ messages }: Site, name: string, figure: Agreement, scale: FigureScale): FigureText {
  const words = messages.agreement;
  if (!figure.defined)
    return { name, value: words.undefinedWord, interval: '', range: '', reason: words.reasons[figure.reason] };
  const shown = (value: number): string => (scale === 'percent' ? `${(100 * value).toFixed(1)}%` : decimals(value));
  const { estimate, interval } = figure;
  return {
    name,
    value: shown(estimate),
    interval: interval ? words.interval(shown(interval.lower), shown(interval.upper)) : words.noInterval,
    range: interval ? words.range(shown(interval.lower), shown(interval.upper)) : words.noInterval,
    reason: '',
  };
}

/** The four figures that every table tells. */
export function mainFigures(site: Site, { percent, kappa, ac1, alpha }: AgreementFigures, isOrdered: boolean) {
  const { measures } = site.messages.agreement;
  return [
    figureText(site, measures.percent, percent, 'percent'),
    figureText(site, measures[kappa.name], kappa.figure, 'coefficient'),
    figureText(site, measures.ac1, ac1, 'coefficient'),
    figureText(site, isOrdered ? measures.alphaOrdinal : measures.alpha, alpha, 'coefficient'),
  ];
}

/** The rest, where they are told at all. */
export function moreFigures(site: Site, figures: AgreementFigures): FigureText[] {
  const { measures, noneByAll } = site.messages.agreement;
  const { brennanPrediger, conger, indices, light, weighted } = figures;
  const text = (name: string, figure: Agreement | null | undefined): FigureText[] =>
    figure ? [figureText(site, name, figure, 'coefficient')] : [];
  const index = (name: string, value: number | null | undefined): FigureText[] =>
    typeof value === 'number' ? [{ name, value: decimals(value), interval: '', range: '', reason: '' }] : [];
  return [
    ...text(measures.linearKappa, weighted?.linearKappa),
    ...text(measures.squaredKappa, weighted?.squaredKappa),
    ...text(measures.ac2, weighted?.ac2),
    ...text(measures.conger, conger),
    ...text(measures.brennanPrediger, brennanPrediger),
    ...text(measures.light, light).map((told) => (isByNobody(light) ? { ...told, reason: noneByAll } : told)),
    ...index(measures.pabak, indices?.pabak),
    ...index(measures.prevalence, indices?.prevalenceIndex),
    ...index(measures.bias, indices?.biasIndex),
  ];
}

/** Light's takes only records that everybody rated. */
function isByNobody(light: Agreement | null): boolean {
  return light?.defined === false && light.reason === 'no ratings';
}

/** Two decimals, with a true minus sign and no negative nought. */
export function decimals(value: number): string {
  return value
    .toFixed(2)
    .replace(/^-0\.00$/, '0.00')
    .replace('-', '−');
}
