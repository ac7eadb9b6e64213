import type { Database } from 'better-sqlite3';
import type { AnnotatorKind, Direction, Stance } from '../domain/codebook.ts';

/** Which tags to list; a null leaves that side open. */
export interface EvidenceFilter {
  /** Ids of mechanisms and predictors, any of which will do. */
  values: readonly string[] | null;
  stances: readonly string[] | null;
  recordId: number | null;
}

/** A mechanism or predictor that a record is tagged with. */
export interface EvidenceListRow {
  /** The first of the sentences it rests on, by which it is known. */
  evidenceId: number;
  annotationId: number;
  recordId: number;
  recordKey: string;
  pmid: string | null;
  doi: string | null;
  title: string;
  year: number | null;
  kind: 'mechanism' | 'predictor';
  value: string;
  stance: Stance | Direction | null;
  state: 'confirmed' | 'library' | 'suggested';
  score: number | null;
  basis: string | null;
  annotatorKind: AnnotatorKind;
  annotatorName: string;
  annotatorVersion: string;
  /** The first of its sentences. */
  text: string;
}

export interface SentenceRow {
  evidenceId: number;
  field: string;
  start: number;
  end: number;
  text: string;
}

interface Bound {
  values: string | null;
  stances: string | null;
  recordId: number | null;
  after: number;
  limit: number;
}

/** Tags as a list: those of records that are read by themselves and not excluded, with words that still stand. */
export function createEvidenceRows(database: Database) {
  const list = database.prepare<Bound, EvidenceListRow>(
    `select evidence.evidence_id as evidenceId, tag.annotation_id as annotationId, tag.record_id as recordId,
       record.key as recordKey, record.pmid, record.doi, record.title, record.year, tag.kind, tag.value, tag.stance, tag.state,
       score, basis, annotator.kind as annotatorKind, name as annotatorName, annotator.version as annotatorVersion,
       evidence.text
     from evidence join tag using (annotation_id) join record on record.record_id = tag.record_id
       join annotation using (annotation_id) join annotator using (annotator_id)
     where evidence.evidence_id > :after and evidence.stale = 0 and tag.kind in ('mechanism', 'predictor')
       and record.duplicate_of is null and record.screening <> 'excluded'
       and not exists (select 1 from evidence as earlier where earlier.annotation_id = evidence.annotation_id
         and earlier.stale = 0 and earlier.evidence_id < evidence.evidence_id)
       and (:values is null or tag.value in (select value from json_each(:values)))
       and (:stances is null or tag.stance in (select value from json_each(:stances)))
       and (:recordId is null or tag.record_id = :recordId)
     order by evidence.evidence_id limit :limit`,
  );
  const sentences = database.prepare<[number], SentenceRow>(
    `select evidence_id as evidenceId, field, start, end, text from evidence
     where annotation_id = ? and stale = 0 order by evidence_id`,
  );
  const json = (texts: readonly string[] | null): string | null => (texts === null ? null : JSON.stringify(texts));
  return {
    /** The next tags after the one known by evidence id `after`, in the order of these ids. */
    list: ({ values, stances, recordId }: EvidenceFilter, after: number, limit: number): EvidenceListRow[] =>
      list.all({ values: json(values), stances: json(stances), recordId, after, limit }),
    sentences: (annotationId: number): SentenceRow[] => sentences.all(annotationId),
  };
}

export type EvidenceRows = ReturnType<typeof createEvidenceRows>;
