import type { Database } from 'better-sqlite3';

/** A source on its way from the record it had joined to one of its own. */
export interface NewCitationMove {
  citationId: number;
  fromRecordId: number;
  toRecordId: number;
  joinReason: string | null;
}

export interface CitationMove extends NewCitationMove {
  /** Since when it had been with the first record; null where that was not written down. */
  joinedAt: string | null;
  /** Who moved it, when and why: as the decision that the two are different says. */
  by: string;
  at: string;
  reason: string;
}

/** Sources that were taken off records again. Rows are added, never changed. */
export function createCitationMoves(database: Database) {
  const insert = database.prepare<NewCitationMove>(
    `insert into citation_move (citation_id, from_record_id, to_record_id, join_reason, joined_at, duplicate_decision_id)
     select citation_id, :fromRecordId, :toRecordId, :joinReason,
       coalesce((select min(at) from record_event where record_id = :fromRecordId and what = 'joined'
         and detail = citation.source || ': ' || :joinReason), retrieved_at),
       (select max(duplicate_decision_id) from duplicate_decision
        where record_id = min(:fromRecordId, :toRecordId) and other_record_id = max(:fromRecordId, :toRecordId))
     from citation where citation_id = :citationId`,
  );
  const all = database.prepare<[], CitationMove>(
    `select citation_id as citationId, from_record_id as fromRecordId, to_record_id as toRecordId,
       join_reason as joinReason, joined_at as joinedAt, name as "by", decided_at as at, reason
     from citation_move join duplicate_decision using (duplicate_decision_id) join annotator using (annotator_id)
     order by citation_move_id`,
  );
  return {
    /** Writes down a move; belongs after the decision about the two records, in its transaction. */
    add(move: NewCitationMove): void {
      insert.run(move);
    },
    /** Every move, in order. */
    list: (): CitationMove[] => all.all(),
  };
}

export type CitationMoves = ReturnType<typeof createCitationMoves>;
