import type { Database } from 'better-sqlite3';

/** What a run did, in records. `identified` is what the source said it had; null where it says nothing. */
export interface RunCounts {
  identified: number | null;
  added: number;
  updated: number;
  /** New sources of records already known from another source. */
  joined: number;
  /** New records that may be a known one: held for a person, and counted in `added` too. */
  held: number;
  unchanged: number;
  /** Versions older than the one already stored, left alone. */
  older: number;
  withdrawn: number;
  rejected: number;
  /** Asked for and not answered by the source. */
  omitted: number;
}

export interface SearchRun extends RunCounts {
  searchRunId: number;
  source: 'pubmed' | 'file' | 'library';
  query: string | null;
  /** Of an incremental run: the first day asked for, YYYY-MM-DD. */
  since: string | null;
  queryTranslation: string | null;
  fileName: string | null;
  fileSha256: string | null;
  /** How many remarks the source or the reader of the file made; `notes` tells them. */
  warned: number;
  /** Ids listed less hits PubMed counted; null where nothing was listed. */
  difference: number | null;
  programVersion: string;
  status: 'running' | 'complete' | 'failed';
  message: string | null;
  startedAt: string;
  finishedAt: string | null;
  /** When it was taken back; null while it counts. */
  takenBackAt: string | null;
  /** Of a run that was taken back: records that stayed because somebody had acted on them. */
  stayed: number | null;
}

/** A range of PMIDs that a large search was cut into: hits counted and ids listed. */
export interface RunSlice {
  low: number;
  high: number;
  count: number;
  listed: number;
}

/** A record of a source that could not be read. */
export interface Rejection {
  /** Number of the record in its source, from 1; `line` is where it starts, in sources that have lines. */
  position: number;
  line: number | null;
  pmid: string | null;
  reason: string;
}

/** What a run remarked, beyond its counts. */
export interface RunNotes {
  warnings: string[];
  slices: RunSlice[];
  rejections: Rejection[];
  /** Ids asked for that PubMed gave no record for. */
  omittedPmids: string[];
  /** Ids PubMed gave a record for without being asked. */
  unaskedPmids: string[];
}

export interface NewRun {
  source: SearchRun['source'];
  query?: string;
  since?: string | null;
  fileName?: string;
  fileSha256?: string;
  programVersion: string;
  startedAt: string;
}

export const noCounts: RunCounts = {
  identified: null,
  added: 0,
  updated: 0,
  joined: 0,
  held: 0,
  unchanged: 0,
  older: 0,
  withdrawn: 0,
  rejected: 0,
  omitted: 0,
};

/** So many remarks of one run are kept word for word. */
export const mostWarnings = 1_000;

const columns = `search_run_id as searchRunId, source, query, since, query_translation as queryTranslation, file_name as fileName,
  file_sha256 as fileSha256, warned, difference, program_version as programVersion, identified, added, updated, joined, held, unchanged, older, withdrawn, rejected, omitted, status,
  message, started_at as startedAt, finished_at as finishedAt, taken_back_at as takenBackAt, stayed`;

const listedRuns = `select ${columns} from search_run left join taken_back using (search_run_id)`;

