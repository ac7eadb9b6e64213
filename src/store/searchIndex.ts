import type { Database } from 'better-sqlite3';
import type { Citation } from '../domain/citation.ts';
import type { Summary } from '../domain/recordText.ts';
import { porterStem } from '../text/porter.ts';
import { exactColumns, searchColumns } from '../text/searchColumns.ts';
import { createBoundedMemory } from './fullText/boundedMemory.ts';
import { createFullText, type FullTextTable } from './fullText/fullText.ts';
import { type Posting, postingBytes } from './fullText/postings.ts';
import { createIndexChanges } from './indexChanges.ts';
import { createPlainSearch, type IndexName, titleWeight } from './plainSearch.ts';

export type { IndexName } from './plainSearch.ts';

/**
 * Bytes of words and phrases kept in memory, of both indexes together; in a large catalog so many a record, so that the words of
 * one long search do not drive each other out.
 */
const room = { least: 64_000_000, perRecord: 160 } as const;

/** The full-text indexes of records: text goes in prepared by `searchColumns`, never as it was. */
export function createSearchIndex(database: Database) {
  const tables = ['record_fts', 'record_exact'] as const;
  const removal = (table: (typeof tables)[number]) =>
    database.prepare<[number]>(`delete from ${table} where rowid = ?`);
  const clearances = tables.map((table) => database.prepare(`insert into ${table} (${table}) values ('delete-all')`));
  const insertStems = database.prepare(
    `insert into record_fts (rowid, title, abstract, keywords, authors, mesh, journal)
     values (:recordId, :title, :abstract, :keywords, :authors, :mesh, :journal)`,
  );
  const insertExact = database.prepare(
    `insert into record_exact (rowid, title, abstract, keywords, authors, mesh, journal, first_author, heading, major_heading)
     values (:recordId, :title, :abstract, :keywords, :authors, :mesh, :journal, :firstAuthor, :heading, :majorHeading)`,
  );
  const newest = database.prepare<[], number | null>('select max(id) from record_fts_docsize').pluck();
  const memory = createBoundedMemory<Posting>(
    () => Math.max(room.least, room.perRecord * (newest.get() ?? 0)),
    postingBytes,
  );
  const stems = createFullText(database, stemTable, memory);
  const exact = createFullText(database, exactTable, memory);
  const plain = createPlainSearch(database);
  const [removeStems, removeExact] = [removal('record_fts'), removal('record_exact')];
  const changes = createIndexChanges((batch) => {
    for (const { recordId, columns, isNew } of batch) {
      if (!isNew) removeStems.run(recordId);
      if (columns) insertStems.run({ recordId, ...columns });
    }
    for (const { recordId, columns, isNew } of batch) {
      if (!isNew) removeExact.run(recordId);
      if (columns) insertExact.run({ recordId, ...columns });
    }
  });

  return {
    /** Runs work whose changes of the index are made together at its end; see `createIndexChanges`. */
    together: changes.together,
    save(recordId: number, citation: Citation, summaries: readonly Summary[], isNew: boolean): void {
      changes.add({
        recordId,
        columns: { ...searchColumns(citation, summaries), ...exactColumns(citation) },
        isNew,
      });
    },
    remove(recordId: number): void {
      changes.add({ recordId, columns: null, isNew: false });
    },
    /** Takes every record out of the indexes. */
    clear(): void {
      for (const clearance of clearances) clearance.run();
    },
    /**
     * How much work FTS5 expressions ask for together, before any of them is looked up, in pages of the indexes.
     * @param expressions by the index that they are asked of.
     */
    work: (expressions: Record<IndexName, readonly string[]>): number =>
      stems.work(expressions.stems) + exact.work(expressions.exact),
    /** Pages that both indexes have: what reading all that is written in them takes. */
    pages: (): number => stems.pages() + exact.pages(),
    /**
     * The records an FTS5 expression finds, by rising id.
     * @param expression built by `src/query`: never a reader's own text.
     */
    match(expression: string, index: IndexName): Uint32Array {
      const found = (index === 'stems' ? stems : exact).match(expression);
      return found ?? plain.match(expression, index);
    },
    /**
     * At most `limit` of the records that an expression finds in the index of stems, best first.
     * @param wanted marks the records that may be among them, by id; null for all.
     * @param byCoverage whether records that hold more of the alternatives are preferred (not where FTS5 itself must be asked).
     */
    rank(expression: string, limit: number, wanted: Uint8Array | null, byCoverage = false): number[] {
      return stems.rank(expression, limit, wanted, byCoverage) ?? plain.rank(expression, limit, wanted);
    },
  };
}

export type SearchIndex = ReturnType<typeof createSearchIndex>;

const stemColumns = ['title', 'abstract', 'keywords', 'authors', 'mesh', 'journal'].map((name) => ({
  name,
  weight: name === 'title' ? titleWeight : 1,
}));

/** The index of stems: hits are ranked by it, those whose title meets the search first. */
export const stemTable: FullTextTable = {
  name: 'record_fts',
  columns: stemColumns,
  tokenOf: porterStem,
  aloneNext: 1 << stemColumns.findIndex(({ name }) => name === 'title'),
};

/** The index of words as they were written. */
export const exactTable: FullTextTable = {
  name: 'record_exact',
  columns: [...stemColumns, ...['first_author', 'heading', 'major_heading'].map((name) => ({ name, weight: 1 }))],
  tokenOf: (word) => word,
  aloneNext: 0,
};
