import type { CatalogStatus, RecordDetail, RecordTag } from '../../catalog/answers.ts';
import { textRuns } from '../html.ts';
import { stanceSigns } from '../labels.ts';
import { outside } from '../links.ts';
import type { Site } from '../site.ts';
import { authorName, issueLine, presentTitles, type TitleView } from './card.ts';
import { countSentences, type EvidenceMark, numberEvidence, tagsWithoutSentence } from './evidenceMarks.ts';
import { evidenceHtml } from './evidenceText.ts';
import { type HistoryEntry, presentHistory } from './record/history.ts';
import { presentReferences, type ReferencesView } from './record/references.ts';
import { presentRail, type RailView } from './recordRail.ts';
import { bodyTexts, type EvidenceNote, presentNotes, presentTextPanels, type TextPanel } from './recordTextPanels.ts';
import { presentResorption, type ResorptionView } from './resorptionTable.ts';

/** A record's page: what it says, where it says it, and how sure that is. */
export interface RecordView {
  recordsHref: string;
  pills: { text: string; solid: boolean }[];
  notices: { title: string; text: string; tone: 'bad' | 'quiet' }[];
  title: TitleView;
  otherTitle: TitleView | null;
  titleNotes: EvidenceNote[];
  authors: { name: string; href: string }[];
  moreAuthors: boolean;
  journal: { name: string; href: string } | null;
  issue: string;
  identifiers: { name: string; text: string; href: string }[];
  hasEvidence: boolean;
  switches: EvidenceSwitch[];
  predictorSwitch: string | null;
  panels: TextPanel[];
  hasPanelChoice: boolean;
  unplaced: { name: string; href: string; sign: string; stance: string; state: string; basis: string | null }[];
  resorption: ResorptionView | null;
  rail: RailView;
  history: HistoryEntry[];
  relations: { name: string; text: string; href: string | null }[];
  subjects: { name: string; values: string[] }[];
  related: { href: string; title: string; year: string | null; shared: string | null }[];
  references: ReferencesView | null;
}

/** A mechanism whose evidence can be shown or hidden, with the number of sentences it has. */
export interface EvidenceSwitch {
  mechanism: string;
  code: string;
  name: string;
  count: string;
}

/**
 * @param textLanguage language of the text to open, as the address asks; null for the reader's own.
 * @param status when it was last searched for; null where that is not to be said.
 */
export function presentRecord(
  site: Site,
  detail: RecordDetail,
  textLanguage: string | null,
  status: CatalogStatus | null = null,
): RecordView {
  const { card, citation } = detail;
  const titles = detail.texts.filter((text) => text.field === 'title' || text.field === 'vernacularTitle');
  const marks = numberEvidence(card.tags, [...titles, ...bodyTexts(site, detail.texts)]);
  const [title, otherTitle] = presentTitles(site, card);
  const titleMarks = marks.filter((mark) => mark.field === 'title' || mark.field === 'vernacularTitle');
  const panels = presentTextPanels(site, detail, marks, textLanguage);
  return {
    recordsHref: site.links.recordsPath,
    pills: pills(site, detail),
    notices: notices(site, detail),
    title: markedTitle(site, title, detail, titleMarks),
    otherTitle: otherTitle && markedTitle(site, otherTitle, detail, titleMarks),
    titleNotes: presentNotes(site, titleMarks),
    authors: citation.authors.map((author) => {
      const name = authorName(author);
      return { name, href: site.links.search(`author:"${name.replaceAll('"', '')}"`) };
    }),
    moreAuthors: !citation.authorsComplete && citation.authors.length > 0,
    journal: card.journal ? { name: card.journal, href: site.links.withFacet('journal', card.journal) } : null,
    issue: issueLine(site, card),
    identifiers: identifiers(site, detail),
    hasEvidence: marks.length > 0,
    switches: switches(site, marks),
    predictorSwitch: predictorCount(site, marks),
    panels,
    hasPanelChoice: panels.length > 1,
    unplaced: tagsWithoutSentence(card.tags, marks).map((tag) => unplacedTag(site, tag)),
    resorption: presentResorption(site, card.resorption),
    rail: presentRail(site, detail, status),
    history: presentHistory(site, detail),
    references: presentReferences(site, detail),
    relations: citation.relations.map((relation) => ({
      name: spaced(relation.type),
      text: relation.citation,
      href: relation.pmid ? outside.pubmed(relation.pmid) : null,
    })),
    subjects: subjects(site, detail),
    related: detail.related.map((other) => ({
      href: site.links.record(other.recordId),
      title: other.title,
      year: other.year === null ? null : String(other.year),
      shared: other.shared > 0 ? site.messages.sharedTags(other.shared) : null,
    })),
  };
}

