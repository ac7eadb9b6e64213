import type { Database } from 'better-sqlite3';
import { wholeRecord } from './recordReading.ts';
import type { Records } from './records.ts';
import type { SearchIndex } from './searchIndex.ts';
import { isStanding } from './takenBack.ts';
import type { KeptVersion } from './takenBackSources.ts';

/** Identifiers that records carry, to be free for others. */
interface Identifiers {
  pmid: string | null;
  doi: string | null;
}

/**
 * The changes that take a run back. Each belongs inside the transaction that takes it back, after the run was marked:
 * what a marked run did counts no more.
 */
export function createTakenBackChanges(database: Database, searchIndex: SearchIndex, records: Records) {
  const handOver = database.prepare<[number, number]>('update citation set search_run_id = ? where citation_id = ?');
  const restore = database.prepare<KeptVersion>(
    `update citation set version = kept.version, search_run_id = :runId, retrieved_at = kept.retrieved_at,
       document = kept.document, raw = kept.raw, raw_sha256 = kept.raw_sha256,
       withdrawn_at = case when exists (select 1 from record_event as event
         where event.record_id = citation.record_id and what = 'withdrawn' and at = kept.withdrawn_at
           and detail = citation.source and not ${isStanding('event.search_run_id')})
       then null else kept.withdrawn_at end
     from citation_version as kept where kept.citation_version_id = :versionId and citation.citation_id = kept.citation_id`,
  );
  const unwithdraw = database.prepare<[number, string, string]>(
    'update citation set withdrawn_at = null where record_id = ? and source = ? and withdrawn_at = ?',
  );
  const detach = database.prepare<[number]>('delete from citation where citation_id = ?');
  // A record is found by its name too, which may be an identifier that its sources no longer give.
  const identifiers = database.prepare<{ recordId: number }, Identifiers>(
    `select pmid, doi from record where record_id = :recordId union all
     select iif(key like 'pmid:%', substr(key, 6), null), iif(key like 'doi:%', substr(key, 5), null)
     from record where record_id = :recordId`,
  );
  const unname = database.prepare<[number]>('update record set pmid = null, doi = null where record_id = ?');
  // Evidence and tags go with the annotation they rest on.
  const removals = [
    'delete from possible_duplicate where record_id = :recordId or other_record_id = :recordId',
    ...['annotation', 'study_fact', 'resorption_result', 'assignment', 'record_event', 'citation', 'record'].map(
      (table) => `delete from ${table} where record_id = :recordId`,
    ),
  ].map((sql) => database.prepare<{ recordId: number }>(sql));
  const nameless = database
    .prepare<{ pmids: string; dois: string }, number>(
      `select distinct record_id from record join citation using (record_id)
       where record.pmid is null and document ->> '$.pmid' in (select value from json_each(:pmids))
         or record.doi is null and document ->> '$.doi' in (select value from json_each(:dois))
       order by record_id`,
    )
    .pluck();
  const settleUpdated = database.prepare<{ recordId: number }>(
    `update record set updated_at = min(updated_at, max(created_at,
       coalesce((select max(at) from record_event as event where event.record_id in ${wholeRecord}
         and what in ('joined', 'updated', 'restored') and ${isStanding('event.search_run_id')}), ''),
       coalesce((select max(decided_at) from citation_move join duplicate_decision using (duplicate_decision_id)
         where from_record_id = :recordId or to_record_id = :recordId), '')))
     where record_id = :recordId`,
  );
  const updatedAt = database.prepare<[number], string>('select updated_at from record where record_id = ?').pluck();
  const taggedAt = database
    .prepare<[number], string | null>(
      `select max(created_at) from annotation join annotator using (annotator_id)
       where record_id = ? and annotator.kind = 'rules'`,
    )
    .pluck();
  const touchedAt = database
    .prepare<[number, number], string | null>(
      'select max(at) from record_event where record_id = ? and search_run_id = ?',
    )
    .pluck();
  const laterRun = `(select search_run_id from record_event as event
    where event.record_id in (possible_duplicate.record_id, other_record_id) and what in ('joined', 'updated', 'restored')
      and at >= found_at and ${isStanding('event.search_run_id')} order by record_event_id limit 1)`;
  const handPairsOver = database.prepare<[number]>(
    `update possible_duplicate set search_run_id = ${laterRun} where search_run_id = ? and ${laterRun} is not null`,
  );
  const dropPairs = database.prepare<{ runId: number; stayed: string }>(
    `delete from possible_duplicate where search_run_id = :runId
       and record_id not in (select value from json_each(:stayed))
       and other_record_id not in (select value from json_each(:stayed))`,
  );

  return {
    /** Says of a source that another run brought it. */
    handOver(citationId: number, runId: number): void {
      handOver.run(runId, citationId);
    },
    /** Puts a version of a source back in its place. */
    restore(version: KeptVersion): void {
      restore.run(version);
    },
    /** Lets a source stand again that was withdrawn at that instant. */
    unwithdraw(recordId: number, source: string, at: string): void {
      unwithdraw.run(recordId, source, at);
    },
    /** Takes a source off a record that has others. */
    detach(citationId: number): void {
      detach.run(citationId);
    },
    /** The identifiers by which a record is found. */
    identifiers: (recordId: number): Identifiers[] => identifiers.all({ recordId }),
    /**
     * Takes a record out of the review with all that follows from its sources.
     *
     * @throws where anything else refers to it: what people did is never removed.
     */
    remove(recordId: number): void {
      for (const removal of removals) removal.run({ recordId });
      searchIndex.remove(recordId);
    },
    /** Takes a record's identifiers away until it is settled, so that what was moved between such records can be moved back. */
    unname(recordId: number): void {
      unname.run(recordId);
    },
    /**
     * Brings a record in line with the sources it has left, under the dates it had.
     *
     * @returns the instant under which its tags are to be kept.
     */
    settle(recordId: number, runId: number): string {
      const [tagged, touched] = [taggedAt.get(recordId) ?? '', touchedAt.get(recordId, runId) ?? ''];
      records.refreshReading(recordId);
      for (const id of new Set([recordId, records.headOf(recordId) ?? recordId])) settleUpdated.run({ recordId: id });
      // Rules that have read the record since have said when.
      return tagged > touched ? tagged : (updatedAt.get(recordId) ?? tagged);
    },
    /** Lets records carry identifiers that their sources name and other records have held until now. */
    nameAgain(freed: readonly Identifiers[]): void {
      const listed = (name: keyof Identifiers) => freed.flatMap((each) => each[name] ?? []);
      const [pmids, dois] = [listed('pmid'), listed('doi')];
      if (pmids.length + dois.length === 0) return;
      for (const recordId of nameless.all({ pmids: JSON.stringify(pmids), dois: JSON.stringify(dois) }))
        records.refreshReading(recordId);
    },
    /** Takes back the run's pairs of records that may be one, but for those of records that stayed as they were. */
    dropPairs(runId: number, stayed: readonly number[]): void {
      handPairsOver.run(runId);
      dropPairs.run({ runId, stayed: JSON.stringify(stayed) });
    },
  };
}

export type TakenBackChanges = ReturnType<typeof createTakenBackChanges>;
