import { isDeepStrictEqual } from 'node:util';
import type { Direction, EvidenceSpan, Stance } from '../../domain/codebook.ts';
import type { OpenedRecord } from '../../review/openRecord.ts';
import type { ScreeningAnswer } from '../../review/stages/screening.ts';
import {
  emptyTagging,
  type TaggedTerm,
  type TaggingAnswer,
  type TermList,
  termLists,
} from '../../review/stages/tagging.ts';

/** What a reviewer has filled in about a record, complete or not: what a draft keeps and a form shows. */
export interface JudgementForm {
  verdict: ScreeningAnswer['verdict'] | null;
  exclusionReason: string | null;
  note: string;
  tagging: TaggingAnswer;
}

export const emptyJudgement: JudgementForm = { verdict: null, exclusionReason: null, note: '', tagging: emptyTagging };

/** Names of the form's fields; the page, the reading below and the page's script agree on them. */
export const fieldNames = {
  verdict: 'verdict',
  exclusionReason: 'reason',
  note: 'note',
  sentence: 'sentence',
  /** Names the mechanisms that are ticked; their stance stands in a field of its own. */
  ticked: 'mechanism',
  position: (kind: 'mechanism' | 'predictor', id: string) => `${kind}.${id}`,
  evidence: (kind: 'mechanism' | 'predictor', id: string) => `evidence.${kind}.${id}`,
  list: (list: TermList) => list,
  sampleN: 'sampleN',
  followUpMonths: 'followUpMonths',
} as const;

/**
 * Reads the form as a browser sends it. What makes no sense is left as it is for the stage's rules to refuse, so that
 * nothing a reviewer wrote is dropped in silence.
 *
 * @param textOf the text that an evidence field counts in; null where the record has none of that name.
 */
export function readJudgement(fields: URLSearchParams, textOf: (field: string) => string | null): JudgementForm {
  return {
    verdict: (fields.get(fieldNames.verdict) || null) as JudgementForm['verdict'],
    exclusionReason: fields.get(fieldNames.exclusionReason) || null,
    note: (fields.get(fieldNames.note) ?? '').replaceAll('\r\n', '\n'),
    tagging: readTagging(fields, textOf),
  };
}

/** What the form of a record should show: the draft, else the vote and tags that stand. */
export function formOf({ own, ownTags, draft }: OpenedRecord, isScreening: boolean): JudgementForm {
  if (draft) return { ...emptyJudgement, ...(draft.answer as Partial<JudgementForm>) };
  const tagging = (ownTags.vote?.answer as TaggingAnswer | undefined) ?? emptyTagging;
  if (!isScreening) return { ...emptyJudgement, note: tagging.note, tagging };
  const vote = own.vote?.answer as ScreeningAnswer | undefined;
  return { ...emptyJudgement, ...vote, verdict: vote?.verdict ?? null, tagging };
}

/** The vote of a screening stage as the form says it. A reason stays with its exclusion. */
export function screeningAnswer({ verdict, exclusionReason, note }: JudgementForm): unknown {
  return { verdict, exclusionReason: verdict === 'exclude' ? exclusionReason : null, note };
}

/** Whether the form says other tags than those that stand; a note is none of them. */
export function changesTags(tagging: TaggingAnswer, standing: TaggingAnswer): boolean {
  return !isDeepStrictEqual({ ...tagging, note: '' }, { ...standing, note: '' });
}

/** The place of evidence as one word: "abstract:120:233". */
export function spanWord({ field, start, end }: Pick<EvidenceSpan, 'field' | 'start' | 'end'>): string {
  return `${field}:${start}:${end}`;
}

function readTagging(fields: URLSearchParams, textOf: (field: string) => string | null): TaggingAnswer {
  const number = (name: string): number | null => {
    const words = (fields.get(name) ?? '').trim();
    return words === '' ? null : Number(words);
  };
  const lists = Object.fromEntries(
    termLists.map((list) => [list, sortedOnce(fields.getAll(list).flatMap(linesOf))]),
  ) as Record<TermList, string[]>;
  return {
    ...lists,
    mechanisms: readTerms<Stance>('mechanism', fields, textOf),
    predictors: readTerms<Direction>('predictor', fields, textOf),
    sampleN: number(fieldNames.sampleN),
    followUpMonths: number(fieldNames.followUpMonths),
    note: '',
  };
}

/** Ticked ids come as a field each, words one a line of the same field. */
function linesOf(value: string): string[] {
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** As answers keep their lists, so that a form sent again is the same. */
function sortedOnce(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function readTerms<Position extends string>(
  kind: 'mechanism' | 'predictor',
  fields: URLSearchParams,
  textOf: (field: string) => string | null,
): TaggedTerm<Position>[] {
  const prefix = `${kind}.`;
  const ids =
    kind === 'mechanism'
      ? fields.getAll(fieldNames.ticked)
      : [...fields]
          .filter(([name, value]) => name.startsWith(prefix) && value !== '')
          .map(([name]) => name.slice(prefix.length));
  return [...new Set(ids)].map((id) => {
    const words = [...new Set(fields.getAll(fieldNames.evidence(kind, id)))].filter((word) => word !== '');
    const position = fields.get(fieldNames.position(kind, id)) ?? '';
    return { id, position: position as Position, evidence: words.map((word) => readSpan(word, textOf)) };
  });
}

/** The evidence that a word names, with the words that stand there; empty where nothing does. */
export function readSpan(word: string, textOf: (field: string) => string | null): EvidenceSpan {
  const [, field = '', from = '0', to = '0'] = /^(.+):(\d{1,9}):(\d{1,9})$/.exec(word) ?? [];
  const [start, end] = [Number(from), Number(to)];
  return { field: field as EvidenceSpan['field'], start, end, text: textOf(field)?.slice(start, end) ?? '' };
}
