import type {
  CatalogStatus,
  EvidenceItem,
  MechanismCount,
  PredictorCount,
  StanceRow,
  TagPage,
} from '../../catalog/answers.ts';
import { defaultMapSettings } from '../../catalog/map/mapSettings.ts';
import type { SynthesisAnswer } from '../../catalog/synthesis/synthesize.ts';
import { type Direction, directions, type Stance, stances } from '../../domain/codebook.ts';
import type { Term } from '../../protocol/protocol.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import { type FreshnessView, presentFreshness } from './freshness.ts';
import { presentStudyTable, type StudyTableView } from './tag/studyTable.ts';
import { presentNetwork } from './tag/tagNetwork.ts';
import { presentStackedTimeline, type StackedTimeline } from './tag/timeline.ts';
import { mechanismTally, predictorTally, type TallyView } from './tally.ts';
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
  timeline: StackedTimeline | null;
  networkHtml: string | null;
  studies: StudyTableView | null;
  byDesign: BreakdownView | null;
  bySpecies: BreakdownView | null;
  pairs: PairView[];
  /** Sentences of one stance, or of all of them. */
  stanceTabs: { text: string; href: string; current: boolean }[];
  evidence: QuoteView[];
  /** Sentences behind a fold. */
  more: QuoteView[];
  moreLabel: string;
  shown: string;
  gaps: string[];
  speciesGaps: string[];
  mapHref: string;
  freshness: FreshnessView;
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

const quotesShown = 12;
const quotesFolded = 60;
const pairsShown = 12;

/**
 * @param stance show sentences of this stance only; null for all.
 * @param status when it was last searched for; null where that is not to be said.
 */
export function presentMechanism(
  site: Site,
  page: TagPage,
  stance: string | null = null,
  status: CatalogStatus | null = null,
): TagPageView | null {
  const mechanism = site.labels.mechanism(page.id);
  if (!mechanism || !isMechanismCount(page.count)) return null;
  const { links, locale, messages } = site;
  return {
    ...presentCommon(site, page, 'mechanism', mechanism.label, stance, status),
    kind: 'mechanism',
    mechanism: mechanism.id,
    code: mechanism.code,
    indexTitle: messages.mechanismIndexTitle,
    indexHref: links.mechanisms,
    definition: mechanism.definition[locale],
    typicalEvidence: mechanism.typicalEvidence[locale],
    notThis: mechanism.notThis[locale],
    tally: mechanismTally(site, page.count),
    networkHtml: presentNetwork(site, page),
    studies: null,
  };
}

/**
 * @param contrasts two groups compared in one study, for the effects in the table.
 * @param stance show sentences of this direction only; null for all.
 * @param status when it was last searched for; null where that is not to be said.
 */
export function presentPredictor(
  site: Site,
  page: TagPage,
  contrasts: SynthesisAnswer['contrasts'] = [],
  stance: string | null = null,
  status: CatalogStatus | null = null,
): TagPageView | null {
  const predictor = site.labels.predictor(page.id);
  if (!predictor || isMechanismCount(page.count)) return null;
  const { links, locale, messages } = site;
  return {
    ...presentCommon(site, page, 'predictor', predictor.label, stance, status),
    kind: 'predictor',
    mechanism: null,
    code: null,
    indexTitle: messages.predictorIndexTitle,
    indexHref: links.predictors,
    definition: predictor.definition[locale],
    typicalEvidence: null,
    notThis: null,
    tally: predictorTally(site, page.count),
    networkHtml: null,
    studies: presentStudyTable(site, page, contrasts),
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
  | 'timeline'
  | 'stanceTabs'
  | 'evidence'
  | 'more'
  | 'moreLabel'
  | 'shown'
  | 'gaps'
  | 'speciesGaps'
  | 'mapHref'
  | 'freshness'
>;

function presentCommon(
  site: Site,
  page: TagPage,
  kind: 'mechanism' | 'predictor',
  label: { en: string; zh: string },
  stance: string | null,
  status: CatalogStatus | null,
): Common {
  const { format, links, locale, messages } = site;
  const otherLang = locale === 'en' ? 'zh' : 'en';
  const records = messages.records(page.count.records, format.number(page.count.records));
  const known: readonly string[] = kind === 'mechanism' ? stances : directions;
  const chosen = stance !== null && known.includes(stance) ? stance : null;
  const wanted = page.evidence.filter((item) => chosen === null || item.stance === chosen);
  const more = wanted.slice(quotesShown, quotesShown + quotesFolded);
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
    timeline: presentStackedTimeline(site, page),
    stanceTabs: stanceTabs(site, page, kind, chosen),
    evidence: wanted.slice(0, quotesShown).map((item) => presentQuote(site, item)),
    more: more.map((item) => presentQuote(site, item)),
    moreLabel: messages.explore.tag.moreSentences(format.number(more.length)),
    shown: messages.evidenceShown(
      format.number(Math.min(wanted.length, quotesShown + quotesFolded)),
      format.number(page.evidence.length),
    ),
    gaps: gaps(site, site.protocol.codebook.designs, page.byDesign),
    speciesGaps: gaps(site, site.protocol.codebook.species, page.bySpecies),
    mapHref: links.map({ ...defaultMapSettings, rows: kind }),
    freshness: presentFreshness(site, page.said, status),
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

/** What of the codebook nobody has studied yet: gaps are as easy to find as papers. */
function gaps({ locale }: Site, terms: readonly Pick<Term, 'id' | 'label'>[], rows: readonly StanceRow[]): string[] {
  const studied = new Set(rows.filter((row) => row.total > 0).map((row) => row.value));
  return terms
    .filter((term) => term.id !== 'other' && term.id !== 'none' && !studied.has(term.id))
    .map((term) => term.label[locale]);
}

/** All sentences, or those of one stance; stances that no sentence takes are left out. */
function stanceTabs(
  { format, labels, links, messages }: Site,
  page: TagPage,
  kind: 'mechanism' | 'predictor',
  chosen: string | null,
): TagPageView['stanceTabs'] {
  const href = (stance: string | null): string =>
    kind === 'mechanism' ? links.mechanism(page.id, stance) : links.predictor(page.id, stance);
  const present = (kind === 'mechanism' ? stances : directions)
    .map((stance) => ({ stance, count: page.evidence.filter((item) => item.stance === stance).length }))
    .filter(({ count }) => count > 0);
  if (present.length < 2) return [];
  return [
    { text: messages.explore.tag.allStances, href: href(null), current: chosen === null },
    ...present.map(({ stance, count }) => ({
      text: `${stanceSigns[stance]} ${labels.stance(stance)} ${format.number(count)}`,
      href: href(stance),
      current: stance === chosen,
    })),
  ];
}
