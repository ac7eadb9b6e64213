import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

/** The database cannot be used by this program: too new, or not one of its own. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

interface Migration {
  number: number;
  name: string;
  sql: string;
}

/** Marks the file as one of ours ("RSRB"), so that another program's database is never migrated. */
const applicationId = 0x52535242;

/**
 * The migrations in a folder, in order.
 *
 * @throws {DatabaseError} for a name that is not `NNNN__words.sql`, or a gap or repeat in the numbers.
 */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name, index) => {
    const number = Number(/^(\d{4})__[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new DatabaseError(
        `${join(folder, name)}: migrations are named NNNN__words.sql, numbered from 0001 without gaps.`,
      );
    }
    return { number, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/**
 * Brings a database to the newest schema: all pending migrations in one transaction, forward only.
 *
 * @param beforeChange called once where a database with content is about to be changed, with its schema; what it
 *   throws stops the migration before anything is changed.
 * @throws {DatabaseError} when the file belongs to another program or to a newer version of this one.
 */
export function migrate(
  database: Database,
  migrations: readonly Migration[],
  beforeChange: (schema: number) => void = () => {},
): { from: number; to: number } {
  const found = checkVersion(database, migrations.length);
  if (found === migrations.length) return { from: found, to: found };
  if (found > 0) beforeChange(found);
  const from = database
    .transaction(() => {
      // Another process may have migrated while this one waited for the lock.
      const version = checkVersion(database, migrations.length);
      for (const migration of migrations.slice(version)) database.exec(migration.sql);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${migrations.length}`);
      return version;
    })
    .immediate();
  return { from, to: migrations.length };
}

/**
 * The schema version of an open database, 0 for an empty file.
 *
 * @throws {DatabaseError} when it is not ours or is newer than `newest`.
 */
export function checkVersion(database: Database, newest: number): number {
  const version = database.pragma('user_version', { simple: true }) as number;
  const owner = database.pragma('application_id', { simple: true }) as number;
  const tables = database.prepare<[], number>('select count(*) from sqlite_schema').pluck().get() ?? 0;
  if (owner !== applicationId && (owner !== 0 || tables > 0)) {
    throw new DatabaseError(
      `${database.name} is a database of another program; choose another file with --db or RESORB_DB.`,
    );
  }
  if (version > newest) {
    throw new DatabaseError(
      `${database.name} was written by a newer version of this program (schema ${version}, this program knows ${newest}); update the program.`,
    );
  }
  return version;
}