/** Search runs: the provenance of everything in the database. */
export function createSearchRuns(database: Database) {
  const insert = database.prepare<[string, string | null, string | null, string | null, string | null, string, string]>(
    `insert into search_run (source, query, since, file_name, file_sha256, status, program_version, started_at)
     values (?, ?, ?, ?, ?, 'running', ?, ?)`,
  );
  const writeCounts = database.prepare<RunCounts & { runId: number }>(
    `update search_run set identified = :identified, added = :added, updated = :updated, joined = :joined, held = :held,
       unchanged = :unchanged, older = :older, withdrawn = :withdrawn, rejected = :rejected, omitted = :omitted
     where search_run_id = :runId`,
  );
  const writeSearch = database.prepare<[string, string, number, number | null, number]>(
    'update search_run set query_translation = ?, slice = ?, identified = ?, difference = ? where search_run_id = ?',
  );
  const writeWarnings = database.prepare<[string, number, number]>(
    'update search_run set warning = ?, warned = ? where search_run_id = ?',
  );
  const remarks = database.prepare<[number], { warning: string; slice: string }>(
    'select warning, slice from search_run where search_run_id = ?',
  );
  const rejections = database.prepare<[number], Rejection>(
    'select position, line, pmid, reason from rejection where search_run_id = ? order by rejection_id',
  );
  const pmidsIn = database
    .prepare<[number, string], string>(
      'select pmid from search_run_pmid where search_run_id = ? and state = ? order by cast(pmid as integer)',
    )
    .pluck();
  const noteUnasked = database.prepare<[number, string]>(
    "insert into search_run_pmid (search_run_id, pmid, state) values (?, ?, 'unasked') on conflict do nothing",
  );
  const close = database.prepare<[string, string | null, string, number]>(
    'update search_run set status = ?, message = ?, finished_at = ? where search_run_id = ?',
  );
  const reopen = database.prepare<[number]>(
    "update search_run set status = 'running', message = null, finished_at = null where search_run_id = ?",
  );
  const byId = database.prepare<[number], SearchRun>(`${listedRuns} where search_run_id = ?`);
  const newestFirst = database.prepare<[], SearchRun>(`${listedRuns} order by search_run_id desc`);
  const unfinished = database.prepare<[string, string | null], SearchRun>(
    `${listedRuns}
     where source = 'pubmed' and query = ? and since is ? and taken_back_at is null and (status = 'running' or status = 'failed' and exists (
       select 1 from search_run_pmid as wanted
       where wanted.search_run_id = search_run.search_run_id and wanted.state = 'wanted'))
     order by search_run_id desc limit 1`,
  );
  const lastComplete = database
    .prepare<[string], string>(
      `select started_at from search_run where source = 'pubmed' and status = 'complete' and query = ?
         and search_run_id not in (select search_run_id from taken_back)
       order by search_run_id desc limit 1`,
    )
    .pluck();
  const want = database.prepare<[number, string]>(
    'insert into search_run_pmid (search_run_id, pmid) values (?, ?) on conflict do nothing',
  );
  const wanted = database
    .prepare<[number], string>(
      "select pmid from search_run_pmid where search_run_id = ? and state = 'wanted' order by cast(pmid as integer) desc",
    )
    .pluck();
  const meet = database.prepare<[number, string, string, string]>(
    `insert into search_run_met (citation_id, search_run_id, met_at)
     select citation_id, ?, ? from citation where source = ? and source_id = ?
     on conflict do update set met_at = excluded.met_at`,
  );
  const settle = database.prepare<[string, number, string]>(
    'update search_run_pmid set state = ? where search_run_id = ? and pmid = ?',
  );
  const reject = database.prepare<[number, number, number | null, string | null, string, string]>(
    'insert into rejection (search_run_id, position, line, pmid, reason, raw) values (?, ?, ?, ?, ?, ?)',
  );

  return {
    start(run: NewRun): number {
      const { lastInsertRowid } = insert.run(
        run.source,
        run.query ?? null,
        run.since ?? null,
        run.fileName ?? null,
        run.fileSha256 ?? null,
        run.programVersion,
        run.startedAt,
      );
      return Number(lastInsertRowid);
    },
    saveCounts(runId: number, counts: RunCounts): void {
      writeCounts.run({ ...counts, runId });
    },
    /** What the source said of the search: its translation and its count, and how its ids were listed. */
    saveSearch(
      runId: number,
      search: { queryTranslation: string; count: number; difference: number | null; slices: readonly RunSlice[] },
    ): void {
      writeSearch.run(search.queryTranslation, JSON.stringify(search.slices), search.count, search.difference, runId);
    },
    /** What was remarked: all of it is counted, the first of very many are kept. */
    saveWarnings(runId: number, warnings: readonly string[], warned: number = warnings.length): void {
      writeWarnings.run(JSON.stringify(warnings.slice(0, mostWarnings)), warned, runId);
    },
    notes(runId: number): RunNotes {
      const found = remarks.get(runId);
      return {
        warnings: JSON.parse(found?.warning ?? '[]') as string[],
        slices: JSON.parse(found?.slice ?? '[]') as RunSlice[],
        rejections: rejections.all(runId),
        omittedPmids: pmidsIn.all(runId, 'omitted'),
        unaskedPmids: pmidsIn.all(runId, 'unasked'),
      };
    },
    finish(runId: number, status: 'complete' | 'failed', at: string, message: string | null = null): void {
      close.run(status, message, at, runId);
    },
    resume(runId: number): void {
      reopen.run(runId);
    },
    get(runId: number): SearchRun | null {
      return byId.get(runId) ?? null;
    },
    list(): SearchRun[] {
      return newestFirst.all();
    },
    /** The newest PubMed run of this query that did not come to its end: killed, or failed with records still to fetch. */
    findUnfinished(query: string, since: string | null): SearchRun | null {
      return unfinished.get(query, since) ?? null;
    },
    /** When the newest complete PubMed run of this query began. */
    lastComplete(query: string): string | null {
      return lastComplete.get(query) ?? null;
    },
    wantPmids: database.transaction((runId: number, pmids: Iterable<string>) => {
      for (const pmid of pmids) want.run(runId, pmid);
    }),
    wantedPmids(runId: number): string[] {
      return wanted.all(runId);
    },
    settlePmid(runId: number, pmid: string, state: 'fetched' | 'omitted'): void {
      settle.run(state, runId, pmid);
    },
    /** Notes that a run came upon a known source and left it as it stands. */
    noteMet(runId: number, { source, sourceId }: { source: string; sourceId: string }, at: string): void {
      meet.run(runId, at, source, sourceId);
    },
    noteUnasked(runId: number, pmid: string): void {
      noteUnasked.run(runId, pmid);
    },
    saveRejection(runId: number, { position, line, pmid, reason, raw }: Rejection & { raw: string }): void {
      reject.run(runId, position, line, pmid, reason, raw);
    },
  };
}

export type SearchRuns = ReturnType<typeof createSearchRuns>;
