import type { EvidenceItem, MechanismCount, PredictorCount, StanceRow, TagPage } from '../../catalog/answers.ts';
import { type Direction, directions, type Stance, stances } from '../../domain/codebook.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import { mechanismTally, predictorTally, presentTimeline, type TallyView, type TimelineView } from './tally.ts';
import { textKind } from './textKind.ts';

/** One mechanism or predictor: what it means here, what speaks for and against it, and in whose words. */
export interface TagPageView {
  kind: 'mechanism' | 'predictor';
  /** Id of the mechanism for its colour; null for predictors. */
  mechanism: string | null;
  code: string | null;
  name: string;
  otherName: string;
  otherLang: string;
  indexTitle: string;
  indexHref: string;
  definition: string;
  typicalEvidence: string | null;
  notThis: string | null;
  records: string;
  recordsHref: string;
  allRecords: string;
  tally: TallyView[];
  timeline: TimelineView | null;
  byDesign: BreakdownView | null;
  bySpecies: BreakdownView | null;
  pairs: PairView[];
  evidence: QuoteView[];
  shown: string;
  gaps: string[];
}

export interface BreakdownView {
  title: string;
  first: string;
  columns: { sign: string; name: string }[];
  rows: { name: string; href: string; total: string; counts: string[] }[];
}

export interface PairView {
  name: string;
  mechanism: string | null;
  code: string | null;
  records: string;
  href: string;
}

/** An evidence sentence, quoted with where it stands. */
export interface QuoteView {
  text: string;
  lang: string;
  kind: string;
  title: string;
  href: string;
  facts: string[];
  sign: string;
  stance: string;
  tone: string;
  state: string;
}

const quotesShown = 40;
const pairsShown = 12;
const timelineSize = { width: 640, height: 72 };

export function presentMechanism(site: Site, page: TagPage): TagPageView | null {
  const mechanism = site.labels.mechanism(page.id);
  if (!mechanism || !isMechanismCount(page.count)) return null;
  const { links, locale, messages } = site;
  return {
    ...presentCommon(site, page, 'mechanism', mechanism.label),
    kind: 'mechanism',
    mechanism: mechanism.id,
    code: mechanism.code,
    indexTitle: messages.mechanismIndexTitle,
    indexHref: links.mechanisms,
    definition: mechanism.definition[locale],
    typicalEvidence: mechanism.typicalEvidence[locale],
    notThis: mechanism.notThis[locale],
    tally: mechanismTally(site, page.count),
    timeline: presentTimeline(site, page.count.years, null, timelineSize),
  };
}

export function presentPredictor(site: Site, page: TagPage): TagPageView | null {
  const predictor = site.labels.predictor(page.id);
  if (!predictor || isMechanismCount(page.count)) return null;
  const { links, locale, messages } = site;
  return {
    ...presentCommon(site, page, 'predictor', predictor.label),
    kind: 'predictor',
    mechanism: null,
    code: null,
    indexTitle: messages.predictorIndexTitle,
    indexHref: links.predictors,
    definition: predictor.definition[locale],
    typicalEvidence: null,
    notThis: null,
    tally: predictorTally(site, page.count),
    timeline: null,
  };
}

function isMechanismCount(count: MechanismCount | PredictorCount): count is MechanismCount {
  return 'supports' in count;
}

type Common = Pick<
  TagPageView,
  | 'name'
  | 'otherName'
  | 'otherLang'
  | 'records'
  | 'recordsHref'
  | 'allRecords'
  | 'byDesign'
  | 'bySpecies'
  | 'pairs'
  | 'evidence'
  | 'shown'
  | 'gaps'
>;

