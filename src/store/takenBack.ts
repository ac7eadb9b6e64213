import type { Database } from 'better-sqlite3';

/** What taking a run back did. Every record is counted once. */
export interface TakenBackCounts {
  /** Records that left the review. */
  removed: number;
  /** Records that lost a source and stay, since others found them too. */
  detached: number;
  /** Records whose sources are as they were before the run. */
  restored: number;
  /** Records that stayed as they were because somebody had acted on them. */
  stayed: number;
}

/** How a run is marked. */
export interface NewTakenBack extends TakenBackCounts {
  searchRunId: number;
  /** ISO instant. */
  takenBackAt: string;
  reason: string | null;
}

/** Whether a run counts: SQL, of the column that holds its number. */
export const isStanding = (run: string): string =>
  `not exists (select 1 from taken_back where taken_back.search_run_id = ${run})`;

/** The marks of runs that were taken back. Rows are added, never changed; nothing more is stored of a marked run. */
export function createTakenBack(database: Database) {
  const insert = database.prepare<NewTakenBack>(
    `insert into taken_back (search_run_id, taken_back_at, reason, removed, detached, restored, stayed, last_record_id)
     select :searchRunId, :takenBackAt, :reason, :removed, :detached, :restored, :stayed, max(
       coalesce((select max(last_record_id) from taken_back), 0), coalesce((select max(record_id) from record), 0))`,
  );
  return {
    /** Marks a run; belongs at the beginning of the transaction that takes it back, while its records are there. */
    mark(run: NewTakenBack): void {
      insert.run(run);
    },
  };
}

export type TakenBack = ReturnType<typeof createTakenBack>;
