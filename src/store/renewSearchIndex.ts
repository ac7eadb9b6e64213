import type { Database } from 'better-sqlite3';
import { searchIndexForm } from '../text/searchColumns.ts';
import { DatabaseError } from './migrate.ts';
import type { Records } from './records.ts';
import type { SearchIndex } from './searchIndex.ts';
import type { Settings } from './settings.ts';

/**
 * Indexes every record anew where the database was last indexed in another form than this program's. It happens once
 * after an update, in one transaction, and takes about a millisecond a record.
 *
 * @throws {DatabaseError} when that is needed and the database is open for reading only.
 */
export function renewSearchIndex(
  database: Database,
  { records, searchIndex, settings }: { records: Records; searchIndex: SearchIndex; settings: Settings },
): void {
  if (settings.get('search_index_form') === searchIndexForm) return;
  const ids = records.ids();
  if (database.readonly) {
    if (ids.length === 0) return;
    throw new DatabaseError(`${database.name} was indexed by another version; open it once for writing to update it.`);
  }
  const renew = (): void => {
    searchIndex.clear();
    for (const recordId of ids) {
      const record = records.get(recordId);
      if (record) searchIndex.save(recordId, record.citation, record.summaries, true);
    }
    settings.set('search_index_form', searchIndexForm);
  };
  database.transaction(() => searchIndex.together(renew)).immediate();
}