function presentCommon(
  site: Site,
  page: TagPage,
  kind: 'mechanism' | 'predictor',
  label: { en: string; zh: string },
): Common {
  const { format, links, locale, messages } = site;
  const otherLang = locale === 'en' ? 'zh' : 'en';
  const records = messages.records(page.count.records, format.number(page.count.records));
  const evidence = page.evidence.slice(0, quotesShown);
  return {
    name: label[locale],
    otherName: label[otherLang],
    otherLang,
    records,
    recordsHref: links.withFacet(kind, page.id),
    allRecords: messages.allItsRecords(records),
    byDesign: breakdown(site, page, kind, 'design', page.byDesign),
    bySpecies: breakdown(site, page, kind, 'species', page.bySpecies),
    pairs: page.pairs.slice(0, pairsShown).map((pair) => presentPair(site, page.id, kind, pair)),
    evidence: evidence.map((item) => presentQuote(site, item)),
    shown: messages.evidenceShown(format.number(evidence.length), format.number(page.evidence.length)),
    gaps: gaps(site, page),
  };
}

function breakdown(
  site: Site,
  page: TagPage,
  kind: 'mechanism' | 'predictor',
  facet: 'design' | 'species',
  rows: readonly StanceRow[],
): BreakdownView | null {
  if (rows.length === 0) return null;
  const { format, labels, links, messages } = site;
  const columns: readonly (Stance | Direction)[] = kind === 'mechanism' ? stances : directions;
  return {
    title: facet === 'design' ? messages.byDesign : messages.bySpecies,
    first: facet === 'design' ? messages.columnStudyDesign : messages.columnSpecies,
    columns: columns.map((column) => ({ sign: stanceSigns[column], name: labels.stance(column) })),
    rows: rows.map((row) => ({
      name: labels.facet(facet, row.value),
      href: links.withFacets({ [kind]: [page.id], [facet]: [row.value] }),
      total: format.number(row.total),
      counts: columns.map((column) => {
        const count = row.byStance[column] ?? 0;
        return count === 0 ? '·' : format.number(count);
      }),
    })),
  };
}

/** Records that carry both tags: two values of one facet are joined by "or", so a pair there is asked for in words. */
function presentPair(
  site: Site,
  id: string,
  kind: 'mechanism' | 'predictor',
  pair: TagPage['pairs'][number],
): PairView {
  const { format, labels, links } = site;
  const mechanism = pair.kind === 'mechanism' ? labels.mechanism(pair.id) : undefined;
  return {
    name: labels.tag(pair.kind, pair.id),
    mechanism: mechanism?.id ?? null,
    code: mechanism?.code ?? null,
    records: format.number(pair.records),
    href:
      pair.kind === kind
        ? links.search(`${kind}:${id} ${kind}:${pair.id}`)
        : links.withFacets({ [kind]: [id], [pair.kind]: [pair.id] }),
  };
}

function presentQuote(site: Site, item: EvidenceItem): QuoteView {
  const { format, labels, links, messages } = site;
  const facts = [
    item.design ? labels.facet('design', item.design) : null,
    item.species ? labels.facet('species', item.species) : null,
    item.sample?.n ? messages.sampleSize(format.number(item.sample.n)) : null,
    item.year === null ? null : String(item.year),
  ];
  return {
    text: item.text,
    lang: item.language,
    kind: textKind(site, item.field, item.abstractSource).name,
    title: item.title,
    href: links.evidence(item.recordId, item.id, item.language),
    facts: facts.filter((fact) => fact !== null),
    sign: item.stance ? stanceSigns[item.stance] : '',
    stance: item.stance ? labels.stance(item.stance) : '',
    tone: item.stance ?? 'discusses',
    state: messages.tagStateNames[item.state],
  };
}

/** Designs of the codebook in which nobody has studied this yet: gaps are as easy to find as papers. */
function gaps(site: Site, page: TagPage): string[] {
  const studied = new Set(page.byDesign.filter((row) => row.total > 0).map((row) => row.value));
  return site.protocol.codebook.designs
    .filter((design) => design.id !== 'other' && !studied.has(design.id))
    .map((design) => design.label[site.locale]);
}
