import type { Database } from 'better-sqlite3';
import type { Annotation, Annotator, AnnotatorKind, EvidenceSpan } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';

/** One group's result as an annotator read it. */
export interface ResorptionRow {
  group: string;
  events: number | null;
  total: number | null;
  percent: number | null;
  definition: string | null;
  countBasis: string | null;
  note: string | null;
  use: 'candidate' | 'check' | 'no';
}

export interface StudyFacts {
  sampleN: number | null;
  sampleUnit: string | null;
  followUpMonths: number | null;
  followUpNote: string | null;
}

/** All that one annotator says of one record. */
export interface Coding {
  annotations: readonly Annotation[];
  facts: StudyFacts;
  resorption: readonly ResorptionRow[];
}

/**
 * What annotators say of records, and the tags that follow from it. Every writing method belongs inside the
 * caller's transaction.
 */
export function createAnnotations(database: Database) {
  const findAnnotator = database
    .prepare<[string, string, string], number>(
      'select annotator_id from annotator where kind = ? and name = ? and version = ?',
    )
    .pluck();
  const addAnnotator = database.prepare<[string, string, string]>(
    'insert into annotator (kind, name, version) values (?, ?, ?)',
  );
  // A rule set or library speaks with one version at a time; what a person said is never touched here.
  const clear = ['annotation', 'study_fact', 'resorption_result'].map((table) =>
    database.prepare<[number, AnnotatorKind, string]>(
      `delete from ${table} where record_id = ? and annotator_id in
         (select annotator_id from annotator where kind = ? and name = ?)`,
    ),
  );
  const addAnnotation = database.prepare(
    `insert into annotation (record_id, annotator_id, kind, value, stance, score, basis, created_at)
     values (:recordId, :annotatorId, :kind, :value, :stance, :score, :basis, :at)`,
  );
  const addEvidence = database.prepare<EvidenceSpan & { annotationId: number }>(
    'insert into evidence (annotation_id, field, start, end, text) values (:annotationId, :field, :start, :end, :text)',
  );
  const addFacts = database.prepare(
    `insert into study_fact (record_id, annotator_id, sample_n, sample_unit, follow_up_months, follow_up_note)
     values (:recordId, :annotatorId, :sampleN, :sampleUnit, :followUpMonths, :followUpNote)`,
  );
  const addResult = database.prepare(
    `insert into resorption_result (record_id, annotator_id, position, study_group, events, total, percent, definition,
       count_basis, note, use)
     values (:recordId, :annotatorId, :position, :group, :events, :total, :percent, :definition, :countBasis, :note, :use)`,
  );
  const clearTags = database.prepare<[number]>('delete from tag where record_id = ?');
  // People before the library before rules; and rules are silent about a record that was coded by a reader.
  const insertTags = database.prepare<{ recordId: number }>(
    `insert into tag (record_id, kind, value, stance, state, annotation_id)
     select record_id, kind, value, stance, state, annotation_id from (
       select annotation.*, case annotator.kind when 'person' then 'confirmed' when 'library' then 'library' else 'suggested' end as state,
         row_number() over (partition by annotation.kind, value
           order by case annotator.kind when 'person' then 0 when 'library' then 1 else 2 end, annotation_id desc) as place
       from annotation join annotator using (annotator_id)
       where record_id = :recordId and (annotator.kind <> 'rules' or not exists (
         select 1 from study_fact join annotator as reader using (annotator_id)
         where study_fact.record_id = :recordId and reader.kind <> 'rules')))
     where place = 1`,
  );
  const writeSampleSize = database.prepare<[number]>(
    `update record set sample_n = (
       select sample_n from study_fact join annotator using (annotator_id) where study_fact.record_id = record.record_id
       order by case kind when 'person' then 0 when 'library' then 1 else 2 end limit 1)
     where record_id = ?`,
  );
  const evidenceOf = database.prepare<[number], EvidenceSpan & { evidenceId: number; stale: 0 | 1 }>(
    `select evidence_id as evidenceId, field, start, end, evidence.text, stale
     from evidence join annotation using (annotation_id) where record_id = ?`,
  );
  const markStale = database.prepare<[number, number]>('update evidence set stale = ? where evidence_id = ?');

  function annotatorId({ kind, name, version }: Annotator): number {
    return findAnnotator.get(kind, name, version) ?? Number(addAnnotator.run(kind, name, version).lastInsertRowid);
  }

  return {
    /** Replaces all that this annotator, in any version, said of the record before. */
    replace(recordId: number, annotator: Annotator, coding: Coding, at: string): void {
      for (const statement of clear) statement.run(recordId, annotator.kind, annotator.name);
      const id = annotatorId(annotator);
      for (const { evidence, ...annotation } of coding.annotations) {
        const annotationId = Number(
          addAnnotation.run({ ...annotation, recordId, annotatorId: id, at }).lastInsertRowid,
        );
        for (const span of evidence) addEvidence.run({ ...span, annotationId });
      }
      addFacts.run({ ...coding.facts, recordId, annotatorId: id });
      coding.resorption.forEach((result, position) => {
        addResult.run({ ...result, position, recordId, annotatorId: id });
      });
    },
    /** Settles anew which annotation speaks for each tag of the record. */
    deriveTags(recordId: number): void {
      clearTags.run(recordId);
      insertTags.run({ recordId });
      writeSampleSize.run(recordId);
    },
    /** Marks evidence whose words no longer stand where they were read; it is never moved. */
    checkEvidence(recordId: number, texts: readonly RecordText[]): number {
      const byField = new Map(texts.map((text) => [text.field, text.text]));
      let stale = 0;
      for (const span of evidenceOf.all(recordId)) {
        const isStale = byField.get(span.field)?.slice(span.start, span.end) !== span.text;
        if (isStale) stale++;
        if (isStale !== (span.stale === 1)) markStale.run(isStale ? 1 : 0, span.evidenceId);
      }
      return stale;
    },
  };
}

export type Annotations = ReturnType<typeof createAnnotations>;
