import type { Database } from 'better-sqlite3';
import type { Stage, Verdict } from '../domain/review.ts';
import { deriveScreening } from './screeningStanding.ts';

/** One reviewer's standing answer about a record at a stage. */
export interface StoredVote {
  recordId: number;
  stage: Stage;
  annotatorId: number;
  /** How often this reviewer decided or withdrew here, this time included. */
  version: number;
  answer: unknown;
  /** What the reviewer was shown beside the record. */
  shown: unknown;
  castAt: string;
  trailEntryId: number;
}

/** The answer the review goes on with. */
export interface StoredSettlement {
  recordId: number;
  stage: Stage;
  answer: unknown;
  basis: 'agreed' | 'adjudicated';
  /** The adjudicator; null where the votes agreed. */
  annotatorId: number | null;
  settledAt: string;
  trailEntryId: number;
}

/** Votes that are all in and differ. */
export interface StoredConflict {
  recordId: number;
  stage: Stage;
  fields: string[];
  /** When the votes first differed. */
  since: string;
  /** The entry of the vote that last changed anything in it. */
  trailEntryId: number;
}

interface Place {
  recordId: number;
  stage: Stage;
}
type VoteRow = Omit<StoredVote, 'answer' | 'shown'> & { answer: string; shown: string };
type SettlementRow = Omit<StoredSettlement, 'answer'> & { answer: string };
type ConflictRow = Omit<StoredConflict, 'fields'> & { fields: string };

const voteColumns = `record_id as recordId, stage, annotator_id as annotatorId, version, answer, shown, cast_at as castAt,
  trail_entry_id as trailEntryId`;
const settlementColumns = `record_id as recordId, stage, answer, basis, annotator_id as annotatorId,
  settled_at as settledAt, trail_entry_id as trailEntryId`;
const conflictColumns = 'record_id as recordId, stage, fields, since, trail_entry_id as trailEntryId';

