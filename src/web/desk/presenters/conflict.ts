import { isScreeningStage, type Stage } from '../../../domain/review.ts';
import type { OpenedRecord } from '../../../review/openRecord.ts';
import { type FieldChoice, taggingChoices } from '../../../review/settling.ts';
import { extractionChoices } from '../../../review/settlingExtraction.ts';
import type { ExtractionAnswer } from '../../../review/stages/extraction.ts';
import type { TaggingAnswer } from '../../../review/stages/tagging.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { type PassageView, passagesOf } from '../sentences.ts';
import { bibliographyLine } from './bibliography.ts';
import { fieldName } from './conflicts.ts';
import { choiceName } from './extraction.ts';
import { answerLines } from './votes.ts';

export interface ConflictView {
  stageName: string;
  listHref: string;
  historyHref: string;
  recordLabel: string;
  title: string;
  titleLang: string;
  bibliography: string;
  texts: { lang: string; passages: PassageView[] }[];
  votes: { name: string; at: string; lines: string[]; note: string; quotes: string[] }[];
  /** How the record is settled already, and the way to open it again; null while it is not. */
  settled: { basis: string; lines: string[]; reopenAction: string | null } | null;
  /** Null where the reader may not settle it. */
  form: {
    action: string;
    conflictEntryId: string;
    key: string;
    verdicts: { value: string; name: string; by: string }[];
    reasons: { value: string; name: string; by: string }[];
    fields: { name: string; legend: string; options: { value: string; name: string; by: string }[] }[];
  } | null;
  mayNot: string | null;
  errors: string[];
}

export interface ConflictSource {
  stage: Stage;
  opened: OpenedRecord;
  people: ReadonlyMap<number, string>;
  isOwn: boolean;
  idempotencyKey: string;
  errors: string[];
}

export function presentConflict(site: Site, links: DeskLinks, source: ConflictSource): ConflictView {
  const { stage, opened, people, isOwn } = source;
  const { format, messages } = site;
  const words = messages.desk;
  const { citation, texts, complete, recordId } = opened;
  const votes = complete?.votes ?? [];
  const names = votes.map(({ annotatorId }) => people.get(annotatorId) ?? '');
  const { settlement = null, conflict = null } = complete ?? {};
  return {
    stageName: words.stages[stage],
    listHref: links.conflicts,
    historyHref: links.history(recordId),
    recordLabel: words.record(recordId),
    title: citation.title === '' ? messages.untitled : citation.title,
    titleLang: texts.find(({ field }) => field === 'title')?.language ?? 'en',
    bibliography: bibliographyLine(site, citation),
    texts: texts
      .filter(({ field }) => field !== 'title' && field !== 'vernacularTitle')
      .map((text) => ({ lang: text.language, passages: passagesOf(text, citation) })),
    votes: votes.map(({ castAt, answer }, index) => ({
      name: names[index] ?? '',
      at: format.instant(castAt),
      lines: answerLines(site, stage, answer),
      note: (answer as { note?: string }).note ?? '',
      quotes: stage === 'tagging' ? quotesOf(answer as TaggingAnswer) : [],
    })),
    settled: settlement && {
      basis: words.settled(words.basis[settlement.basis]),
      lines: answerLines(site, stage, settlement.answer),
      reopenAction: settlement.basis === 'adjudicated' && !isOwn ? links.reopen(stage, recordId) : null,
    },
    form:
      conflict && !isOwn
        ? {
            action: links.conflict(stage, recordId),
            conflictEntryId: String(conflict.trailEntryId),
            key: source.idempotencyKey,
            ...presentChoices(
              site,
              source,
              votes.map(({ answer }) => answer),
              names,
              conflict.fields,
            ),
          }
        : null,
    mayNot: conflict && isOwn ? words.refusals['own-conflict'] : null,
    errors: source.errors,
  };
}

function presentChoices(
  site: Site,
  { stage }: ConflictSource,
  answers: readonly unknown[],
  names: readonly string[],
  fields: readonly string[],
) {
  const { messages, protocol, locale } = site;
  const saidBy = (test: (answer: { verdict?: string; exclusionReason?: string | null }) => boolean): string =>
    names.filter((_, index) => test(answers[index] as Parameters<typeof test>[0])).join(', ');
  if (isScreeningStage(stage)) {
    return {
      verdicts: (['include', 'exclude'] as const).map((value) => ({
        value,
        name: messages.desk.verdicts[value],
        by: saidBy(({ verdict }) => verdict === value),
      })),
      reasons: protocol.review.eligibility.exclude.map(({ id, label }) => ({
        value: id,
        name: label[locale],
        by: saidBy(({ exclusionReason }) => exclusionReason === id),
      })),
      fields: [],
    };
  }
  const open =
    stage === 'tagging'
      ? taggingChoices(answers as TaggingAnswer[], fields)
      : extractionChoices(answers as ExtractionAnswer[], fields);
  return {
    verdicts: [],
    reasons: [],
    fields: open.map(({ field, options }) => ({
      name: `field.${field}`,
      legend: fieldName(site, field),
      options: options.map(({ value, says, votes }) => ({
        value,
        name: saidWords(site, field, says),
        by: votes.map((vote) => names[vote] ?? '').join(', '),
      })),
    })),
  };
}

function saidWords(site: Site, field: string, says: FieldChoice['options'][number]['says']): string {
  const { labels, messages, format } = site;
  if (says === null) return messages.desk.notReported;
  if (typeof says === 'number') return format.number(says);
  if (typeof says === 'string') return saidWord(site, field, says);
  const kinds = { designs: 'design', species: 'species', imaging: 'imaging' } as const;
  const kind = kinds[field as keyof typeof kinds];
  return says.length === 0
    ? messages.desk.notReported
    : format.list(says.map((id) => (kind ? labels.tag(kind, id) : id)));
}

/** One word of an answer: a stance, or a choice of an extraction. */
function saidWord(site: Site, field: string, says: string): string {
  const [kind, , part = ''] = field.split(':');
  if (kind === 'mechanism' || kind === 'predictor')
    return site.labels.stance(says as Parameters<typeof site.labels.stance>[0]);
  const judgements: Record<string, string> = site.messages.desk.judgements;
  return kind === 'arm' ? choiceName(site, part, says) : (judgements[says] ?? says);
}

function quotesOf({ mechanisms, predictors }: TaggingAnswer): string[] {
  return [...new Set([...mechanisms, ...predictors].flatMap(({ evidence }) => evidence.map(({ text }) => text)))];
}
