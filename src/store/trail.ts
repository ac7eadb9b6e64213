import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type Stage, stages } from '../domain/review.ts';

/** What is written down of one act. `before` and `after` are any JSON values; null where there is none. */
export interface NewTrailEntry {
  /** ISO 8601, UTC. */
  at: string;
  kind: string;
  /** Who; null where the program did it by itself. */
  annotatorId: number | null;
  /** What it is about where that is no record: "account:3". */
  subject: string | null;
  recordId: number | null;
  stage: Stage | null;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  /** Names the act: one annotator does it once, however often it is sent. */
  idempotencyKey: string | null;
}

export interface TrailEntry extends NewTrailEntry {
  trailEntryId: number;
  previousHash: string;
  hash: string;
}

/** How an entry is sealed, and how it should be. */
export interface TrailSeal extends Pick<TrailEntry, 'trailEntryId' | 'previousHash' | 'hash'> {
  seal: string;
}

/** Which entries; all that are named must fit. */
export interface TrailFilter {
  recordId?: number;
  stage?: Stage;
  annotatorId?: number;
  kind?: string;
  /** Only entries up to this instant, inclusive. */
  until?: string;
  /** Only entries after this one. */
  after?: number;
  /** At most so many, oldest first. */
  limit?: number;
}

interface Row extends Omit<TrailEntry, 'before' | 'after'> {
  before: string | null;
  after: string | null;
}

/** Kinds of entry from which it can be read how somebody voted. */
export const kindsTellingVotes = ['vote', 'vote-withdrawn', 'settled', 'conflict', 'reopened'] as const;

/** The hash that stands before the first entry. */
export const firstHash = '0'.repeat(64);

const columns = `trail_entry_id as trailEntryId, at, kind, annotator_id as annotatorId, subject, record_id as recordId,
  stage, before, after, reason, request_id as requestId, idempotency_key as idempotencyKey,
  previous_hash as previousHash, hash`;

/**
 * What one reader may see of a record. Each part is found in an index that holds nothing of what is left out, so that
 * the time this takes does not tell of it.
 */
export const visibleOfRecord = `select ${columns} from trail_entry where trail_entry_id in (
    select trail_entry_id from trail_entry where record_id = :recordId and annotator_id = :annotatorId
    union all
    select trail_entry_id from trail_entry
    where record_id = :recordId and stage in (${stages.map((_, at) => `:stage${at}`).join(', ')})
    union all
    select trail_entry_id from trail_entry
    where record_id = :recordId and kind not in (${kindsTellingVotes.map((kind) => `'${kind}'`).join(', ')}))
  order by trail_entry_id`;

type OfRecord = { recordId: number; annotatorId: number } & Record<`stage${number}`, Stage | null>;

/**
 * The append-only trail. Each entry's hash covers all of its columns and the hash before it, so that an entry changed,
 * taken out or put in later shows. Triggers refuse updates and deletes.
 */