/** Votes, settlements and conflicts as they stand. All of it follows from the trail and can be made anew from it. */
export function createReviewState(database: Database) {
  const ownVote = database.prepare<Place & { annotatorId: number }, VoteRow>(
    `select ${voteColumns} from vote where stage = :stage and record_id = :recordId and annotator_id = :annotatorId`,
  );
  const votesAt = database.prepare<Place, VoteRow>(
    `select ${voteColumns} from vote where stage = :stage and record_id = :recordId order by trail_entry_id`,
  );
  const votesBy = database.prepare<[number, Stage, number], VoteRow>(
    `select ${voteColumns} from vote where annotator_id = ? and stage = ? order by cast_at desc, trail_entry_id desc limit ?`,
  );
  const allVotes = database.prepare<[Stage], VoteRow>(
    `select ${voteColumns} from vote where stage = ? order by record_id, trail_entry_id`,
  );
  const putVote = database.prepare<VoteRow>(
    `insert into vote (record_id, stage, annotator_id, version, answer, shown, cast_at, trail_entry_id)
     values (:recordId, :stage, :annotatorId, :version, :answer, :shown, :castAt, :trailEntryId)
     on conflict do update set version = excluded.version, answer = excluded.answer, shown = excluded.shown,
       cast_at = excluded.cast_at, trail_entry_id = excluded.trail_entry_id`,
  );
  const removeVote = database.prepare<Place & { annotatorId: number }>(
    'delete from vote where stage = :stage and record_id = :recordId and annotator_id = :annotatorId',
  );
  const settlementAt = database.prepare<Place, SettlementRow>(
    `select ${settlementColumns} from settlement where stage = :stage and record_id = :recordId`,
  );
  const settlementsAt = database.prepare<[Stage], SettlementRow>(
    `select ${settlementColumns} from settlement where stage = ? order by record_id`,
  );
  const putSettlement = database.prepare<SettlementRow>(
    `insert into settlement (record_id, stage, answer, basis, annotator_id, settled_at, trail_entry_id)
     values (:recordId, :stage, :answer, :basis, :annotatorId, :settledAt, :trailEntryId)
     on conflict do update set answer = excluded.answer, basis = excluded.basis, annotator_id = excluded.annotator_id,
       settled_at = excluded.settled_at, trail_entry_id = excluded.trail_entry_id`,
  );
  const removeSettlement = database.prepare<Place>(
    'delete from settlement where stage = :stage and record_id = :recordId',
  );
  const conflictAt = database.prepare<Place, ConflictRow>(
    `select ${conflictColumns} from conflict where stage = :stage and record_id = :recordId`,
  );
  const conflictsAt = database.prepare<[Stage], ConflictRow>(
    `select ${conflictColumns} from conflict where stage = ? order by since, record_id`,
  );
  const putConflict = database.prepare<ConflictRow>(
    `insert into conflict (record_id, stage, fields, since, trail_entry_id)
     values (:recordId, :stage, :fields, :since, :trailEntryId)
     on conflict do update set fields = excluded.fields, since = excluded.since, trail_entry_id = excluded.trail_entry_id`,
  );
  const removeConflict = database.prepare<Place>('delete from conflict where stage = :stage and record_id = :recordId');
  const settleScreening = database.prepare<{ recordId: number }>(deriveScreening);
  const voteCount = database
    .prepare<[number, Stage], number>('select count(*) from vote where annotator_id = ? and stage = ?')
    .pluck();
  const verdictCounts = database.prepare<[number, Stage], { verdict: Verdict; votes: number }>(
    `select answer ->> 'verdict' as verdict, count(*) as votes from vote
     where annotator_id = ? and stage = ? group by 1`,
  );
  const openVotes = database
    .prepare<[Stage], number>(
      `select count(*) from vote where stage = ?
         and not exists (select 1 from settlement where settlement.stage = vote.stage and settlement.record_id = vote.record_id)
         and not exists (select 1 from conflict where conflict.stage = vote.stage and conflict.record_id = vote.record_id)`,
    )
    .pluck();
  const people = database.prepare<[], { annotatorId: number; name: string }>(
    "select annotator_id as annotatorId, name from annotator where kind = 'person' and version = ''",
  );
  const clear = ['vote', 'settlement', 'conflict'].map((table) => database.prepare(`delete from ${table}`));

  return {
    /** How many votes a reviewer has at a stage. */
    voteCount: (annotatorId: number, stage: Stage): number => voteCount.get(annotatorId, stage) ?? 0,
    /** Votes on records whose votes are not all in. */
    openVotes: (stage: Stage): number => openVotes.get(stage) ?? 0,
    /** One reviewer's votes of a screening stage by verdict. */
    verdictCounts(annotatorId: number, stage: Stage): Record<Verdict, number> {
      const counts = { include: 0, unsure: 0, exclude: 0 };
      for (const { verdict, votes } of verdictCounts.all(annotatorId, stage)) counts[verdict] = votes;
      return counts;
    },
    /** The names of people, by the number their decisions carry. */
    people: (): ReadonlyMap<number, string> =>
      new Map(people.all().map(({ annotatorId, name }) => [annotatorId, name])),
    vote(recordId: number, stage: Stage, annotatorId: number): StoredVote | null {
      const row = ownVote.get({ recordId, stage, annotatorId });
      return row ? toVote(row) : null;
    },
    /** Votes on a record at a stage, oldest first. */
    votes: (recordId: number, stage: Stage): StoredVote[] => votesAt.all({ recordId, stage }).map(toVote),
    /** One reviewer's newest votes, newest first. */
    votesBy: (annotatorId: number, stage: Stage, limit: number): StoredVote[] =>
      votesBy.all(annotatorId, stage, limit).map(toVote),
    /** All votes of a stage, by record. */
    allVotes: (stage: Stage): StoredVote[] => allVotes.all(stage).map(toVote),
    putVote(vote: StoredVote): void {
      putVote.run({ ...vote, answer: JSON.stringify(vote.answer), shown: JSON.stringify(vote.shown) });
    },
    removeVote(recordId: number, stage: Stage, annotatorId: number): void {
      removeVote.run({ recordId, stage, annotatorId });
    },
    settlement(recordId: number, stage: Stage): StoredSettlement | null {
      const row = settlementAt.get({ recordId, stage });
      return row ? toSettlement(row) : null;
    },
    settlements: (stage: Stage): StoredSettlement[] => settlementsAt.all(stage).map(toSettlement),
    putSettlement(settlement: StoredSettlement): void {
      putSettlement.run({ ...settlement, answer: JSON.stringify(settlement.answer) });
    },
    removeSettlement(recordId: number, stage: Stage): void {
      removeSettlement.run({ recordId, stage });
    },
    conflict(recordId: number, stage: Stage): StoredConflict | null {
      const row = conflictAt.get({ recordId, stage });
      return row ? toConflict(row) : null;
    },
    /** Conflicts of a stage, oldest first. */
    conflicts: (stage: Stage): StoredConflict[] => conflictsAt.all(stage).map(toConflict),
    putConflict(conflict: StoredConflict): void {
      putConflict.run({ ...conflict, fields: JSON.stringify(conflict.fields) });
    },
    removeConflict(recordId: number, stage: Stage): void {
      removeConflict.run({ recordId, stage });
    },
    /**
     * Says anew on the record itself whether it is in the review: as settled at full text, else excluded by title and
     * abstract, else as its source had decided.
     */
    deriveScreening(recordId: number): void {
      settleScreening.run({ recordId });
    },
    /** Forgets all votes, settlements and conflicts, to make them anew from the trail. */
    clear(): void {
      for (const statement of clear) statement.run();
    },
  };
}

export type ReviewState = ReturnType<typeof createReviewState>;

function toVote({ answer, shown, ...row }: VoteRow): StoredVote {
  return { ...row, answer: JSON.parse(answer), shown: JSON.parse(shown) };
}

function toSettlement({ answer, ...row }: SettlementRow): StoredSettlement {
  return { ...row, answer: JSON.parse(answer) };
}

function toConflict({ fields, ...row }: ConflictRow): StoredConflict {
  return { ...row, fields: JSON.parse(fields) as string[] };
}
