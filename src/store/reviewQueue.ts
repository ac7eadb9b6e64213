import type { Database } from 'better-sqlite3';
import { type Stage, stages } from '../domain/review.ts';

/** Who asks for work, when, and how many votes a record needs. */
export interface QueueQuestion {
  stage: Stage;
  annotatorId: number;
  /** Votes a record needs at this stage. */
  needed: number;
  /** ISO instant: assignments that have expired by then hold nothing back. */
  now: string;
}

/** Which records are ready for a stage at all. */
const ready: Record<Stage, string> = {
  'title-abstract': '1',
  'full-text': `exists (select 1 from settlement as before where before.stage = 'title-abstract'
    and before.record_id = record.record_id and before.answer ->> 'verdict' <> 'exclude')`,
  tagging: "screening = 'included'",
  extraction: "screening = 'included'",
};

/** Still wanting votes, this reviewer's among them, counting those who have the record before them. */
const waiting = (stage: Stage) => `duplicate_of is null and ${ready[stage]}
  and not exists (select 1 from settlement where stage = :stage and settlement.record_id = record.record_id)
  and not exists (select 1 from vote where stage = :stage and vote.record_id = record.record_id
    and vote.annotator_id = :annotatorId)
  and (select count(*) from vote where stage = :stage and vote.record_id = record.record_id)
    + (select count(*) from assignment where assignment.stage = :stage and assignment.record_id = record.record_id
       and assignment.annotator_id <> :annotatorId and expires_at > :now
       and not exists (select 1 from vote where vote.stage = :stage and vote.record_id = assignment.record_id
         and vote.annotator_id = assignment.annotator_id)) < :needed`;

/** What waits for whom, and who has what before them. */
export function createReviewQueue(database: Database) {
  const each = <Statement>(make: (stage: Stage) => Statement): Record<Stage, Statement> =>
    Object.fromEntries(stages.map((stage) => [stage, make(stage)])) as Record<Stage, Statement>;
  const open = each((stage) =>
    database
      .prepare<QueueQuestion, number>(`select record_id from record where ${waiting(stage)} order by record_id`)
      .pluck(),
  );
  const isReady = each((stage) =>
    database
      .prepare<[number], 1>(`select 1 from record where record_id = ? and duplicate_of is null and ${ready[stage]}`)
      .pluck(),
  );
  const readyCount = each((stage) =>
    database.prepare<[], number>(`select count(*) from record where duplicate_of is null and ${ready[stage]}`).pluck(),
  );
  const all = database
    .prepare<[], number>('select record_id from record where duplicate_of is null order by record_id')
    .pluck();
  const title = database.prepare<[number], string>('select title from record where record_id = ?').pluck();
  const assign = database.prepare<{ recordId: number; stage: Stage; annotatorId: number; expiresAt: string }>(
    `insert into assignment (record_id, stage, annotator_id, expires_at) values (:recordId, :stage, :annotatorId, :expiresAt)
     on conflict do update set expires_at = excluded.expires_at`,
  );
  const release = database.prepare<[number, Stage, number]>(
    'delete from assignment where record_id = ? and stage = ? and annotator_id = ?',
  );
  const held = database
    .prepare<[number, Stage, string], number>(
      'select record_id from assignment where annotator_id = ? and stage = ? and expires_at > ? order by expires_at',
    )
    .pluck();
  const forgetExpired = database.prepare<[string]>('delete from assignment where expires_at <= ?');

  return {
    /** Records that want this reviewer's vote, oldest first. */
    open: (question: QueueQuestion): number[] => open[question.stage].all(question),
    /** Whether the record is at this stage at all, or beyond it. */
    isReady: (recordId: number, stage: Stage): boolean => isReady[stage].get(recordId) !== undefined,
    /** How many records have come to a stage. */
    readyCount: (stage: Stage): number => readyCount[stage].get() ?? 0,
    /** Every record that is no duplicate, oldest first. */
    all: (): number[] => all.all(),
    /** A record's title; empty where it has none. */
    title: (recordId: number): string => title.get(recordId) ?? '',
    /** Keeps a record for a reviewer until then. */
    assign(recordId: number, stage: Stage, annotatorId: number, expiresAt: string): void {
      assign.run({ recordId, stage, annotatorId, expiresAt });
    },
    release(recordId: number, stage: Stage, annotatorId: number): void {
      release.run(recordId, stage, annotatorId);
    },
    /** Records this reviewer has before them. */
    held: (annotatorId: number, stage: Stage, now: string): number[] => held.all(annotatorId, stage, now),
    forgetExpired(now: string): void {
      forgetExpired.run(now);
    },
  };
}

export type ReviewQueue = ReturnType<typeof createReviewQueue>;
