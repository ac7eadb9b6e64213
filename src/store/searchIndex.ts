import type { Database } from 'better-sqlite3';
import type { Citation } from '../domain/citation.ts';
import type { Summary } from '../domain/recordText.ts';
import { searchColumns } from '../text/searchColumns.ts';

/** The full-text index of records: text goes in prepared by `searchColumns`, never as it was. */
export function createSearchIndex(database: Database) {
  const remove = database.prepare<[number]>('delete from record_fts where rowid = ?');
  const insert = database.prepare<[number, string, string, string, string, string, string]>(
    'insert into record_fts (rowid, title, abstract, keywords, authors, mesh, journal) values (?, ?, ?, ?, ?, ?, ?)',
  );
  // One string of all ids is many times faster than one row an id.
  const ids = database
    .prepare<[string], string | null>('select group_concat(rowid) from record_fts where record_fts match ?')
    .pluck();
  const ranked = database
    .prepare<[string], number>(
      // bm25() is cheaper than the rank column; ties fall to the newer record, so that pages are stable.
      'select rowid from record_fts where record_fts match ? order by bm25(record_fts, 2, 1, 1, 1, 1, 1), rowid desc',
    )
    .pluck();

  return {
    save(recordId: number, citation: Citation, summaries: readonly Summary[], isNew: boolean): void {
      if (!isNew) remove.run(recordId);
      const columns = searchColumns(citation, summaries);
      insert.run(
        recordId,
        columns.title,
        columns.abstract,
        columns.keywords,
        columns.authors,
        columns.mesh,
        columns.journal,
      );
    },
    remove(recordId: number): void {
      remove.run(recordId);
    },
    /**
     * The records an FTS5 expression finds, unordered.
     * @param expression built by `src/query`: never a reader's own text.
     */
    match(expression: string): Uint32Array {
      const list = ids.get(expression);
      return list ? parseIds(list) : new Uint32Array(0);
    },
    /** The same records, best first. */
    rank(expression: string): number[] {
      return ranked.all(expression);
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
