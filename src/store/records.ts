import type { Database } from 'better-sqlite3';
import type { Citation } from '../domain/citation.ts';
import type { Summary } from '../domain/recordText.ts';
import { compressed, decompressed, sha256 } from './rawText.ts';
import { createRecordColumns } from './recordColumns.ts';
import type { RecordReading } from './recordReading.ts';
import type { SearchIndex } from './searchIndex.ts';

export type { StoredEvent, StoredRecord, StoredSource } from './recordReading.ts';

/** A citation on its way into the database, with the bytes it was read from. */
export interface IncomingCitation {
  /** "pubmed", "library", "nbib", "ris", ... */
  source: string;
  /** The source's own id: the PMID, the library's key, a hash of the raw record where there is none. */
  sourceId: string;
  citation: Citation;
  raw: string;
  runId: number;
  retrievedAt: string;
  /** The forms it is kept in, where they were made before the database was locked. */
  forms?: KeptForms;
}

/** A citation as it is written down. Nothing of it depends on what the database holds. */
export interface KeptForms {
  /** SHA-256 of the raw bytes, in hex. */
  hash: string;
  document: string;
  /** The raw bytes, compressed. */
  raw: Buffer;
}

/** Takes about as long as storing them. */
export function keptForms({ citation, raw }: Pick<IncomingCitation, 'citation' | 'raw'>): KeptForms {
  const bytes = Buffer.from(raw);
  return { hash: sha256(bytes), document: JSON.stringify(citation), raw: compressed(bytes) };
}

/** What became of an incoming citation. */
export type SaveOutcome = 'added' | 'joined' | 'updated' | 'unchanged' | 'older';

export interface Saved {
  recordId: number;
  outcome: SaveOutcome;
}

/** A record that an incoming citation belongs to, and why. */
export interface Join {
  recordId: number;
  reason: string;
}

interface CitationRow {
  citationId: number;
  recordId: number;
  version: number;
  rawSha256: string;
  withdrawnAt: string | null;
  document: string;
}

