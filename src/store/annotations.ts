import type { Database } from 'better-sqlite3';
import type { Annotation, Annotator, AnnotatorKind, EvidenceSpan, TagKind } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import { wholeRecord } from './recordReading.ts';

/** One group's result as an annotator read it. */
export interface ResorptionRow {
  group: string;
  events: number | null;
  total: number | null;
  percent: number | null;
  definition: string | null;
  countBasis: string | null;
  note: string | null;
  /** May it be pooled: "candidate" yes, "check" only after its doubts are settled, "no" never. */
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

interface SaidRow {
  annotationId: number;
  kind: TagKind;
  value: string;
  stance: string | null;
  annotator: AnnotatorKind;
  /** Whether any of the words it rests on still stands where it was read. */
  stands: 0 | 1;
}

type TagState = 'confirmed' | 'library' | 'suggested';

/** The version under which people's extracted numbers are kept, apart from their tags. */
export const extractionVersion = 'extraction';
/** The version under which people's tags are kept, apart from the numbers. */
export const taggingVersion = 'tagging';

const authority: Record<AnnotatorKind, number> = { rules: 0, library: 1, person: 2 };
const tagState: Record<AnnotatorKind, TagState> = { rules: 'suggested', library: 'library', person: 'confirmed' };

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
  const versionsOf = database
    .prepare<[string, string], number>('select annotator_id from annotator where kind = ? and name = ?')
    .pluck();
  // A rule set or library speaks with one version at a time; what a person said is never touched here.
  const clear = ['annotation', 'study_fact', 'resorption_result'].map((table) =>
    database.prepare<[number, number]>(`delete from ${table} where record_id = ? and annotator_id = ?`),
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
  const clearTags = database.prepare<{ recordId: number }>(`delete from tag where record_id in ${wholeRecord}`);
  const said = database.prepare<{ recordId: number }, SaidRow>(
    `select annotation_id as annotationId, annotation.kind, value, stance, annotator.kind as annotator,
       not exists (select 1 from evidence where evidence.annotation_id = annotation.annotation_id)
       or exists (select 1 from evidence where evidence.annotation_id = annotation.annotation_id and stale = 0) as stands
     from annotation join annotator using (annotator_id) where record_id in ${wholeRecord} order by annotation_id`,
  );
  const addTag = database.prepare<[number, string, string, string | null, TagState, number]>(
    'insert into tag (record_id, kind, value, stance, state, annotation_id) values (?, ?, ?, ?, ?, ?)',
  );
  const factsOf = database.prepare<
    { recordId: number },
    { annotator: AnnotatorKind; version: string; sampleN: number | null }
  >(
    `select kind as annotator, version, sample_n as sampleN from study_fact join annotator using (annotator_id)
     where record_id in ${wholeRecord} order by record_id, annotator_id`,
  );
  const writeSampleSize = database.prepare<[number | null, number]>(
    'update record set sample_n = ? where record_id = ?',
  );
  const evidenceOf = database.prepare<[number], EvidenceSpan & { evidenceId: number; stale: 0 | 1 }>(
    `select evidence_id as evidenceId, field, start, end, evidence.text, stale
     from evidence join annotation using (annotation_id) where record_id = ?`,
  );
  const byRules = database.prepare<
    { recordId: number },
    { kind: TagKind; value: string; stance: string | null; quotes: string }
  >(
    `select annotation.kind, value, stance, json_group_array(evidence.text order by start) as quotes
     from annotation join annotator using (annotator_id) join evidence using (annotation_id)
     where record_id in ${wholeRecord} and annotator.kind = 'rules' and stale = 0
     group by annotation_id order by annotation.kind, score desc, value`,
  );
  const markStale = database.prepare<[number, number]>('update evidence set stale = ? where evidence_id = ?');

  function annotatorId({ kind, name, version }: Annotator): number {
    return findAnnotator.get(kind, name, version) ?? Number(addAnnotator.run(kind, name, version).lastInsertRowid);
  }

  function withdraw(recordId: number, annotator: Annotator): void {
    const { kind, name, version } = annotator;
    const said = kind === 'person' ? findAnnotator.all(kind, name, version) : versionsOf.all(kind, name);
    for (const statement of clear) for (const id of said) statement.run(recordId, id);
  }

  return {
    /** Takes back all that this annotator said of the record; the tags are to be derived anew. */
    withdraw,
    /**
     * Replaces all that this annotator said of the record before: a rule set or a library in any version, people in
     * the same part of their work. Of a new record nobody said anything.
     */
    replace(recordId: number, annotator: Annotator, coding: Coding, at: string, isNew = false): void {
      if (!isNew) withdraw(recordId, annotator);
      const id = annotatorId(annotator);
      for (const { evidence, ...annotation } of coding.annotations) {
        const annotationId = Number(
          addAnnotation.run({ ...annotation, recordId, annotatorId: id, at }).lastInsertRowid,
        );
        for (const span of evidence) addEvidence.run({ ...span, annotationId });
      }
      // A reader's row says that the record was coded; of rules it is kept only for what it holds.
      const says = Object.values(coding.facts).some((fact) => fact !== null);
      if (says || annotator.kind !== 'rules') addFacts.run({ ...coding.facts, recordId, annotatorId: id });
      coding.resorption.forEach((result, position) => {
        addResult.run({ ...result, position, recordId, annotatorId: id });
      });
    },
    /**
     * Settles anew which annotation speaks for each tag of the record, its duplicates' among them: a person's before
     * the library's before a rule's, the newest among equals. Rules are silent about a record that a reader has
     * coded, and where the words they read are not the ones that are shown.
     *
     * @param recordId a record that is no duplicate itself.
     */
    deriveTags(recordId: number): void {
      clearTags.run({ recordId });
      const facts = factsOf.all({ recordId }).sort((a, b) => authority[b.annotator] - authority[a.annotator]);
      // Numbers that people took out for the synthesis say nothing about the tags.
      const isCoded = facts.some(({ annotator, version }) => annotator !== 'rules' && version !== extractionVersion);
      const speaking = new Map<string, SaidRow>();
      for (const row of said.all({ recordId })) {
        if (row.annotator === 'rules' && (isCoded || row.stands === 0)) continue;
        const key = `${row.kind} ${row.value}`;
        const other = speaking.get(key);
        if (!other || authority[row.annotator] >= authority[other.annotator]) speaking.set(key, row);
      }
      for (const { kind, value, stance, annotator, annotationId } of speaking.values()) {
        addTag.run(recordId, kind, value, stance, tagState[annotator], annotationId);
      }
      writeSampleSize.run(facts[0]?.sampleN ?? null, recordId);
    },
    /** What the rules say of a record where their words still stand, whether or not anybody else has spoken. */
    saidByRules: (recordId: number): { kind: TagKind; value: string; stance: string | null; quotes: string[] }[] =>
      byRules.all({ recordId }).map(({ quotes, ...row }) => ({ ...row, quotes: JSON.parse(quotes) as string[] })),
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
