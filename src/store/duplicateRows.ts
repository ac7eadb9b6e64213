import type { Database } from 'better-sqlite3';
import type { Annotator, AnnotatorKind } from '../domain/codebook.ts';
import { deriveScreening } from './screeningStanding.ts';

export type DuplicateVerdict = 'same' | 'different' | 'undone';

/** One decision about two records. Never changed; the newest of a pair counts. */
export interface DuplicateDecision {
  decisionId: number;
  /** The older record of the two. */
  recordId: number;
  otherRecordId: number;
  decision: DuplicateVerdict;
  by: { kind: AnnotatorKind; name: string };
  reason: string;
  decidedAt: string;
}

/** Two records held for a person to say whether they are one publication. */
export interface HeldPair {
  recordId: number;
  otherRecordId: number;
  reason: string;
  runId: number;
  foundAt: string;
}

export type Pair = readonly [older: number, younger: number];

/** The two, older one first. */
export function orderedPair(one: number, other: number): Pair {
  return one < other ? [one, other] : [other, one];
}

type DecisionRow = Omit<DuplicateDecision, 'by'> & { byKind: AnnotatorKind; byName: string };

/** The rows on duplicates as they lie: what is held, what was decided, which record is read with which. */
export function createDuplicateRows(database: Database) {
  const hold = database.prepare<[number, number, string, number, string]>(
    `insert into possible_duplicate (record_id, other_record_id, reason, search_run_id, found_at) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  const held = database.prepare<[], HeldPair>(
    `select record_id as recordId, other_record_id as otherRecordId, reason, search_run_id as runId, found_at as foundAt
     from possible_duplicate order by found_at, record_id, other_record_id`,
  );
  const decisions = database.prepare<[], DecisionRow>(
    `select duplicate_decision_id as decisionId, record_id as recordId, other_record_id as otherRecordId, decision,
       kind as byKind, name as byName, reason, decided_at as decidedAt
     from duplicate_decision join annotator using (annotator_id) order by duplicate_decision_id`,
  );
  const standing = database
    .prepare<[number, number], DuplicateVerdict>(
      `select decision from duplicate_decision where record_id = ? and other_record_id = ?
       order by duplicate_decision_id desc limit 1`,
    )
    .pluck();
  const same = database.prepare<[], { recordId: number; otherRecordId: number }>(
    `select record_id as recordId, other_record_id as otherRecordId from duplicate_decision as newest
     where decision = 'same' and not exists (
       select 1 from duplicate_decision as later
       where later.record_id = newest.record_id and later.other_record_id = newest.other_record_id
         and later.duplicate_decision_id > newest.duplicate_decision_id)`,
  );
  const knowAnnotator = database.prepare<Annotator>(
    'insert into annotator (kind, name, version) values (:kind, :name, :version) on conflict do nothing',
  );
  const decide = database.prepare(
    `insert into duplicate_decision (record_id, other_record_id, decision, annotator_id, reason, decided_at)
     select :recordId, :otherRecordId, :decision, annotator_id, :reason, :at from annotator
     where kind = :kind and name = :name and version = :version`,
  );
  const pointers = database.prepare<[], { recordId: number; duplicateOf: number }>(
    'select record_id as recordId, duplicate_of as duplicateOf from record where duplicate_of is not null',
  );
  const point = database.prepare<[number | null, number]>('update record set duplicate_of = ? where record_id = ?');
  const settleScreening = database.prepare<{ recordId: number }>(deriveScreening);

  return {
    hold: ([older, younger]: Pair, reason: string, runId: number, at: string): boolean =>
      hold.run(older, younger, reason, runId, at).changes > 0,
    held: (): HeldPair[] => held.all(),
    decisions: (): DuplicateDecision[] =>
      decisions.all().map(({ byKind, byName, ...row }) => ({ ...row, by: { kind: byKind, name: byName } })),
    /** The newest decision about two records; null where there is none. */
    standing: ([older, younger]: Pair): DuplicateVerdict | null => standing.get(older, younger) ?? null,
    /** Every pair whose newest decision is that they are one publication. */
    samePairs: (): Pair[] => same.all().map(({ recordId, otherRecordId }) => [recordId, otherRecordId]),
    addDecision(
      [recordId, otherRecordId]: Pair,
      decision: DuplicateVerdict,
      by: Annotator,
      reason: string,
      at: string,
    ) {
      knowAnnotator.run(by);
      decide.run({ recordId, otherRecordId, decision, reason, at, ...by });
    },
    /** Duplicates and the record each is read with. */
    pointers: (): Map<number, number> => new Map(pointers.all().map((row) => [row.recordId, row.duplicateOf])),
    point: (recordId: number, head: number | null): void => {
      point.run(head, recordId);
    },
    /** Where a record stands by what was settled or decided about it or one of its duplicates. */
    settleScreening: (recordId: number): void => {
      settleScreening.run({ recordId });
    },
  };
}

export type DuplicateRows = ReturnType<typeof createDuplicateRows>;
