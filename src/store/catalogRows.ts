import type { Database } from 'better-sqlite3';
import type { AnnotatorKind, Direction, Stance, TagKind } from '../domain/codebook.ts';
import type { ResorptionRow, StudyFacts } from './annotations.ts';
import { trust, wholeRecord } from './recordReading.ts';

/** What the catalog counts over: a row a record, in the order of their ids. */
export interface RecordColumns {
  recordId: number;
  year: number | null;
  /** One a line. */
  languages: string;
  publicationTypes: string;
  journal: string | null;
  hasAbstract: 0 | 1;
  sampleN: number | null;
  screening: 'unscreened' | 'included' | 'excluded';
  retracted: 0 | 1;
}

export interface TagColumns {
  recordId: number;
  kind: TagKind;
  value: string;
  stance: Stance | Direction | null;
  state: 'confirmed' | 'library' | 'suggested';
}

export interface TagRow extends TagColumns {
  annotationId: number;
  score: number | null;
  basis: string | null;
  annotatorKind: AnnotatorKind;
  annotatorName: string;
  annotatorVersion: string;
}

export interface EvidenceRow {
  evidenceId: number;
  annotationId: number;
  field: string;
  start: number;
  end: number;
  text: string;
  stale: 0 | 1;
}

export interface RecordState {
  screening: 'unscreened' | 'included' | 'excluded';
  withdrawn: 0 | 1;
  retracted: 0 | 1;
}

/** ISO instants. */
export interface RecordStamps {
  createdAt: string;
  updatedAt: string;
}

export interface AnnotatorCount {
  kind: AnnotatorKind;
  name: string;
  version: string;
  annotations: number;
}

/** Reads for the catalog: rows as they lie, nothing counted or worded. */
export function createCatalogRows(database: Database) {
  const recordColumns = database.prepare<[], RecordColumns>(
    `select record_id as recordId, year, languages, publication_types as publicationTypes, journal, has_abstract as hasAbstract, sample_n as sampleN, screening, retracted
     from record where duplicate_of is null order by record_id`,
  );
  const tagColumns = database.prepare<[], TagColumns>(
    'select record_id as recordId, kind, value, stance, state from tag order by record_id, kind, value',
  );
  const tagsOf = database.prepare<[number], TagRow>(
    `select tag.record_id as recordId, tag.kind, tag.value, tag.stance, tag.state, annotation_id as annotationId, score, basis,
       annotator.kind as annotatorKind, name as annotatorName, annotator.version as annotatorVersion
     from tag join annotation using (annotation_id) join annotator using (annotator_id)
     where tag.record_id = ? order by annotation_id`,
  );
  const evidenceOf = database.prepare<[number], EvidenceRow>(
    `select evidence_id as evidenceId, annotation_id as annotationId, field, start, end, text, stale
     from evidence where annotation_id in (select annotation_id from tag where record_id = ?)
     order by evidence_id`,
  );
  const taggedWith = database
    .prepare<[TagKind, string], number>('select record_id from tag where kind = ? and value = ? order by record_id')
    .pluck();
  // The reader who coded a record is believed before the rules.
  const believed = `(select record_id, annotator_id from study_fact join annotator using (annotator_id)
     where record_id in ${wholeRecord}
     order by case kind when 'person' then 0 when 'library' then 1 else 2 end, record_id limit 1)`;
  const facts = database.prepare<{ recordId: number }, StudyFacts>(
    `select sample_n as sampleN, sample_unit as sampleUnit, follow_up_months as followUpMonths, follow_up_note as followUpNote
     from study_fact where (record_id, annotator_id) = ${believed}`,
  );
  const resorption = database.prepare<{ recordId: number }, ResorptionRow>(
    `select study_group as "group", events, total, percent, definition, count_basis as countBasis, note, use
     from resorption_result where (record_id, annotator_id) = ${believed} order by position`,
  );
  const state = database.prepare<{ recordId: number }, RecordState>(
    `select screening, retracted, not exists (select 1 from citation where citation.record_id in ${wholeRecord} and withdrawn_at is null)
       as withdrawn from record where record_id = :recordId`,
  );
  const abstractSource = database
    .prepare<{ recordId: number }, string>(
      `select source from citation where record_id in ${wholeRecord}
         and (json_array_length(document, '$.abstract') > 0 or json_array_length(document, '$.otherAbstracts') > 0)
       order by json_array_length(document, '$.abstract') = 0, ${trust}, citation_id limit 1`,
    )
    .pluck();
  // A decision on duplicates changes what is read, though no source has changed.
  const stamps = database.prepare<{ recordId: number }, RecordStamps>(
    `select created_at as createdAt, max(updated_at, coalesce((
       select max(decided_at) from duplicate_decision
       where duplicate_decision.record_id in ${wholeRecord} or other_record_id in ${wholeRecord}), '')) as updatedAt
     from record where record_id = :recordId and duplicate_of is null`,
  );
  const exclusions = database.prepare<[], { reason: string | null; note: string | null; records: number }>(
    `select exclusion_reason as reason, note, count(*) as records from (
       select coalesce(duplicate_of, record_id) as record_id, exclusion_reason, note, row_number() over (
         partition by coalesce(duplicate_of, record_id) order by screening_decision_id desc) as place
       from screening_decision join record using (record_id))
     join record using (record_id) where place = 1 and screening = 'excluded'
     group by reason, note order by records desc, note`,
  );
  const annotators = database.prepare<[], AnnotatorCount>(
    `select kind, name, version, (select count(*) from annotation where annotation.annotator_id = annotator.annotator_id) as annotations
     from annotator order by kind, name, version`,
  );

  return {
    recordColumns: (): RecordColumns[] => recordColumns.all(),
    tagColumns: (): TagColumns[] => tagColumns.all(),
    tagsOf: (recordId: number): TagRow[] => tagsOf.all(recordId),
    evidenceOf: (recordId: number): EvidenceRow[] => evidenceOf.all(recordId),
    taggedWith: (kind: TagKind, value: string): number[] => taggedWith.all(kind, value),
    facts: (recordId: number): StudyFacts | null => facts.get({ recordId }) ?? null,
    resorption: (recordId: number): ResorptionRow[] => resorption.all({ recordId }),
    state: (recordId: number): RecordState | null => state.get({ recordId }) ?? null,
    /** The source whose citation the record's abstract is read from; null without an abstract. */
    abstractSource: (recordId: number): string | null => abstractSource.get({ recordId }) ?? null,
    /** When the record came and last changed; null where there is none of that id to be read by itself. */
    stamps: (recordId: number): RecordStamps | null => stamps.get({ recordId }) ?? null,
    exclusions: () => exclusions.all(),
    annotators: (): AnnotatorCount[] => annotators.all(),
  };
}

export type CatalogRows = ReturnType<typeof createCatalogRows>;
