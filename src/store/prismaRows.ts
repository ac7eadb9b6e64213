import type { Database } from 'better-sqlite3';
import type { ScreeningStage, Verdict } from '../domain/review.ts';
import { isStanding } from './takenBack.ts';

/** A source came upon a record. */
export interface FoundRow {
  recordId: number;
  /** "pubmed", "library", "ris", ... */
  source: string;
  runId: number;
  /** When it first did, ISO 8601 in UTC. */
  at: string;
}

/** What the trail says of a settlement: it came about, or it stands no more. */
export interface SettlementRow {
  recordId: number;
  stage: ScreeningStage;
  /** Null where nothing is settled from then on. */
  verdict: 'include' | 'exclude' | null;
  exclusionReason: string | null;
  at: string;
}

/** A decision that came with a library. */
export interface SourceDecisionRow {
  recordId: number;
  stage: ScreeningStage;
  verdict: Verdict;
  exclusionReason: string | null;
  at: string;
}

/** A record in a line of a list. */
export interface ListedRecord {
  recordId: number;
  title: string;
  journal: string | null;
  year: number | null;
  /** The record it is read with, where it is a duplicate. */
  duplicateOf: number | null;
}

/** What the PRISMA flow is counted from, each in the order it happened. */
export function createPrismaRows(database: Database) {
  // A newer version of a citation takes the place of its time; when it first came is kept by the record that it made,
  // or by the note that it joined one.
  const found = database.prepare<[], FoundRow>(
    `select citation.record_id as recordId, citation.source, citation.search_run_id as runId,
       min(citation.retrieved_at, coalesce(
         (select min(joined_at) from citation_move where citation_move.citation_id = citation.citation_id),
         citation.retrieved_at), case when citation.join_reason is null then record.created_at else coalesce(
         (select min(record_event.at) from record_event
          where record_event.record_id = citation.record_id and record_event.what = 'joined'
            and ${isStanding('record_event.search_run_id')}
            and record_event.detail = citation.source || ': ' || citation.join_reason),
         citation.retrieved_at) end) as at
     from citation join record using (record_id) order by citation.citation_id`,
  );
  const settlements = database.prepare<[], SettlementRow>(
    `select record_id as recordId, stage, at,
       case kind when 'settled' then after ->> '$.answer.verdict' end as verdict,
       case kind when 'settled' then after ->> '$.answer.exclusionReason' end as exclusionReason
     from trail_entry
     where kind in ('settled', 'conflict', 'reopened') and stage in ('title-abstract', 'full-text')
     order by trail_entry_id`,
  );
  const sourceDecisions = database.prepare<[], SourceDecisionRow>(
    `select record_id as recordId, stage, verdict, exclusion_reason as exclusionReason, decided_at as at
     from screening_decision order by screening_decision_id`,
  );
  const listed = database.prepare<[number], ListedRecord>(
    `select record_id as recordId, title, journal, year, duplicate_of as duplicateOf from record where record_id = ?`,
  );

  return {
    found: (): FoundRow[] => found.all(),
    settlements: (): SettlementRow[] => settlements.all(),
    sourceDecisions: (): SourceDecisionRow[] => sourceDecisions.all(),
    listed: (recordId: number): ListedRecord | null => listed.get(recordId) ?? null,
  };
}

export type PrismaRows = ReturnType<typeof createPrismaRows>;