/** Records and the citations they are made of. Every writing method belongs inside the caller's transaction. */
export function createRecords(database: Database, searchIndex: SearchIndex, reading: RecordReading) {
  const recordColumns = createRecordColumns(database, searchIndex, reading);
  const bySource = database.prepare<[string, string], CitationRow>(
    `select citation_id as citationId, record_id as recordId, version, raw_sha256 as rawSha256,
       withdrawn_at as withdrawnAt, document
     from citation where source = ? and source_id = ?`,
  );
  const standingHash = database
    .prepare<[string, string], string>(
      'select raw_sha256 from citation where source = ? and source_id = ? and withdrawn_at is null',
    )
    .pluck();
  const byPmid = database.prepare<[string], number>('select record_id from record where pmid = ?').pluck();
  const byDoi = database.prepare<[string], number>('select record_id from record where doi = ?').pluck();
  const retracted = database.prepare<[number], 0 | 1>('select retracted from record where record_id = ?').pluck();
  const keyTaken = database.prepare<[string], number>('select 1 from record where key = ?').pluck();
  const insertCitation = database.prepare(
    `insert into citation (record_id, source, source_id, version, search_run_id, retrieved_at, document, raw, raw_sha256, join_reason)
     values (:recordId, :source, :sourceId, :version, :runId, :retrievedAt, :document, :raw, :hash, :joinReason)`,
  );
  const updateCitation = database.prepare(
    `update citation set version = :version, search_run_id = :runId, retrieved_at = :retrievedAt, document = :document,
       raw = :raw, raw_sha256 = :hash, withdrawn_at = null
     where citation_id = :citationId`,
  );
  const withdrawCitation = database.prepare<[string, number]>(
    'update citation set withdrawn_at = ? where citation_id = ?',
  );
  const detachable = database.prepare<
    [number],
    { recordId: number; source: string; sourceId: string; document: string }
  >(
    `select record_id as recordId, source, source_id as sourceId, document from citation
     where citation_id = ? and (select count(*) from citation as other where other.record_id = citation.record_id) > 1`,
  );
  const move = database.prepare<[number, number]>(
    'update citation set record_id = ?, join_reason = null where citation_id = ?',
  );
  const rawOf = database
    .prepare<[string, string], Buffer>('select raw from citation where source = ? and source_id = ?')
    .pluck();
  const addEvent = database.prepare<[number, string, string, string | null, number | null]>(
    'insert into record_event (record_id, at, what, detail, search_run_id) values (?, ?, ?, ?, ?)',
  );
  const writeSummary = database.prepare<[number, string, string, number]>(
    `insert into summary (record_id, language, text, search_run_id) values (?, ?, ?, ?)
     on conflict do update set text = excluded.text, search_run_id = excluded.search_run_id`,
  );
  const ids = database
    .prepare<[], number>('select record_id from record where duplicate_of is null order by record_id')
    .pluck();
  const allIds = database.prepare<[], number>('select record_id from record order by record_id').pluck();
  const withoutPmid = database
    .prepare<[], number>('select record_id from record where pmid is null order by record_id')
    .pluck();
  const count = database.prepare<[], number>('select count(*) from record where duplicate_of is null').pluck();

  function joinByPmid({ pmid }: Citation): Join | null {
    const recordId = pmid ? byPmid.get(pmid) : undefined;
    return recordId === undefined ? null : { recordId, reason: `the same PMID, ${pmid}` };
  }

  function joinByDoi({ doi, pmid }: Citation): Join | null {
    const recordId = doi ? byDoi.get(doi) : undefined;
    if (recordId === undefined) return null;
    // PubMed itself gives one DOI to several records (an article and its erratum): two PMIDs never join.
    const head = reading.headOf(recordId) ?? recordId;
    if (pmid !== null && reading.citations(head).some((known) => known.pmid !== null && known.pmid !== pmid))
      return null;
    return { recordId, reason: `the same DOI, ${doi}` };
  }

  function newRecord(citation: Citation, source: string, sourceId: string, at: string): number {
    const { pmid, doi } = citation;
    const names = [pmid && `pmid:${pmid}`, doi && `doi:${doi}`, source === 'library' ? sourceId : null];
    const key = names.find((name) => name && keyTaken.get(name) === undefined) ?? `${source}:${sourceId}`;
    return recordColumns.insert(key, citation, at);
  }

  /** Brings a record in line with its sources and notes when it has become a retracted one. */
  function refresh(recordId: number, at: string, runId: number): void {
    const before = retracted.get(recordId);
    recordColumns.refresh(recordId, at);
    if (before === 0 && retracted.get(recordId) === 1) addEvent.run(recordId, at, 'retracted', null, runId);
  }

  function row(incoming: IncomingCitation) {
    return {
      version: incoming.citation.version,
      runId: incoming.runId,
      retrievedAt: incoming.retrievedAt,
      ...(incoming.forms ?? keptForms(incoming)),
    };
  }

  return {
    /**
     * Stores one citation: as a new record, as another source of a known one (same PMID, else same DOI), as a
     * newer version of itself, or not at all where nothing is new. An older version never replaces a newer one.
     *
     * @param recognise tells the record of a citation whose PMID is not known; by default the one with its DOI.
     */
    save(incoming: IncomingCitation, recognise: (citation: Citation) => Join | null = joinByDoi): Saved {
      const known = bySource.get(incoming.source, incoming.sourceId);
      if (known) {
        const { recordId, citationId } = known;
        const hash = incoming.forms?.hash ?? sha256(incoming.raw);
        if (known.rawSha256 === hash && known.withdrawnAt === null) return { recordId, outcome: 'unchanged' };
        if (isOlder(incoming.citation, JSON.parse(known.document) as Citation)) return { recordId, outcome: 'older' };
        updateCitation.run({ ...row(incoming), citationId });
        refresh(recordId, incoming.retrievedAt, incoming.runId);
        addEvent.run(
          recordId,
          incoming.retrievedAt,
          known.withdrawnAt ? 'restored' : 'updated',
          incoming.source,
          incoming.runId,
        );
        return { recordId, outcome: 'updated' };
      }
      const joined = joinByPmid(incoming.citation) ?? recognise(incoming.citation);
      const recordId =
        joined?.recordId ?? newRecord(incoming.citation, incoming.source, incoming.sourceId, incoming.retrievedAt);
      insertCitation.run({
        ...row(incoming),
        recordId,
        source: incoming.source,
        sourceId: incoming.sourceId,
        joinReason: joined?.reason ?? null,
      });
      if (joined) {
        refresh(recordId, incoming.retrievedAt, incoming.runId);
        addEvent.run(recordId, incoming.retrievedAt, 'joined', `${incoming.source}: ${joined.reason}`, incoming.runId);
      }
      return { recordId, outcome: joined === null ? 'added' : 'joined' };
    },
    /** Marks a source's record as withdrawn by the source. It is kept. False where it is not known or was so already. */
    withdraw(source: string, sourceId: string, runId: number, at: string): boolean {
      const known = bySource.get(source, sourceId);
      if (!known || known.withdrawnAt !== null) return false;
      withdrawCitation.run(at, known.citationId);
      addEvent.run(known.recordId, at, 'withdrawn', source, runId);
      return true;
    },
    joinByDoi,
    /** Whether a source's record stands here in the very words it has now. */
    holds(source: string, sourceId: string, raw: string): boolean {
      return standingHash.get(source, sourceId) === sha256(raw);
    },
    saveSummaries(recordId: number, summaries: readonly Summary[], runId: number, at: string): void {
      for (const summary of summaries) writeSummary.run(recordId, summary.language, summary.text, runId);
      recordColumns.refresh(recordId, at);
    },
    ...reading,
    /** Brings a record in line where only what is read together has changed, not what its sources say. */
    refreshReading(recordId: number): void {
      recordColumns.refresh(recordId, null);
    },
    /** The source's own text of a citation, as it was retrieved. */
    raw(source: string, sourceId: string): string | null {
      const bytes = rawOf.get(source, sourceId);
      return bytes ? decompressed(bytes) : null;
    },
    /** Every record that is listed, oldest first; duplicates are read with the record they belong to. */
    ids: (): number[] => ids.all(),
    /** Every record, those decided to be duplicates included. */
    allIds: (): number[] => allIds.all(),
    /** Records that PubMed has not given a PMID, duplicates included. */
    idsWithoutPmid: (): number[] => withoutPmid.all(),
    /** How many records are listed. */
    count: (): number => count.get() ?? 0,
    /**
     * Takes a source off the record it joined and gives it a record of its own.
     *
     * @returns the two records; null where there is no such source, or it is the record's only one.
     */
    detach(citationId: number, at: string): { from: number; to: number } | null {
      const found = detachable.get(citationId);
      if (!found) return null;
      const to = newRecord(JSON.parse(found.document) as Citation, found.source, found.sourceId, at);
      move.run(to, citationId);
      // In this order, so that the identifiers the old record loses are free for the new one.
      recordColumns.refresh(found.recordId, at);
      recordColumns.refresh(to, at);
      return { from: found.recordId, to };
    },
  };
}

export type Records = ReturnType<typeof createRecords>;

function isOlder(incoming: Citation, stored: Citation): boolean {
  if (incoming.version !== stored.version) return incoming.version < stored.version;
  const [a, b] = [dateNumber(incoming.dateRevised), dateNumber(stored.dateRevised)];
  return a !== null && b !== null && a < b;
}

function dateNumber(date: Citation['dateRevised']): number | null {
  return date && date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0);
}
