import type { Database } from 'better-sqlite3';
import type { Citation } from '../domain/citation.ts';
import type { Summary } from '../domain/recordText.ts';
import { exactColumns, searchColumns } from '../text/searchColumns.ts';
import { createIndexChanges } from './indexChanges.ts';

/** By the stems of words, which also ranks; or by the words as they were written. */
export type IndexName = 'stems' | 'exact';

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
  // One string of all ids is many times faster than one row an id.
  const idsIn = (table: string) =>
    database
      .prepare<[string], string | null>(`select group_concat(rowid) from ${table} where ${table} match ?`)
      .pluck();
  const ids: Record<IndexName, ReturnType<typeof idsIn>> = { stems: idsIn('record_fts'), exact: idsIn('record_exact') };
  const ranked = database
    .prepare<[string, number], number>(
      // bm25() is cheaper than the rank column; ties fall to the newer record, so that pages are stable.
      `select rowid from record_fts where record_fts match ?
       order by bm25(record_fts, 2.5, 1, 1, 1, 1, 1), rowid desc limit ?`,
    )
    .pluck();

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
     * The records an FTS5 expression finds, by rising id.
     * @param expression built by `src/query`: never a reader's own text.
     */
    match(expression: string, index: IndexName): Uint32Array {
      const list = ids[index].get(expression);
      return list ? parseIds(list) : new Uint32Array(0);
    },
    /** At most `limit` of the records that an expression finds in the index of stems, best first. */
    rank(expression: string, limit: number): number[] {
      return ranked.all(expression, limit);
    },
  };
}

export type SearchIndex = ReturnType<typeof createSearchIndex>;

/** "12,7,40" as numbers, without the strings in between. */
function parseIds(list: string): Uint32Array {
  let count = 1;
  for (let at = 0; at < list.length; at++) if (list.charCodeAt(at) === 44) count++;
  const ids = new Uint32Array(count);
  let slot = 0;
  let value = 0;
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at);
    if (code === 44) {
      ids[slot++] = value;
      value = 0;
    } else value = value * 10 + code - 48;
  }
  ids[slot] = value;
  return ids;
}
