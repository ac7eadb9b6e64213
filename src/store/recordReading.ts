import type { Database } from 'better-sqlite3';
import type { Citation } from '../domain/citation.ts';
import { mergeCitations } from '../domain/mergeCitations.ts';
import type { Summary } from '../domain/recordText.ts';
import { isStanding } from './takenBack.ts';

/** A record as the rest of the program reads it: the merged citation and the catalog's own summaries. */
export interface StoredRecord {
  recordId: number;
  key: string;
  citation: Citation;
  summaries: Summary[];
}

/** One source of a record. */
export interface StoredSource {
  citationId: number;
  /** The record the source was stored with: another one where that was decided to be a duplicate of this. */
  recordId: number;
  source: string;
  sourceId: string;
  version: number;
  runId: number;
  retrievedAt: string;
  withdrawnAt: string | null;
  /** Why it joined a record that was already there; null where it made the record. */
  joinReason: string | null;
}

export interface StoredEvent {
  at: string;
  what: string;
  detail: string | null;
}

/** PubMed is believed before exports of other databases, and those before the library's own notes. */
export const trust = "case source when 'pubmed' then 0 when 'library' then 2 else 1 end";

/** A record and those that were decided to be duplicates of it. */
export const wholeRecord = '(select record_id from record where record_id = :recordId or duplicate_of = :recordId)';

interface ById {
  recordId: number;
}

/** Reads of single records. A record is read with all that was decided to be the same publication, unless said otherwise. */
export function createRecordReading(database: Database) {
  const documentsOf = (records: string) =>
    database
      .prepare<ById, string>(
        `select document from citation where record_id in ${records} order by ${trust}, citation_id`,
      )
      .pluck();
  const summariesIn = (records: string) =>
    database.prepare<ById, Summary>(
      `select language, text from summary where record_id in ${records} order by language, record_id`,
    );
  const reads = {
    whole: { documents: documentsOf(wholeRecord), summaries: summariesIn(wholeRecord) },
    own: { documents: documentsOf('(:recordId)'), summaries: summariesIn('(:recordId)') },
  };
  const keyOf = database.prepare<[number], string>('select key from record where record_id = ?').pluck();
  const headOf = database
    .prepare<[number], number>('select coalesce(duplicate_of, record_id) from record where record_id = ?')
    .pluck();
  const members = database.prepare<ById, number>(`${wholeRecord.slice(1, -1)} order by record_id`).pluck();
  const byName = database
    .prepare<{ name: string; pmid: string | null; doi: string | null }, number>(
      // An identifier that a record carries now is believed before the name that another one got when it was made.
      `select coalesce(duplicate_of, record_id) from record
       where key = :name or pmid = :pmid or doi = :doi order by key = :name limit 1`,
    )
    .pluck();
  const sources = database.prepare<ById, StoredSource>(
    `select citation_id as citationId, record_id as recordId, source, source_id as sourceId, version, search_run_id as runId,
       retrieved_at as retrievedAt, withdrawn_at as withdrawnAt, join_reason as joinReason
     from citation where record_id in ${wholeRecord} order by ${trust}, citation_id`,
  );
  const events = database.prepare<ById, StoredEvent>(
    `select at, what, detail from record_event as event where record_id in ${wholeRecord}
       and ${isStanding('event.search_run_id')}
     order by record_event_id`,
  );

  const read = (kind: keyof typeof reads, recordId: number): StoredRecord | null => {
    const key = keyOf.get(recordId);
    if (key === undefined) return null;
    const citations = reads[kind].documents.all({ recordId }).map((document) => JSON.parse(document) as Citation);
    const [only] = citations;
    return {
      recordId,
      key,
      // Most records have one source: nothing is to be merged, nor copied.
      citation: only && citations.length === 1 ? only : mergeCitations(citations),
      summaries: reads[kind].summaries.all({ recordId }).filter(isFirstOfItsLanguage),
    };
  };

  return {
    /** The record with everything that is read with it. */
    get: (recordId: number): StoredRecord | null => read('whole', recordId),
    /** The record as its own sources tell it, without its duplicates'. */
    own: (recordId: number): StoredRecord | null => read('own', recordId),
    /** The record's citations, most trusted first, its duplicates' among them. */
    citations: (recordId: number): Citation[] =>
      reads.whole.documents.all({ recordId }).map((document) => JSON.parse(document) as Citation),
    /** The record that this one is read with: itself, unless it is a duplicate. Null where there is none. */
    headOf: (recordId: number): number | null => headOf.get(recordId) ?? null,
    /** The record and its duplicates, oldest first. */
    members: (recordId: number): number[] => members.all({ recordId }),
    /** The record with this id, key, "pmid:…" or "doi:…"; of a duplicate, the record it is read with. */
    findId(idOrKey: string): number | null {
      if (/^\d{1,15}$/.test(idOrKey)) return headOf.get(Number(idOrKey)) ?? null;
      const [, kind, value] = /^(pmid|doi):(.*)$/s.exec(idOrKey) ?? [];
      const pmid = kind === 'pmid' ? (value ?? null) : null;
      const doi = kind === 'doi' ? (value?.toLowerCase() ?? null) : null;
      return byName.get({ name: idOrKey, pmid, doi }) ?? null;
    },
    sources: (recordId: number): StoredSource[] => sources.all({ recordId }),
    events: (recordId: number): StoredEvent[] => events.all({ recordId }),
  };
}

export type RecordReading = ReturnType<typeof createRecordReading>;

function isFirstOfItsLanguage(summary: Summary, place: number, all: readonly Summary[]): boolean {
  return all.findIndex(({ language }) => language === summary.language) === place;
}
