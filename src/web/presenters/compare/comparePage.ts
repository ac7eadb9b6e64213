import type { RecordDetail, RecordTag } from '../../../catalog/answers.ts';
import type { TagKind } from '../../../domain/codebook.ts';
import { type ExportFormat, exportFiles, exportFormats } from '../../../exporting/exportCitations.ts';
import {
  type CitationStyle,
  citationStyleNames,
  citationStyles,
  formatCitation,
} from '../../../exporting/formatCitation.ts';
import { stanceSigns } from '../../labels.ts';
import type { Site } from '../../site.ts';
import { authorLine, issueLine, presentTitles, type TitleView } from '../card.ts';
import { type ChipView, presentChips, tagNames } from '../chips.ts';
import { presentShare, type ShareView } from '../interval.ts';

/** Records side by side: the same questions asked of each, and their citations to take away. */
export interface CompareView {
  lead: string;
  notice: string | null;
  records: { title: TitleView; href: string; bib: string; badge: string | null }[];
  rows: CompareRow[];
  styles: { text: string; href: string; current: boolean }[];
  citations: string[];
  files: { text: string; href: string }[];
}

/** One question and each record's answer. */
export interface CompareRow {
  name: string;
  cells: CompareCell[];
}

export interface CompareCell {
  /** The record's title, for small screens where columns become blocks. */
  ofHtml: string;
  text: string;
  chips: ChipView[];
  lines: { sign: string; name: string; note: string; href: string }[];
  shares: (ShareView & { group: string })[];
  isEmpty: boolean;
}

/** More columns than this can no longer be read beside each other. */
export const mostCompared = 6;

/**
 * @param asked how many records were asked for; those beyond `mostCompared` are only cited.
 * @param style of the citations below the table.
 */
export function presentCompare(
  site: Site,
  details: readonly RecordDetail[],
  asked: number,
  style: CitationStyle,
): CompareView {
  const { format, links, messages } = site;
  const words = messages.explore.compare;
  const compared = details.slice(0, mostCompared);
  const ids = details.map(({ card }) => card.recordId);
  return {
    lead: words.lead,
    notice: asked > mostCompared ? words.onlyFirst(format.number(mostCompared), format.number(asked)) : null,
    records: compared.map(({ card }) => ({
      title: presentTitles(site, card)[0],
      href: links.record(card.recordId),
      bib: [authorLine(site, card.authors, card.authorsComplete), card.journal, issueLine(site, card)]
        .filter(Boolean)
        .join(' · '),
      badge: card.retracted ? messages.retracted : card.excluded ? messages.excluded : null,
    })),
    rows: rowsOf(site, compared),
    styles: citationStyles.map((other) => ({
      text: citationStyleNames[other],
      href: links.compare(ids, other),
      current: other === style,
    })),
    citations: details.map(({ citation }) => formatCitation(citation, style)),
    files: exportFormats.map((name: ExportFormat) => ({
      text: exportFiles[name].label,
      href: `${links.exportSelection(name)}?ids=${ids.join(',')}`,
    })),
  };
}

function rowsOf(site: Site, details: readonly RecordDetail[]): CompareRow[] {
  const { format, messages } = site;
  const { glance } = messages;
  const cell = (detail: RecordDetail, parts: Partial<CompareCell>): CompareCell => {
    const { chips = [], lines = [], shares = [], text = '' } = parts;
    const isEmpty = text === '' && chips.length + lines.length + shares.length === 0;
    return { ofHtml: presentTitles(site, detail.card)[0].html, text, chips, lines, shares, isEmpty };
  };
  const row = (name: string, answer: (detail: RecordDetail) => Partial<CompareCell>): CompareRow => ({
    name,
    cells: details.map((detail) => cell(detail, answer(detail))),
  });
  const tagged = (kind: TagKind) => (detail: RecordDetail) => ({
    text: tagNames(site, detail.card.tags, kind).join(', '),
  });
  const rows = [
    row(glance.design, tagged('design')),
    row(glance.species, tagged('species')),
    row(glance.sample, ({ card: { sample } }) => ({
      text: sample?.n ? [format.number(sample.n), sample.unit].filter(Boolean).join(' ') : '',
    })),
    row(glance.imaging, tagged('imaging')),
    row(glance.level, tagged('level')),
    row(glance.treatment, tagged('treatment')),
    row(glance.followUp, ({ followUp }) => ({
      text:
        followUp?.months == null
          ? (followUp?.note ?? '')
          : messages.followUpMonths(followUp.months, format.number(Math.round(followUp.months * 10) / 10)),
    })),
    row(messages.facetNames.mechanism, ({ card }) => ({ chips: presentChips(site, card.tags) })),
    row(messages.clinicalPredictors, ({ card }) => ({
      lines: card.tags.filter(isPredictor).map((tag) => line(site, tag)),
    })),
    row(messages.resorptionTitle, ({ card }) => ({
      shares: card.resorption.flatMap((result) => {
        const share = presentShare(site, result);
        return share ? [{ ...share, group: result.group }] : [];
      }),
    })),
  ];
  return rows.filter(({ cells }) => cells.some(({ isEmpty }) => !isEmpty));
}

function isPredictor(tag: RecordTag): boolean {
  return tag.kind === 'predictor';
}

function line({ labels, links }: Site, tag: RecordTag): CompareCell['lines'][number] {
  return {
    sign: tag.stance ? stanceSigns[tag.stance] : '',
    name: labels.tag('predictor', tag.value),
    note: tag.stance ? labels.stance(tag.stance) : '',
    href: links.predictor(tag.value),
  };
}
