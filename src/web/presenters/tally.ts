import type { MechanismCount, PredictorCount, YearCount } from '../../catalog/answers.ts';
import { type Direction, directions, type Stance, stances } from '../../domain/codebook.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import { onAxis, type YearBars, yearBars } from './yearBars.ts';

/** How many records take each stance or direction, each with a link to them. */
export interface TallyView {
  sign: string;
  name: string;
  count: string;
  /** Null where there is nothing to go to. */
  href: string | null;
  tone: Stance | Direction;
}

/** A mechanism with its counts, as a card. */
export interface MechanismCardView {
  mechanism: string;
  code: string;
  name: string;
  otherName: string;
  otherLang: string;
  definition: string;
  href: string;
  records: string;
  recordsHref: string;
  tally: TallyView[];
  timeline: TimelineView | null;
}

export interface TimelineView {
  bars: YearBars;
  label: string;
}

/** A predictor with its counts, as a row. */
export interface PredictorRowView {
  id: string;
  name: string;
  definition: string;
  href: string;
  records: string;
  recordsHref: string;
  tally: TallyView[];
  /** Shares of the row's bar, in thousandths of its length. */
  bar: { x: number; width: number; tone: Direction }[];
}

const sparkline = { width: 120, height: 26 };

export function presentMechanismCard(
  site: Site,
  count: MechanismCount,
  axis: { first: number; last: number } | null,
  size: { width: number; height: number } = sparkline,
): MechanismCardView | null {
  const { format, labels, links, locale, messages } = site;
  const mechanism = labels.mechanism(count.id);
  if (!mechanism) return null;
  const otherLang = locale === 'en' ? 'zh' : 'en';
  return {
    mechanism: mechanism.id,
    code: mechanism.code,
    name: mechanism.label[locale],
    otherName: mechanism.label[otherLang],
    otherLang,
    definition: mechanism.definition[locale],
    href: links.mechanism(mechanism.id),
    records: messages.records(count.records, format.number(count.records)),
    recordsHref: links.withFacet('mechanism', mechanism.id),
    tally: mechanismTally(site, count),
    timeline: presentTimeline(site, count.years, axis, size),
  };
}

export function mechanismTally(site: Site, count: MechanismCount): TallyView[] {
  return stances.map((stance) => tally(site, 'mechanism', count.id, 'stance', stance, count[stance]));
}

export function predictorTally(site: Site, count: PredictorCount): TallyView[] {
  return directions.map((direction) =>
    tally(site, 'predictor', count.id, 'direction', direction, directionCounts(count)[direction]),
  );
}

export function presentPredictorRow(site: Site, count: PredictorCount): PredictorRowView | null {
  const { format, labels, links, locale, messages } = site;
  const predictor = labels.predictor(count.id);
  if (!predictor) return null;
  return {
    id: predictor.id,
    name: predictor.label[locale],
    definition: predictor.definition[locale],
    href: links.predictor(predictor.id),
    records: messages.records(count.records, format.number(count.records)),
    recordsHref: links.withFacet('predictor', predictor.id),
    tally: predictorTally(site, count),
    bar: directionBar(count),
  };
}

export function presentTimeline(
  site: Site,
  years: readonly YearCount[],
  axis: { first: number; last: number } | null,
  size: { width: number; height: number },
): TimelineView | null {
  const bars = yearBars(axis ? onAxis(years, axis.first, axis.last) : years, size);
  if (!bars || bars.most === 0) return null;
  return { bars, label: site.messages.papersPerYear(bars.first, bars.last, site.format.number(bars.most)) };
}

function tally(
  site: Site,
  facet: 'mechanism' | 'predictor',
  id: string,
  qualifier: 'stance' | 'direction',
  value: Stance | Direction,
  count: number,
): TallyView {
  return {
    sign: stanceSigns[value],
    name: site.labels.stance(value),
    count: site.format.number(count),
    href: count > 0 ? site.links.withFacets({ [facet]: [id], [qualifier]: [value] }) : null,
    tone: value,
  };
}

function directionCounts(count: PredictorCount): Record<Direction, number> {
  return {
    favours: count.favours,
    against: count.against,
    'no association': count.noAssociation,
    discusses: count.discusses,
  };
}

/** Directions that say something first, so that the answer is read from the left. */
const barOrder: readonly Direction[] = ['favours', 'no association', 'against', 'discusses'];

function directionBar(count: PredictorCount): PredictorRowView['bar'] {
  const counts = directionCounts(count);
  const total = barOrder.reduce((sum, direction) => sum + counts[direction], 0);
  if (total === 0) return [];
  let x = 0;
  return barOrder.flatMap((direction) => {
    const width = Math.round((1000 * counts[direction]) / total);
    if (width === 0) return [];
    const part = { x, width, tone: direction };
    x += width;
    return part;
  });
}
