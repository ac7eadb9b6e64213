import type { Database } from 'better-sqlite3';
import { type ResorptionRow, taggingVersion } from './annotations.ts';

/** One reported result with what is known of its record. */
export interface SynthesisRow extends ResorptionRow {
  resultId: number;
  recordId: number;
  recordKey: string;
  year: number | null;
  title: string;
  /** One a line. */
  designs: string;
  followUpMonths: number | null;
  followUpNote: string | null;
  screening: 'unscreened' | 'included' | 'excluded';
  retracted: 0 | 1;
  withdrawn: 0 | 1;
}

/** Reads what is pooled: every reported result, as the reader who is believed has coded it (a person before the library before rules). */
export function createSynthesisRows(database: Database) {
  const all = database.prepare<[], SynthesisRow>(
    `with believed as (
       select record_id, annotator_id, follow_up_months, follow_up_note, coalesce(duplicate_of, record_id) as head_id,
         row_number() over (partition by coalesce(duplicate_of, record_id)
           order by case kind when 'person' then 0 when 'library' then 1 else 2 end, record_id) as place
       from study_fact join annotator using (annotator_id) join record using (record_id)
       -- People take numbers out apart from tagging: who only tagged says nothing here.
       where kind <> 'person' or version <> '${taggingVersion}')
     select resorption_result_id as resultId, record.record_id as recordId, key as recordKey, year, title,
       coalesce((select group_concat(value, char(10)) from tag
         where tag.record_id = record.record_id and tag.kind = 'design'), '') as designs,
       follow_up_months as followUpMonths, follow_up_note as followUpNote, screening, retracted,
       not exists (select 1 from citation join record as member using (record_id)
         where record.record_id in (member.record_id, member.duplicate_of) and withdrawn_at is null) as withdrawn,
       study_group as "group", events, total, percent, definition, count_basis as countBasis, note, use
     from resorption_result join believed using (record_id, annotator_id)
       join record on record.record_id = head_id
     where place = 1 order by record.record_id, position`,
  );
  return {
    all: (): SynthesisRow[] => all.all(),
  };
}

export type SynthesisRows = ReturnType<typeof createSynthesisRows>;
