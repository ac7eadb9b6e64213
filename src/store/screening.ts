import type { Database } from 'better-sqlite3';
import type { Annotator } from '../domain/codebook.ts';
import { wholeRecord } from './recordReading.ts';

export interface ScreeningDecision {
  stage: 'title-abstract' | 'full-text';
  verdict: 'include' | 'exclude' | 'unsure';
  /** Id of an exclusion reason of the protocol, where it names one. */
  exclusionReason: string | null;
  note: string | null;
  decidedAt: string;
}

/** Screening decisions: added, never changed; the newest one of a record settles where it stands. */
export function createScreening(database: Database) {
  // Without its annotator a decision would be lost in silence.
  const knowAnnotator = database.prepare<Annotator>(
    'insert into annotator (kind, name, version) values (:kind, :name, :version) on conflict do nothing',
  );
  const add = database.prepare(
    `insert into screening_decision (record_id, annotator_id, stage, verdict, exclusion_reason, note, decided_at)
     select :recordId, annotator_id, :stage, :verdict, :exclusionReason, :note, :decidedAt from annotator
     where kind = :kind and name = :name and version = :version`,
  );
  const latest = database.prepare<{ recordId: number }, ScreeningDecision>(
    `select stage, verdict, exclusion_reason as exclusionReason, note, decided_at as decidedAt
     from screening_decision where record_id in ${wholeRecord} order by screening_decision_id desc limit 1`,
  );
  const since = database
    .prepare<[string], number>('select count(distinct record_id) from screening_decision where decided_at >= ?')
    .pluck();
  const standing = database.prepare<[number], string>('select screening from record where record_id = ?').pluck();
  const settle = database.prepare<[string, number]>('update record set screening = ? where record_id = ?');

  return {
    /** Adds a decision unless the newest one of the record says the same. */
    decide(recordId: number, annotator: Annotator, decision: ScreeningDecision): void {
      const known = latest.get({ recordId });
      if (known && known.verdict === decision.verdict && known.stage === decision.stage && known.note === decision.note)
        return;
      knowAnnotator.run(annotator);
      add.run({ ...decision, ...annotator, recordId });
      if (decision.verdict !== 'unsure') settle.run(decision.verdict === 'include' ? 'included' : 'excluded', recordId);
    },
    /** Whether the record is in the review: unscreened, included or excluded; null where there is no such record. */
    standing: (recordId: number): string | null => standing.get(recordId) ?? null,
    /** How many records were screened at or after an ISO instant. */
    countSince: (instant: string): number => since.get(instant) ?? 0,
    latest: (recordId: number): ScreeningDecision | null => latest.get({ recordId }) ?? null,
  };
}

export type Screening = ReturnType<typeof createScreening>;
