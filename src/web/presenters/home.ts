import type { Overview } from '../../catalog/answers.ts';
import { emptyQuery } from '../../catalog/catalogQuery.ts';
import type { SynthesisAnswer } from '../../catalog/synthesis/synthesize.ts';
import { stances } from '../../domain/codebook.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import { type CardView, presentCard } from './card.ts';
import { presentRing, type RingView } from './ring.ts';
import { presentSearchForm, type SearchFormView } from './searchForm.ts';
import { presentSharesByType, type SharesByTypeView } from './synthesis/sharesByType.ts';
import { type MechanismCardView, type PredictorRowView, presentMechanismCard, presentPredictorRow } from './tally.ts';

/** The front door: the question, two ways to ask it, and what the evidence looks like at a glance. */
export interface HomeView {
  prompt: string;
  question: string;
  search: SearchFormView;
  ring: RingView | null;
  picture: { action: string; choices: PictureChoice[] };
  mechanisms: MechanismCardView[];
  legend: LegendEntry[];
  mechanismsHref: string;
  predictors: PredictorRowView[];
  predictorsHref: string;
  shares: SharesByTypeView | null;
  newest: CardView[];
  newestHref: string;
  made: string;
  methodsHref: string;
}

/** What a sign on the cards stands for. */
export interface LegendEntry {
  sign: string;
  name: string;
  meaning: string;
}

/** A predictor to tick: the form asks the catalog for records on any of those ticked. */
export interface PictureChoice {
  value: string;
  name: string;
  definition: string;
  records: string;
}

/** @param byType the synthesis laid out by type; null leaves it out. */
export function presentHome(site: Site, overview: Overview, byType: SynthesisAnswer | null = null): HomeView {
  const { format, labels, links, locale, messages, protocol } = site;
  const { status } = overview;
  const core = overview.predictors.filter((count) => labels.predictor(count.id)?.core);
  return {
    prompt: protocol.review.prompt[locale],
    question: protocol.review.question[locale],
    search: presentSearchForm(site),
    ring: presentRing(site, overview.mechanisms, status.records),
    picture: {
      action: links.recordsPath,
      choices: core.flatMap((count) => {
        const predictor = labels.predictor(count.id);
        if (!predictor) return [];
        return {
          value: predictor.id,
          name: predictor.label[locale],
          definition: predictor.definition[locale],
          records: messages.records(count.records, format.number(count.records)),
        };
      }),
    },
    mechanisms: presentMechanismCards(site, overview),
    legend: presentLegend(site),
    mechanismsHref: links.mechanisms,
    predictors: core.map((count) => presentPredictorRow(site, count)).filter((row) => row !== null),
    predictorsHref: links.predictors,
    shares: byType && presentSharesByType(site, byType),
    newest: overview.newest.map((card) => presentCard(site, card)),
    newestHref: links.records({ ...emptyQuery, sort: 'newest' }),
    made: messages.madeSteps(format.number(status.records), format.number(status.included)),
    methodsHref: links.methods,
  };
}

export function presentLegend({ labels, messages }: Site): LegendEntry[] {
  return stances.map((stance) => ({
    sign: stanceSigns[stance],
    name: labels.stance(stance),
    meaning: messages.stanceMeanings[stance],
  }));
}

/** Every mechanism as a card, all on the catalog's own span of years. */
export function presentMechanismCards(site: Site, { mechanisms, status }: Overview): MechanismCardView[] {
  const axis =
    status.firstYear !== null && status.lastYear !== null ? { first: status.firstYear, last: status.lastYear } : null;
  return mechanisms.map((count) => presentMechanismCard(site, count, axis)).filter((card) => card !== null);
}
