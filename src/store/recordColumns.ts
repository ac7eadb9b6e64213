import type { Database } from 'better-sqlite3';
import { type Citation, isRetracted } from '../domain/citation.ts';
import type { RecordReading } from './recordReading.ts';
import type { SearchIndex } from './searchIndex.ts';

/**
 * Keeps what is derived from a record's citations in line with them: the columns that are sorted, filtered and
 * looked up by, and the record's place in the search index. Belongs inside the caller's transaction.
 */
export function createRecordColumns(database: Database, searchIndex: SearchIndex, reading: RecordReading) {
  const insert = database.prepare(
    // The number of a record that left with an import that was taken back is never given to another.
    `insert into record (record_id, key, pmid, doi, title, journal, year, month, day, languages, publication_types, has_abstract,
       retracted, created_at, updated_at)
     values ((select max(number) + 1 from (select max(record_id) as number from record
         union all select max(last_record_id) from taken_back)), :key, :pmid, :doi, :title, :journal, :year, :month, :day, :languages, :publicationTypes, :hasAbstract,
       :retracted, :at, :at)`,
  );
  const write = database.prepare(
    `update record set pmid = :pmid, doi = :doi, title = :title, journal = :journal, year = :year, month = :month,
       day = :day, languages = :languages, publication_types = :publicationTypes, has_abstract = :hasAbstract,
       retracted = :retracted, updated_at = coalesce(:at, updated_at)
     where record_id = :recordId`,
  );
  const pmidOwner = database.prepare<[string], number>('select record_id from record where pmid = ?').pluck();
  const doiOwner = database.prepare<[string], number>('select record_id from record where doi = ?').pluck();

  /** An identifier that another record holds stays with that one: a column of this record must not take it away. */
  function identifiers({ pmid, doi }: Citation, recordId: number | null) {
    const pmidHolder = pmid === null ? undefined : pmidOwner.get(pmid);
    const doiHolder = doi === null ? undefined : doiOwner.get(doi);
    return {
      pmid: pmidHolder === undefined || pmidHolder === recordId ? pmid : null,
      doi: doiHolder === undefined || doiHolder === recordId ? doi : null,
    };
  }

  function refresh(recordId: number, at: string | null): void {
    const whole = reading.get(recordId);
    const own = reading.members(recordId).length > 1 ? reading.own(recordId) : whole;
    if (!whole || !own) return;
    // Identifiers stay with the record whose sources name them, so that undoing a decision finds them where they were.
    write.run({ recordId, at, ...columns(whole.citation), ...identifiers(own.citation, recordId) });
    const head = reading.headOf(recordId);
    if (head === null || head === recordId) searchIndex.save(recordId, whole.citation, whole.summaries, false);
    else {
      searchIndex.remove(recordId);
      refresh(head, at);
    }
  }

  return {
    /** Makes a record out of its first citation; its id. */
    insert(key: string, citation: Citation, at: string): number {
      const { lastInsertRowid } = insert.run({ key, at, ...columns(citation), ...identifiers(citation, null) });
      const recordId = Number(lastInsertRowid);
      searchIndex.save(recordId, citation, [], true);
      return recordId;
    },
    /**
     * Reads the record's sources anew, and with a duplicate the record it is read with.
     * @param at when it changed; null where only what is read together did.
     */
    refresh,
  };
}

export type RecordColumnsWriter = ReturnType<typeof createRecordColumns>;

function columns(citation: Citation) {
  return {
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
