import type { Database } from 'better-sqlite3';
import { type Citation, isRetracted } from '../domain/citation.ts';
import { mergeCitations } from '../domain/mergeCitations.ts';
import type { Summary } from '../domain/recordText.ts';
import { compressed, decompressed, sha256 } from './rawText.ts';
import type { SearchIndex } from './searchIndex.ts';

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

/** A record as the rest of the program reads it: the merged citation and the catalog's own summaries. */
export interface StoredRecord {
  recordId: number;
  key: string;
  citation: Citation;
  summaries: Summary[];
}

export interface StoredSource {
  source: string;
  sourceId: string;
  version: number;
  runId: number;
  retrievedAt: string;
  withdrawnAt: string | null;
}

export interface StoredEvent {
  at: string;
  what: string;
  detail: string | null;
}

interface CitationRow {
  citationId: number;
  recordId: number;
  version: number;
  rawSha256: string;
  withdrawnAt: string | null;
  document: string;
}

/** PubMed is believed before exports of other databases, and those before the library's own notes. */
const trust = "case source when 'pubmed' then 0 when 'library' then 2 else 1 end";

/** Records and the citations they are made of. Every writing method belongs inside the caller's transaction. */
export function createRecords(database: Database, searchIndex: SearchIndex) {
  const bySource = database.prepare<[string, string], CitationRow>(
    `select citation_id as citationId, record_id as recordId, version, raw_sha256 as rawSha256,
       withdrawn_at as withdrawnAt, document
     from citation where source = ? and source_id = ?`,
  );
  const byPmid = database.prepare<[string], number>('select record_id from record where pmid = ?').pluck();
  const byDoi = database.prepare<[string], { recordId: number; pmid: string | null }>(
    'select record_id as recordId, pmid from record where doi = ?',
  );
  const insertRecord = database.prepare(
    `insert into record (key, pmid, doi, title, journal, year, month, day, languages, publication_types, has_abstract,
       retracted, created_at, updated_at)
     values (:key, :pmid, :doi, :title, :journal, :year, :month, :day, :languages, :publicationTypes, :hasAbstract,
       :retracted, :at, :at)`,
  );
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
  const documents = database
    .prepare<[number], string>(`select document from citation where record_id = ? order by ${trust}, citation_id`)
    .pluck();
  const rawOf = database
    .prepare<[string, string], Buffer>('select raw from citation where source = ? and source_id = ?')
    .pluck();
  const writeRecord = database.prepare(
    `update record set pmid = :pmid, doi = :doi, title = :title, journal = :journal, year = :year, month = :month,
       day = :day, languages = :languages, publication_types = :publicationTypes, has_abstract = :hasAbstract, retracted = :retracted, updated_at = :at
     where record_id = :recordId`,
  );
  const doiOwner = database.prepare<[string], number>('select record_id from record where doi = ?').pluck();
  const addEvent = database.prepare<[number, string, string, string | null, number | null]>(
    'insert into record_event (record_id, at, what, detail, search_run_id) values (?, ?, ?, ?, ?)',
  );
  const hold = database.prepare<[number, number, string, number, string]>(
    `insert into possible_duplicate (record_id, other_record_id, reason, search_run_id, found_at) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  const events = database.prepare<[number], StoredEvent>(
    'select at, what, detail from record_event where record_id = ? order by record_event_id',
  );
  const sources = database.prepare<[number], StoredSource>(
    `select source, source_id as sourceId, version, search_run_id as runId, retrieved_at as retrievedAt,
       withdrawn_at as withdrawnAt
     from citation where record_id = ? order by ${trust}, citation_id`,
  );
  const summariesOf = database.prepare<[number], Summary>(
    'select language, text from summary where record_id = ? order by language',
  );
  const writeSummary = database.prepare<[number, string, string, number]>(
    `insert into summary (record_id, language, text, search_run_id) values (?, ?, ?, ?)
     on conflict do update set text = excluded.text, search_run_id = excluded.search_run_id`,
  );
  const keyOf = database.prepare<[number], string>('select key from record where record_id = ?').pluck();
  const idOfKey = database
    .prepare<[string, string, string], number>(
      "select record_id from record where key = ? or 'pmid:' || pmid = ? or 'doi:' || doi = ?",
    )
    .pluck();
  const allIds = database.prepare<[], number>('select record_id from record order by record_id').pluck();
  const withoutPmid = database
    .prepare<[], number>('select record_id from record where pmid is null order by record_id')
    .pluck();
  const count = database.prepare<[], number>('select count(*) from record').pluck();

  function mergedCitation(recordId: number): Citation {
    return mergeCitations(documents.all(recordId).map((document) => JSON.parse(document) as Citation));
  }

  function joinByPmid({ pmid }: Citation): Join | null {
    const recordId = pmid ? byPmid.get(pmid) : undefined;
    return recordId === undefined ? null : { recordId, reason: `the same PMID, ${pmid}` };
  }

  function joinByDoi({ doi, pmid }: Citation): Join | null {
    const known = doi ? byDoi.get(doi) : undefined;
    // PubMed itself gives one DOI to several records (an article and its erratum): two PMIDs never join.
    if (!known || (known.pmid !== null && pmid !== null)) return null;
    return { recordId: known.recordId, reason: `the same DOI, ${doi}` };
  }

  function newRecord(incoming: IncomingCitation): number {
    const { citation, retrievedAt: at } = incoming;
    const { pmid, doi } = citation;
    const names = [
      pmid && `pmid:${pmid}`,
      doi && `doi:${doi}`,
      incoming.source === 'library' ? incoming.sourceId : null,
    ];
    const key =
      names.find((name) => name && keyTaken.get(name) === undefined) ?? `${incoming.source}:${incoming.sourceId}`;
    const recordId = Number(insertRecord.run({ key, at, ...columns(citation, null) }).lastInsertRowid);
    searchIndex.save(recordId, citation, [], true);
    return recordId;
  }

  /** What of a citation is sorted, filtered and looked up by. */
  function columns(citation: Citation, recordId: number | null) {
    // A DOI that another record holds stays with that one: a column of this record must not take it away.
    const owner = citation.doi ? doiOwner.get(citation.doi) : undefined;
    return {
      pmid: citation.pmid,
      doi: owner === undefined || owner === recordId ? citation.doi : null,
      title: citation.title || citation.book?.title || '[No title]',
      journal: citation.journal?.title ?? citation.journal?.isoAbbreviation ?? citation.book?.title ?? null,
      year: citation.published.year ?? citation.electronicDate?.year ?? null,
      month: citation.published.month,
      day: citation.published.day,
      languages: citation.languages.join('\n'),
      publicationTypes: citation.publicationTypes.join('\n'),
      hasAbstract: citation.abstract.length > 0 ? 1 : 0,
      retracted: isRetracted(citation) ? 1 : 0,
    };
  }

  /** Brings the record's columns and its place in the search index in line with its sources. */
  function refresh(recordId: number, at: string): void {
    const citation = mergedCitation(recordId);
    writeRecord.run({ recordId, at, ...columns(citation, recordId) });
    searchIndex.save(recordId, citation, summariesOf.all(recordId), false);
  }

  function row(incoming: IncomingCitation, hash: string) {
    return {
      version: incoming.citation.version,
      runId: incoming.runId,
      retrievedAt: incoming.retrievedAt,
      document: JSON.stringify(incoming.citation),
      raw: compressed(incoming.raw),
      hash,
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
      const hash = sha256(incoming.raw);
      const known = bySource.get(incoming.source, incoming.sourceId);
      if (known) {
        const { recordId, citationId } = known;
        if (known.rawSha256 === hash && known.withdrawnAt === null) return { recordId, outcome: 'unchanged' };
        if (isOlder(incoming.citation, JSON.parse(known.document) as Citation)) return { recordId, outcome: 'older' };
        updateCitation.run({ ...row(incoming, hash), citationId });
        refresh(recordId, incoming.retrievedAt);
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
      const recordId = joined?.recordId ?? newRecord(incoming);
      insertCitation.run({
        ...row(incoming, hash),
        recordId,
        source: incoming.source,
        sourceId: incoming.sourceId,
        joinReason: joined?.reason ?? null,
      });
      if (joined) {
        refresh(recordId, incoming.retrievedAt);
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
    /** Holds two records for a person to say whether they are one publication. True if they were not held before. */
    holdDuplicate(recordId: number, other: Join, runId: number, at: string): boolean {
      const [first, second] = [recordId, other.recordId].sort((a, b) => a - b) as [number, number];
      return hold.run(first, second, other.reason, runId, at).changes > 0;
    },
    saveSummaries(recordId: number, summaries: readonly Summary[], runId: number, at: string): void {
      for (const summary of summaries) writeSummary.run(recordId, summary.language, summary.text, runId);
      refresh(recordId, at);
    },
    get(recordId: number): StoredRecord | null {
      const key = keyOf.get(recordId);
      if (key === undefined) return null;
      return { recordId, key, citation: mergedCitation(recordId), summaries: summariesOf.all(recordId) };
    },
    /** The record with this id, key, "pmid:…" or "doi:…". */
    findId(idOrKey: string): number | null {
      if (/^\d{1,15}$/.test(idOrKey)) return keyOf.get(Number(idOrKey)) === undefined ? null : Number(idOrKey);
      return idOfKey.get(idOrKey, idOrKey, idOrKey.toLowerCase()) ?? null;
    },
    sources: (recordId: number): StoredSource[] => sources.all(recordId),
    events: (recordId: number): StoredEvent[] => events.all(recordId),
    /** The source's own text of a citation, as it was retrieved. */
    raw(source: string, sourceId: string): string | null {
      const bytes = rawOf.get(source, sourceId);
      return bytes ? decompressed(bytes) : null;
    },
    ids: (): number[] => allIds.all(),
    /** Ids of the records that PubMed has not given a PMID. */
    idsWithoutPmid: (): number[] => withoutPmid.all(),
    count: (): number => count.get() ?? 0,
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
