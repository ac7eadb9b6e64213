import type { Database } from 'better-sqlite3';
import type { AnnotatorKind, TagKind } from '../domain/codebook.ts';
import { wholeRecord } from './recordReading.ts';

/** When people, the library or the rules last said what stands. */
export interface Said {
  by: AnnotatorKind;
  /** ISO instant. */
  at: string;
  records: number;
}

/** How fresh the tags are that the catalog shows. */
export function createReviewedDates(database: Database) {
  const ofTag = database.prepare<[TagKind, string], Said>(
    `select annotator.kind as "by", max(annotation.created_at) as at, count(distinct tag.record_id) as records
     from tag join annotation using (annotation_id) join annotator using (annotator_id)
     where tag.kind = ? and tag.value = ? group by annotator.kind`,
  );
  const ofRecord = database.prepare<{ recordId: number }, Said>(
    `select annotator.kind as "by", max(annotation.created_at) as at, 1 as records
     from tag join annotation using (annotation_id) join annotator using (annotator_id)
     where tag.record_id in ${wholeRecord} group by annotator.kind`,
  );
  return {
    /** Of a mechanism or predictor, over all records that have it; by whom it is, once each. */
    ofTag: (kind: TagKind, value: string): Said[] => ofTag.all(kind, value),
    /** Of all tags of a record. */
    ofRecord: (recordId: number): Said[] => ofRecord.all({ recordId }),
  };
}

export type ReviewedDates = ReturnType<typeof createReviewedDates>;
