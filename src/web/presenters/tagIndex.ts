import type { Overview } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';
import { type LegendEntry, presentLegend, presentMechanismCards } from './home.ts';
import { type MechanismCardView, type PredictorRowView, presentPredictorRow } from './tally.ts';

export interface MechanismIndexView {
  cards: MechanismCardView[];
  legend: LegendEntry[];
}

export interface PredictorIndexView {
  groups: { title: string; rows: PredictorRowView[] }[];
}

export function presentMechanismIndex(site: Site, overview: Overview): MechanismIndexView {
  return { cards: presentMechanismCards(site, overview), legend: presentLegend(site) };
}

/** The predictors that the question names, then the rest. */
export function presentPredictorIndex(site: Site, overview: Overview): PredictorIndexView {
  const { labels, messages } = site;
  const rows = (core: boolean): PredictorRowView[] =>
    overview.predictors
      .filter((count) => labels.predictor(count.id)?.core === core)
      .map((count) => presentPredictorRow(site, count))
      .filter((row) => row !== null);
  return {
    groups: [
      { title: messages.corePredictors, rows: rows(true) },
      { title: messages.otherPredictors, rows: rows(false) },
    ].filter((group) => group.rows.length > 0),
  };
}