function pills(site: Site, { card }: RecordDetail): RecordView['pills'] {
  const of = (kind: RecordTag['kind'], solid: boolean): RecordView['pills'] =>
    card.tags.filter((tag) => tag.kind === kind).map((tag) => ({ text: site.labels.tag(kind, tag.value), solid }));
  return [...of('design', true), ...of('species', false), ...of('imaging', false)];
}

function notices(site: Site, detail: RecordDetail): RecordView['notices'] {
  const { messages, labels } = site;
  const shown: RecordView['notices'] = [];
  if (detail.card.retracted) {
    shown.push({ title: messages.retractedNotice, text: messages.retractedNote, tone: 'bad' });
  }
  if (detail.card.withdrawn) {
    shown.push({ title: messages.withdrawnNotice, text: messages.withdrawnNote, tone: 'bad' });
  }
  if (detail.citation.relations.some((relation) => relation.type === 'ExpressionOfConcernIn')) {
    shown.push({ title: messages.concernNotice, text: '', tone: 'bad' });
  }
  if (detail.card.excluded) {
    const reason = detail.exclusionReason ? labels.exclusionReason(detail.exclusionReason) : messages.excluded;
    shown.push({ title: messages.excludedNotice(reason), text: messages.excludedNote, tone: 'quiet' });
  }
  return shown;
}

/** A title whose words carry evidence shows it; otherwise it keeps the markup of its source. */
function markedTitle(site: Site, title: TitleView, detail: RecordDetail, marks: readonly EvidenceMark[]): TitleView {
  const text = detail.texts.find(
    ({ field, language }) =>
      (field === 'title' && title.lang === 'en') || (field === 'vernacularTitle' && language === title.lang),
  );
  const own = marks.filter((mark) => mark.field === text?.field);
  if (!text || own.length === 0) return title;
  const markup = text.field === 'title' ? detail.card.titleHtml : null;
  return { lang: title.lang, html: evidenceHtml(site, textRuns(text.text, markup), 0, own) };
}

function identifiers({ messages }: Site, { citation }: RecordDetail): RecordView['identifiers'] {
  const names = messages.identifierNames;
  const shown: RecordView['identifiers'] = [];
  if (citation.pmid) shown.push({ name: names.pmid, text: citation.pmid, href: outside.pubmed(citation.pmid) });
  if (citation.pmc) shown.push({ name: names.pmc, text: citation.pmc, href: outside.pmc(citation.pmc) });
  if (citation.doi) shown.push({ name: names.doi, text: citation.doi, href: outside.doi(citation.doi) });
  return shown;
}

function switches(site: Site, marks: readonly EvidenceMark[]): EvidenceSwitch[] {
  return site.protocol.codebook.mechanisms.flatMap((mechanism) => {
    const own = marks.filter((mark) =>
      mark.items.some(({ tag }) => tag.kind === 'mechanism' && tag.value === mechanism.id),
    );
    const count = countSentences(own.map((mark) => mark.field));
    if (count === 0) return [];
    return {
      mechanism: mechanism.id,
      code: mechanism.code,
      name: mechanism.label[site.locale],
      count: site.format.number(count),
    };
  });
}

function predictorCount(site: Site, marks: readonly EvidenceMark[]): string | null {
  const own = marks.filter((mark) => mark.items.some(({ tag }) => tag.kind === 'predictor'));
  const count = countSentences(own.map((mark) => mark.field));
  return count === 0 ? null : site.format.number(count);
}

function unplacedTag(site: Site, tag: RecordTag): RecordView['unplaced'][number] {
  const { labels, links, messages } = site;
  const stale = tag.evidence.some((evidence) => evidence.stale);
  return {
    name: labels.tag(tag.kind, tag.value),
    href: tag.kind === 'mechanism' ? links.mechanism(tag.value) : links.predictor(tag.value),
    sign: tag.stance ? stanceSigns[tag.stance] : '',
    stance: tag.stance ? labels.stance(tag.stance) : '',
    state: messages.tagStateNames[tag.state],
    basis: stale ? messages.stale : tag.basis,
  };
}

/** PubMed's relation names are joined words: "ErratumIn" reads "Erratum in". */
function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function subjects(site: Site, { citation }: RecordDetail): RecordView['subjects'] {
  const headings = citation.mesh.map((heading) =>
    [heading.descriptor, ...heading.qualifiers.map((qualifier) => qualifier.name)].join(' / '),
  );
  return [
    { name: site.messages.subjectHeadings, values: headings },
    { name: site.messages.keywords, values: citation.keywords },
  ].filter((group) => group.values.length > 0);
}