export function createTrail(database: Database) {
  const last = database.prepare<[], { trailEntryId: number; hash: string }>(
    'select trail_entry_id as trailEntryId, hash from trail_entry order by trail_entry_id desc limit 1',
  );
  const add = database.prepare<Row>(
    `insert into trail_entry (trail_entry_id, at, kind, annotator_id, subject, record_id, stage, before, after, reason,
       request_id, idempotency_key, previous_hash, hash)
     values (:trailEntryId, :at, :kind, :annotatorId, :subject, :recordId, :stage, :before, :after, :reason,
       :requestId, :idempotencyKey, :previousHash, :hash)`,
  );
  const byKey = database.prepare<[number, string], Row>(
    `select ${columns} from trail_entry where annotator_id = ? and idempotency_key = ?`,
  );
  const filtered = database.prepare<Required<Nullable<TrailFilter>>, Row>(
    `select ${columns} from trail_entry
     where trail_entry_id > :after and (:recordId is null or record_id = :recordId)
       and (:stage is null or stage = :stage) and (:annotatorId is null or annotator_id = :annotatorId)
       and (:kind is null or kind = :kind) and (:until is null or at <= :until)
     order by trail_entry_id limit :limit`,
  );
  const ofRecord = database.prepare<OfRecord, Row>(visibleOfRecord);
  const ofSubject = database.prepare<[string], Row>(
    `select ${columns} from trail_entry where subject = ? order by trail_entry_id`,
  );
  const acts = database
    .prepare<[number, Stage, number], number>(
      `select count(*) from trail_entry where record_id = ? and stage = ? and annotator_id = ?
         and kind in ('vote', 'vote-withdrawn')`,
    )
    .pluck();
  const completed = database
    .prepare<[number, Stage], 1>(
      "select 1 from trail_entry where record_id = ? and stage = ? and kind in ('settled', 'conflict') limit 1",
    )
    .pluck();
  const sealed = database.prepare<[number, number], Row>(
    `select ${columns} from trail_entry where trail_entry_id > ? order by trail_entry_id limit ?`,
  );

  return {
    /** Adds an entry; belongs inside the caller's transaction. */
    append(entry: NewTrailEntry): TrailEntry {
      const { trailEntryId, hash: previousHash } = last.get() ?? { trailEntryId: 0, hash: firstHash };
      const row = {
        ...entry,
        trailEntryId: trailEntryId + 1,
        before: jsonText(entry.before),
        after: jsonText(entry.after),
        previousHash,
      };
      const hash = seal(row);
      add.run({ ...row, hash });
      return toEntry({ ...row, hash });
    },
    /** The act this annotator named so, or null. */
    find(annotatorId: number, idempotencyKey: string): TrailEntry | null {
      const row = byKey.get(annotatorId, idempotencyKey);
      return row ? toEntry(row) : null;
    },
    /** Entries, oldest first. */
    entries(filter: TrailFilter = {}): TrailEntry[] {
      const unset = { recordId: null, stage: null, annotatorId: null, kind: null, until: null, after: 0, limit: -1 };
      return filtered.all({ ...unset, ...filter }).map(toEntry);
    },
    /**
     * Of a record what is the reader's own, all of the `complete` stages, and what tells no votes. What is left out is
     * not even read, so that the time this takes does not tell of it.
     */
    ofRecord: (recordId: number, annotatorId: number, complete: readonly Stage[]): TrailEntry[] => {
      const shown = stages.map((stage, at) => [`stage${at}`, complete.includes(stage) ? stage : null] as const);
      return ofRecord.all({ recordId, annotatorId, ...Object.fromEntries(shown) }).map(toEntry);
    },
    /** Entries about something that is no record, oldest first. */
    ofSubject: (subject: string): TrailEntry[] => ofSubject.all(subject).map(toEntry),
    /** How often the annotator has voted or withdrawn here. */
    voteVersion: (recordId: number, stage: Stage, annotatorId: number): number =>
      acts.get(recordId, stage, annotatorId) ?? 0,
    /** The newest entry: its number and hash; number 0 where there is none. */
    head: (): { trailEntryId: number; hash: string } => last.get() ?? { trailEntryId: 0, hash: firstHash },
    /** Whether all votes of a record were in at some time. */
    wasComplete: (recordId: number, stage: Stage): boolean => completed.get(recordId, stage) !== undefined,
    /**
     * The next entries after one, each with what its hash should be by every letter it holds: nothing is read out of
     * them first, so that what cannot be read shows too.
     */
    seals: (after: number, limit: number): TrailSeal[] =>
      sealed.all(after, limit).map((row) => ({
        trailEntryId: row.trailEntryId,
        previousHash: row.previousHash,
        hash: row.hash,
        seal: seal(row),
      })),
  };
}

export type Trail = ReturnType<typeof createTrail>;

type Nullable<T> = { [Key in keyof T]: T[Key] | null };

/** SHA-256 in hex over every column but the hash itself, in a fixed order. */
function seal(row: Omit<Row, 'hash'>): string {
  const sealed = [
    row.previousHash,
    row.trailEntryId,
    row.at,
    row.kind,
    row.annotatorId,
    row.subject,
    row.recordId,
    row.stage,
    row.before,
    row.after,
    row.reason,
    row.requestId,
    row.idempotencyKey,
  ];
  return createHash('sha256').update(JSON.stringify(sealed)).digest('hex');
}

function jsonText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function toEntry({ before, after, ...row }: Row): TrailEntry {
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return { ...row, before: read(before), after: read(after) };
}
