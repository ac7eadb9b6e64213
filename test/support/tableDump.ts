import type { Database } from 'better-sqlite3';

/**
 * Every row of every table but those named and the revision that only ever grows, in an order that does not depend on when they were written.
 */
export function tableDump(database: Database, without: readonly string[] = []): Record<string, string[]> {
  const tables = database
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not glob 'record_fts*' and name not glob 'record_exact*' order by name",
    )
    .pluck()
    .all();
  const kept = tables.filter((table) => table !== 'catalog_revision' && !without.includes(table));
  return Object.fromEntries(
    kept.map((table) => {
      const rows = database.prepare(`select * from ${table}`).all();
      return [table, rows.map((row) => JSON.stringify(row)).sort()];
    }),
  );
}
