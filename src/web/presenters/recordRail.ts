import type { CatalogStatus, RecordDetail, RecordTag } from '../../catalog/answers.ts';
import type { Citation } from '../../domain/citation.ts';
import type { Direction } from '../../domain/codebook.ts';
import { exportBibtex } from '../../exporting/bibtex.ts';
import { exportFiles, exportFormats } from '../../exporting/exportCitations.ts';
import { citationStyleNames, citationStyles, formatCitation } from '../../exporting/formatCitation.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import { tagNames } from './chips.ts';
import { presentFreshness } from './freshness.ts';
import { surestReason } from './reasons.ts';
import { sourceName } from './sourceName.ts';
import { textKind } from './textKind.ts';

/** What stands beside the text: the facts, the predictors, and how far all of it can be trusted. */
export interface RailView {
  glance: FactView[];
  predictors: PredictorView[];
  trust: FactView[];
  cite: CiteView;
}

/** The citation in the styles readers copy, and as files for their reference managers. */
export interface CiteView {
  styles: { name: string; text: string; isCode: boolean }[];
  files: { text: string; href: string }[];
}

export interface FactView {
  name: string;
  value: string;
}

export interface PredictorView {
  name: string;
  href: string;
  sign: string;
  direction: string;
  tone: 'favours' | 'against' | 'neutral' | 'discusses';
  basis: string | null;
}

export function presentRail(site: Site, detail: RecordDetail, status: CatalogStatus | null): RailView {
  return {
    glance: glance(site, detail),
    predictors: predictors(site, detail.card.tags),
    trust: trust(site, detail, status),
    cite: cite(site, detail),
  };
}

function glance(site: Site, { card, citation, followUp }: RecordDetail): FactView[] {
  const { format, messages } = site;
  const { glance: names } = messages;
  const tags = (kind: RecordTag['kind']): string => tagNames(site, card.tags, kind).join(', ');
  const sample = card.sample?.n ? [format.number(card.sample.n), card.sample.unit].filter(Boolean).join(' ') : '';
  const months = followUp?.months ?? null;
  const facts: FactView[] = [
    { name: names.design, value: tags('design') },
    { name: names.species, value: tags('species') },
    { name: names.sample, value: sample },
    { name: names.imaging, value: tags('imaging') },
    { name: names.level, value: tags('level') },
    {
      name: names.followUp,
      value: months === null ? (followUp?.note ?? '') : messages.followUpMonths(months, format.number(months)),
    },
    { name: names.treatment, value: tags('treatment') },
    { name: names.outcome, value: tags('outcome') },
    { name: names.language, value: card.languages.map((code) => format.language(code)).join(', ') },
    { name: names.publicationType, value: citation.publicationTypes.join(', ') },
  ];
  return facts.filter((fact) => fact.value !== '');
}

const tones: Partial<Record<Direction | string, PredictorView['tone']>> = {
  favours: 'favours',
  against: 'against',
  discusses: 'discusses',
};

function predictors(site: Site, tags: readonly RecordTag[]): PredictorView[] {
  const { labels, links, locale, protocol } = site;
  return protocol.codebook.predictors.flatMap((predictor) =>
    tags
      .filter((tag) => tag.kind === 'predictor' && tag.value === predictor.id)
      .map((tag) => ({
        name: predictor.label[locale],
        href: links.predictor(predictor.id),
        sign: tag.stance ? stanceSigns[tag.stance] : '',
        direction: tag.stance ? labels.stance(tag.stance) : '',
        tone: (tag.stance && tones[tag.stance]) || 'neutral',
        basis: surestReason(tag.basis),
      })),
  );
}

function trust(site: Site, detail: RecordDetail, status: CatalogStatus | null): FactView[] {
  const { format, messages } = site;
  const { trust: names } = messages;
  const { card } = detail;
  const kinds = new Set(
    detail.texts
      .filter((text) => text.field !== 'title' && text.field !== 'vernacularTitle')
      .map((text) => textKind(site, text.field, card.abstractSource).name),
  );
  const freshness = presentFreshness(site, detail.said, status);
  const latest = detail.sources.map((source) => source.retrievedAt).reduce((a, b) => (a > b ? a : b), '');
  const facts: FactView[] = [
    { name: names.screening, value: card.excluded ? messages.excluded : '' },
    { name: names.tags, value: annotators(site, card.tags) },
    { name: names.reviewed, value: card.tags.length > 0 ? freshness.facts.reviewed : '' },
    { name: names.searched, value: freshness.facts.searched },
    { name: names.text, value: [...kinds].join(', ') },
    {
      name: names.source,
      value: [...new Set(detail.sources.map(({ source }) => sourceName(site, source)))].join(', '),
    },
    { name: names.retrieved, value: latest ? format.date(latest) : '' },
    { name: names.key, value: card.key },
  ];
  return facts.filter((fact) => fact.value !== '');
}

/** "4 by shipped library 1, 2 by rule set 3": every annotator with its tags. */
function annotators(site: Site, tags: readonly RecordTag[]): string {
  const counts = new Map<string, number>();
  for (const { annotator } of tags) {
    const who = `${site.messages.annotatorNames[annotator.kind]} ${annotator.name} ${annotator.version}`.trim();
    counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  return [...counts].map(([who, count]) => site.messages.tagsByAnnotator(site.format.number(count), who)).join('; ');
}

function cite({ links }: Site, { card, citation }: RecordDetail): CiteView {
  return {
    styles: [
      ...citationStyles.map((style) => ({
        name: citationStyleNames[style],
        text: formatCitation(citation, style),
        isCode: false,
      })),
      { name: exportFiles.bibtex.label, text: bibtexOf(citation), isCode: true },
    ],
    files: exportFormats.map((format) => ({
      text: exportFiles[format].label,
      href: links.exportRecord(format, card.recordId),
    })),
  };
}

/** What a reader of BibTeX needs to cite it; the file holds abstract, subjects and sources as well. */
function bibtexOf(citation: Citation): string {
  const short = { ...citation, abstract: [], otherAbstracts: [], keywords: [], mesh: [] };
  return [...exportBibtex([{ citation: short, sources: [] }])].join('').trim();
}
