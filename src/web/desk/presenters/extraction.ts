import type { OpenedRecord } from '../../../review/openRecord.ts';
import {
  definitionIds,
  type ExtractedArm,
  followUpStatistics,
  measures,
  operatedHandling,
  typeIds,
} from '../../../review/stages/extraction.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { type ExtractionForm, emptyArm } from '../extractionForm.ts';
import { type PassageView, passagesOf } from '../sentences.ts';
import { bibliographyLine } from './bibliography.ts';
import type { OptionView } from './judgement.ts';

export interface ExtractionView {
  deskHref: string;
  stageName: string;
  action: string;
  draftAction: string;
  undoAction: string;
  skipAction: string;
  recordLabel: string;
  recordHref: string;
  title: string;
  titleLang: string;
  bibliography: string;
  fullTextHref: string | null;
  texts: { lang: string; passages: PassageView[] }[];
  hidden: { name: string; value: string }[];
  standing: string | null;
  draftKept: string;
  errors: string[];
  status: string | null;
  arms: {
    legend: string;
    place: number;
    fields: { name: string; label: string; value: string; numeric: boolean; wide: boolean }[];
    choices: { name: string; label: string; options: OptionView[] }[];
  }[];
  checklists: OptionView[];
  bias: { name: string; placeName: string; label: string; group: string; options: OptionView[]; place: string }[];
  note: string;
  outcome: { text: string; votes: { name: string; lines: string[] }[] } | null;
}

export interface ExtractionSource {
  opened: OpenedRecord;
  form: ExtractionForm;
  idempotencyKey: string;
  people: ReadonlyMap<number, string>;
  errors: string[];
  status: string | null;
}

/** The fields of a group in which one of several values is chosen. */
function choicesOfArm({ protocol }: Site): [keyof ExtractedArm, readonly string[]][] {
  return [
    ['type', typeIds(protocol.synthesis)],
    ['definition', definitionIds(protocol.synthesis)],
    ['measure', measures],
    ['followUpStatistic', followUpStatistics],
    ['operated', operatedHandling],
  ];
}

export function presentExtraction(site: Site, links: DeskLinks, source: ExtractionSource): ExtractionView {
  const { format, messages, protocol, locale } = site;
  const words = messages.desk;
  const { opened, form } = source;
  const { citation, recordId, own, draft, complete, texts } = opened;
  const stage = 'extraction';
  const arms = [...form.arms, ...(form.arms.length === 0 ? [emptyArm] : [])];
  return {
    deskHref: links.home,
    stageName: words.stages[stage],
    action: links.record(stage, recordId),
    draftAction: links.draft(stage, recordId),
    undoAction: links.undo(stage, recordId),
    skipAction: links.skip(stage, recordId),
    recordLabel: words.record(recordId),
    recordHref: site.links.record(recordId),
    title: citation.title === '' ? messages.untitled : citation.title,
    titleLang: texts.find(({ field }) => field === 'title')?.language ?? 'en',
    bibliography: bibliographyLine(site, citation),
    fullTextHref: citation.doi ? `https://doi.org/${encodeURI(citation.doi)}` : null,
    texts: texts
      .filter(({ field }) => field !== 'title' && field !== 'vernacularTitle')
      .map((text) => ({ lang: text.language, passages: passagesOf(text, citation) })),
    hidden: [
      { name: 'version', value: String(own.version) },
      { name: 'draftVersion', value: String(draft?.version ?? 0) },
      { name: 'key', value: source.idempotencyKey },
    ],
    standing: own.vote && words.numbersStand(format.instant(own.vote.castAt)),
    draftKept: draft ? words.draftKept(format.instant(draft.savedAt)) : words.draftNone,
    errors: source.errors,
    status: source.status,
    arms: arms.map((arm, place) => ({
      legend: words.armLegend(format.number(place + 1)),
      place,
      fields: (['label', 'events', 'total', 'followUpMonths', 'place'] as const).map((name) => ({
        name: `arm.${place}.${name}`,
        label: words.armFields[name],
        value: arm[name],
        numeric: name === 'events' || name === 'total' || name === 'followUpMonths',
        wide: name === 'label' || name === 'place',
      })),
      choices: choicesOfArm(site).map(([name, values]) => ({
        name: `arm.${place}.${name}`,
        label: words.armFields[name],
        options: values.map((value) => ({
          value,
          name: choiceName(site, name, value),
          chosen: arm[name] === value,
        })),
      })),
    })),
    checklists: Object.entries(protocol.reviewing.riskOfBias).map(([value, { label }]) => ({
      value,
      name: label[locale],
      chosen: value === form.checklist,
    })),
    bias: Object.values(protocol.reviewing.riskOfBias).flatMap(({ label: group, items }) =>
      items.map(({ id, label }) => ({
        name: `bias.${id}`,
        placeName: `biasPlace.${id}`,
        label: label[locale],
        group: group[locale],
        options: (['yes', 'no', 'unclear', 'not-applicable'] as const).map((value) => ({
          value,
          name: words.judgements[value],
          chosen: form.judgements[id]?.judgement === value,
        })),
        place: form.judgements[id]?.place ?? '',
      })),
    ),
    note: form.note,
    outcome: complete && {
      text: complete.settlement ? words.settled(words.basis[complete.settlement.basis]) : words.inConflict,
      votes: complete.votes.map(({ annotatorId, answer }) => ({
        name: source.people.get(annotatorId) ?? '',
        lines: extractionLines(site, answer),
      })),
    },
  };
}

/** Extracted numbers in words, one group a line. */
export function extractionLines(site: Site, answer: unknown): string[] {
  const { arms, riskOfBias } = answer as { arms: ExtractedArm[]; riskOfBias: { item: string; judgement: string }[] };
  const words = site.messages.desk;
  const judgements: Record<string, string> = words.judgements;
  return [
    ...arms.map(
      ({ label, type, events, total, definition, followUpMonths }) =>
        `${label} (${choiceName(site, 'type', type)}): ${events ?? '?'}/${total ?? '?'}, ${choiceName(site, 'definition', definition)}${followUpMonths === null ? '' : `, ${followUpMonths} ${words.monthsShort}`}`,
    ),
    ...riskOfBias.map(({ item, judgement }) => `${biasItemName(site, item)}: ${judgements[judgement] ?? judgement}`),
  ];
}

export function biasItemName({ protocol, locale }: Site, item: string): string {
  const items = Object.values(protocol.reviewing.riskOfBias).flatMap(({ items: each }) => each);
  return items.find(({ id }) => id === item)?.label[locale] ?? item;
}

/** A choice in words: those of the protocol for types and definitions, the interface's for the rest. */
export function choiceName({ messages, protocol, locale }: Site, field: string, value: string): string {
  const { types, definitions } = protocol.synthesis;
  const coded = field === 'type' ? types : field === 'definition' ? definitions : [];
  const names: Record<string, Record<string, string>> = messages.desk.armChoices;
  return coded.find(({ id }) => id === value)?.label[locale] ?? names[field]?.[value] ?? value;
}
