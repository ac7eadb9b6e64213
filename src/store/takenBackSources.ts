import type { Database } from 'better-sqlite3';
import { isStanding } from './takenBack.ts';

/** A source as a run left it. */
export interface BroughtSource {
  citationId: number;
  recordId: number;
  source: string;
  /** When the run put it there. */
  retrievedAt: string;
}

/** A source that a run said was withdrawn, and when. */
export interface WithdrawnSource {
  recordId: number;
  source: string;
  at: string;
}

/** A version of a source that stood before, and the run that holds it. */
export interface KeptVersion {
  versionId: number;
  runId: number;
}

interface OfRun {
  citationId: number;
  runId: number;
}

/**
 * What a run brought, what stood there before, and who else came upon it: read before a run is taken back. Runs that were
 * taken back themselves count for nothing.
 */
export function createTakenBackSources(database: Database) {
  /** Of runs up to this one neither versions nor meetings were kept. */
  const lastWithoutVersions = `coalesce((select cast(value as integer) from setting where name = 'last_run_without_versions'), 0)`;

  const brought = database.prepare<[number], BroughtSource>(
    `select citation_id as citationId, record_id as recordId, source, retrieved_at as retrievedAt
     from citation where search_run_id = ? order by citation_id`,
  );
  const withdrawn = database.prepare<{ runId: number }, WithdrawnSource>(
    `select record_event.record_id as recordId, detail as source, at from record_event
     where record_event.search_run_id = :runId and what = 'withdrawn' and exists (
       select 1 from citation where citation.record_id = record_event.record_id and source = detail and withdrawn_at = at
         and not exists (select 1 from search_run_met as met where met.citation_id = citation.citation_id
           and met.search_run_id <> :runId and met_at >= at and ${isStanding('met.search_run_id')}))
     order by record_event_id`,
  );
  const metSince = database
    .prepare<OfRun & { at: string }, number>(
      `select search_run_id from search_run_met as met
       where citation_id = :citationId and search_run_id <> :runId and met_at >= :at and ${isStanding('met.search_run_id')}
       order by met_at, search_run_id limit 1`,
    )
    .pluck();
  // Before meetings were kept, a search of PubMed still left the ids it had fetched.
  const fetchedToo = database
    .prepare<OfRun, number>(
      `select run.search_run_id from citation join search_run as run on run.search_run_id <> :runId
         and run.search_run_id <= ${lastWithoutVersions}
         and exists (select 1 from search_run_pmid as fetched where fetched.search_run_id = run.search_run_id
           and fetched.pmid = citation.source_id and fetched.state in ('fetched', 'unasked'))
       where citation_id = :citationId and citation.source = 'pubmed' and ${isStanding('run.search_run_id')}
         and not exists (select 1 from rejection
           where rejection.search_run_id = run.search_run_id and rejection.pmid = citation.source_id)
       order by run.search_run_id limit 1`,
    )
    .pluck();
  // What a run that is taken back put there may have been met by another that stands.
  const versionBefore = database.prepare<OfRun, KeptVersion>(
    `select versionId, runId from (
       select citation_version_id as versionId, case when ${isStanding('version.search_run_id')} then search_run_id else (
         select met.search_run_id from search_run_met as met
         where met.citation_id = version.citation_id and met.search_run_id <> :runId and met_at >= retrieved_at
           and ${isStanding('met.search_run_id')} order by met_at, met.search_run_id limit 1) end as runId
       from citation_version as version where citation_id = :citationId and search_run_id <> :runId)
     where runId is not null order by versionId desc limit 1`,
  );
  // A run that changed a source before versions were kept left a note of it, and none of joining it.
  const changedUnkept = database
    .prepare<OfRun, number>(
      `select exists (
         select 1 from citation join record_event as event using (record_id)
         where citation_id = :citationId and event.search_run_id = :runId and event.search_run_id <= ${lastWithoutVersions}
           and event.what in ('updated', 'restored') and event.detail = citation.source and not exists (
             select 1 from record_event as joining
             where joining.record_id = event.record_id and joining.search_run_id = :runId and joining.what = 'joined'
               and joining.detail = citation.source || ': ' || citation.join_reason))`,
    )
    .pluck();
  const sources = database.prepare<[number], number>('select count(*) from citation where record_id = ?').pluck();
  const acted = database
    .prepare<{ recordId: number; since: string; now: string }, number>(
      `select exists (select 1 from trail_entry where record_id = :recordId and at >= :since)
         or exists (select 1 from draft where record_id = :recordId and saved_at >= :since)
         or exists (select 1 from assignment where record_id = :recordId and expires_at > :now)
         or exists (select 1 from duplicate_decision
           where (record_id = :recordId or other_record_id = :recordId) and decided_at >= :since)
         or exists (select 1 from screening_decision join annotator using (annotator_id)
           where record_id = :recordId and kind = 'person' and decided_at >= :since)
         or exists (select 1 from annotation join annotator using (annotator_id)
           where record_id = :recordId and annotator.kind = 'person' and created_at >= :since)`,
    )
    .pluck();
  const silent = database
    .prepare<{ runId: number }, number>(
      `select search_run_id from search_run as run
       where search_run_id > :runId and search_run_id <= ${lastWithoutVersions} and source = 'file'
         and unchanged + older > 0 and ${isStanding('run.search_run_id')} order by search_run_id`,
    )
    .pluck();

  return {
    /** The sources that stand as the run left them. */
    brought: (runId: number): BroughtSource[] => brought.all(runId),
    /** Sources that the run withdrew and nobody else since. */
    withdrawn: (runId: number): WithdrawnSource[] => withdrawn.all({ runId }),
    /** Another run that has come upon the source as this one left it; null for none. */
    alsoHeldBy: ({ citationId, retrievedAt }: BroughtSource, runId: number): number | null =>
      metSince.get({ citationId, runId, at: retrievedAt }) ?? null,
    /** The version of a source that stood before the run's; null where it was not here, or is not kept. */
    versionBefore: (citationId: number, runId: number): KeptVersion | null =>
      versionBefore.get({ citationId, runId }) ?? null,
    /** Whether the run changed a source that was here, and how it was before is not kept. */
    wasChangedUnkept: (citationId: number, runId: number): boolean => changedUnkept.get({ citationId, runId }) === 1,
    /** A search that fetched a source before it was kept what runs come upon; null for none. */
    alsoFetchedBy: (citationId: number, runId: number): number | null => fetchedToo.get({ citationId, runId }) ?? null,
    /** How many sources a record has of its own. */
    sourceCount: (recordId: number): number => sources.get(recordId) ?? 0,
    /** Whether a person has acted on a record at or after an instant, or has it before them now. */
    isActedOn: (recordId: number, since: string, now: string): boolean => acted.get({ recordId, since, now }) === 1,
    /** Later imports that found known records when it was not kept yet which. */
    withoutMeetings: (runId: number): number[] => silent.all({ runId }),
  };
}

export type TakenBackSources = ReturnType<typeof createTakenBackSources>;
