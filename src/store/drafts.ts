import type { Database } from 'better-sqlite3';
import type { Stage } from '../domain/review.ts';

/** What a reviewer has filled in and not yet cast. */
export interface StoredDraft {
  recordId: number;
  stage: Stage;
  annotatorId: number;
  /** 1 for the first that was kept, one more each time. */
  version: number;
  answer: unknown;
  savedAt: string;
}

type Row = Omit<StoredDraft, 'answer'> & { answer: string };

/** Drafts: replaced as they grow, read by their owner alone. */
export function createDrafts(database: Database) {
  const find = database.prepare<[number, Stage, number], Row>(
    `select record_id as recordId, stage, annotator_id as annotatorId, version, answer, saved_at as savedAt
     from draft where annotator_id = ? and stage = ? and record_id = ?`,
  );
  const put = database.prepare<Row>(
    `insert into draft (record_id, stage, annotator_id, version, answer, saved_at)
     values (:recordId, :stage, :annotatorId, :version, :answer, :savedAt)
     on conflict do update set version = excluded.version, answer = excluded.answer, saved_at = excluded.saved_at`,
  );
  const remove = database.prepare<[number, Stage, number]>(
    'delete from draft where annotator_id = ? and stage = ? and record_id = ?',
  );
  return {
    get(annotatorId: number, stage: Stage, recordId: number): StoredDraft | null {
      const row = find.get(annotatorId, stage, recordId);
      return row ? { ...row, answer: JSON.parse(row.answer) } : null;
    },
    put(draft: StoredDraft): void {
      put.run({ ...draft, answer: JSON.stringify(draft.answer) });
    },
    remove(annotatorId: number, stage: Stage, recordId: number): void {
      remove.run(annotatorId, stage, recordId);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
