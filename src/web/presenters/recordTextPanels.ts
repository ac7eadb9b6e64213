import type { RecordDetail } from '../../catalog/answers.ts';
import type { AbstractSection } from '../../domain/citation.ts';
import { abstractText, type RecordText } from '../../domain/recordText.ts';
import { textRuns } from '../html.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import type { EvidenceMark } from './evidenceMarks.ts';
import { badgeText, evidenceHtml, marksEndingIn } from './evidenceText.ts';
import { reasonAt } from './reasons.ts';
import { textKind } from './textKind.ts';

/** All texts of a record in one language; the reader switches between panels. */
export interface TextPanel {
  /** Place among the panels from 1, which the style sheet's switch goes by. */
  place: number;
  lang: string;
  language: string;
  chosen: boolean;
  texts: TextView[];
}

export interface TextView {
  kind: string;
  note: string | null;
  paragraphs: ParagraphView[];
}

export interface ParagraphView {
  heading: string | null;
  html: string;
  notes: EvidenceNote[];
}

/** One tag beside the words it rests on. */
export interface EvidenceNote {
  id: number;
  mechanism: string | null;
  badge: string;
  backHref: string;
  backLabel: string;
  name: string;
  href: string;
  sign: string;
  stance: string;
  state: string;
  basis: string | null;
}

/** Texts other than titles in the order in which the page shows them: the reader's language first. */
export function bodyTexts(site: Site, texts: readonly RecordText[]): RecordText[] {
  const body = texts.filter((text) => text.field !== 'title' && text.field !== 'vernacularTitle');
  const rank = (text: RecordText): number => (text.language === site.locale ? 0 : 1);
  return body.sort((a, b) => rank(a) - rank(b));
}

/** @param wanted language of the panel to open; the first one where there is none of that language. */
export function presentTextPanels(
  site: Site,
  detail: RecordDetail,
  marks: readonly EvidenceMark[],
  wanted: string | null,
): TextPanel[] {
  const texts = bodyTexts(site, detail.texts);
  const languages = [...new Set(texts.map((text) => text.language))];
  const chosen = wanted !== null && languages.includes(wanted) ? wanted : languages[0];
  return languages.map((language, index) => ({
    place: index + 1,
    lang: language,
    language: site.format.language(language),
    chosen: language === chosen,
    texts: texts
      .filter((text) => text.language === language)
      .map((text) => ({
        ...textName(site, text, detail),
        paragraphs: presentParagraphs(site, sectionsOf(detail, text), text.field, marks),
      })),
  }));
}

/** The notes beside a paragraph, in the order of their numbers. */
export function presentNotes(site: Site, marks: readonly EvidenceMark[]): EvidenceNote[] {
  const { labels, links, messages } = site;
  return marks.flatMap((mark) =>
    mark.items.map((item): EvidenceNote => {
      const { tag, evidence } = item;
      const isMechanism = tag.kind === 'mechanism';
      return {
        id: evidence.id,
        mechanism: isMechanism ? tag.value : null,
        badge: badgeText(site, item, mark.number),
        backHref: `#s${mark.number}`,
        backLabel: messages.backToText(mark.number),
        name: labels.tag(tag.kind, tag.value),
        href: isMechanism ? links.mechanism(tag.value) : links.predictor(tag.value),
        sign: tag.stance ? stanceSigns[tag.stance] : '',
        stance: tag.stance ? labels.stance(tag.stance) : '',
        state: messages.tagStateNames[tag.state],
        basis: reasonAt(tag, evidence),
      };
    }),
  );
}

function textName(site: Site, text: RecordText, detail: RecordDetail): { kind: string; note: string | null } {
  const { name, note } = textKind(site, text.field, detail.card.abstractSource);
  return { kind: name, note };
}

function presentParagraphs(
  site: Site,
  sections: readonly AbstractSection[],
  field: string,
  marks: readonly EvidenceMark[],
): ParagraphView[] {
  const own = marks.filter((mark) => mark.field === field);
  const paragraphs: ParagraphView[] = [];
  let offset = 0;
  for (const section of sections) {
    // Mirrors `abstractText`: "LABEL: " opens a labelled section, a line feed joins it to the next.
    if (section.label) offset += section.label.length + 2;
    paragraphs.push({
      heading: section.label,
      html: evidenceHtml(site, textRuns(section.text, section.html), offset, own),
      notes: presentNotes(site, marksEndingIn(own, offset, section.text.length)),
    });
    offset += section.text.length + 1;
  }
  return paragraphs;
}

/** The sections a text is made of; lines where its sections are not known or do not make up this text. */
function sectionsOf(detail: RecordDetail, text: RecordText): AbstractSection[] {
  const sections =
    text.field === 'abstract'
      ? detail.abstract
      : (detail.citation.otherAbstracts.find((other) => text.field === `abstract.${other.language}`)?.sections ?? []);
  if (sections.length > 0 && abstractText(sections) === text.text) return sections;
  return text.text.split('\n').map((line) => ({ label: null, nlmCategory: null, text: line }));
}
