import { renameSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { migrationsDir } from '../paths.ts';
import { syncFile, syncFolderOf } from './durableFiles.ts';
import { openKept } from './keptDatabase.ts';
import { checkVersion, DatabaseError, readMigrations } from './migrate.ts';

/** What a database was found to hold. */
export interface DatabaseFacts {
  /** Number of the newest migration it has seen. */
  schema: number;
  /** Rows of every table. */
  rows: Record<string, number>;
}

/** Milliseconds to wait for whoever else uses the database. */
const patience = 30_000;

/** Faults named in an error; a damaged file may have thousands. */
const faultsNamed = 3;

/**
 * Copies an open database into a new file while others read and write it: one moment of it, complete or not at
 * all, and on the disk when this returns. Nothing of an earlier file of that name is touched before that.
 */
export function copyDatabase(database: Database, target: string): void {
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    database.prepare('vacuum into ?').run(part);
    syncFile(part);
    renameSync(part, target);
    syncFolderOf(target);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new DatabaseError(`${database.name} cannot be copied to ${target}: ${(cause as Error).message}.`, { cause });
  }
}

/**
 * Copies a database file that others may be using.
 *
 * @returns the rows of the source, to compare the copy with; null where somebody wrote during the copy.
 * @throws {DatabaseError} one sentence: not ours, cannot be read, or cannot be written there.
 */
export function copyDatabaseFile(source: string, target: string): DatabaseFacts['rows'] | null {
  const database = open(source);
  try {
    checkVersion(database, newestSchema());
    // Changes whenever somebody else commits.
    const version = () => database.pragma('data_version', { simple: true }) as number;
    const before = version();
    copyDatabase(database, target);
    const rows = countRows(database);
    return version() === before ? rows : null;
  } catch (cause) {
    throw asDatabaseError(cause, `${source} cannot be copied`);
  } finally {
    database.close();
  }
}

/**
 * Reads a whole database file and says what it holds.
 *
 * @throws {DatabaseError} one sentence: not ours, damaged, or rows that point at nothing.
 */
export function examineDatabase(file: string): DatabaseFacts {
  const database = open(file);
  try {
    const schema = checkVersion(database, newestSchema());
    const damage = database.prepare<[], string>('pragma integrity_check').pluck().all();
    if (damage.join() !== 'ok') throw new DatabaseError(`${file} is damaged: ${few(damage)}.`);
    const orphans = database.prepare<[], { table: string; parent: string }>('pragma foreign_key_check').all();
    if (orphans.length > 0) {
      const named = orphans.map(({ table, parent }) => `a row of ${table} without its ${parent}`);
      throw new DatabaseError(`${file} is not whole: ${few(named)}.`);
    }
    return { schema, rows: countRows(database) };
  } catch (cause) {
    throw asDatabaseError(cause, `${file} cannot be read`);
  } finally {
    database.close();
  }
}

/**
 * Folds the write-ahead log into the file, so that it can be moved by itself.
 *
 * @returns false where another program has the database open; nothing is changed then.
 */
export function foldIfAlone(file: string): boolean {
  const database = openKept(file, { timeout: 0 });
  try {
    // Leaving WAL needs the database for oneself: SQLite itself says whether anybody else is there.
    return database.pragma('journal_mode = delete', { simple: true }) === 'delete';
  } catch (cause) {
    if ((cause as { code?: string }).code?.startsWith('SQLITE_BUSY')) return false;
    throw cause;
  } finally {
    database.close();
  }
}

function open(file: string): Database {
  try {
    return openKept(file, { readonly: true, fileMustExist: true, timeout: patience });
  } catch (cause) {
    throw new DatabaseError(`${file} cannot be opened: ${(cause as Error).message}.`, { cause });
  }
}

const newestSchema = () => readMigrations(migrationsDir).length;

function countRows(database: Database): Record<string, number> {
  const names = database
    .prepare<[], string>(
      `select name from pragma_table_list
       where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .pluck()
    .all();
  if (names.length === 0) return {};
  const counts = names.map((name) => `select '${name}' as name, count(*) as rows from "${name}"`);
  const rows = database.prepare<[], { name: string; rows: number }>(counts.join(' union all ')).all();
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

function asDatabaseError(cause: unknown, what: string): DatabaseError {
  return cause instanceof DatabaseError ? cause : new DatabaseError(`${what}: ${(cause as Error).message}.`, { cause });
}

function few(faults: readonly string[]): string {
  const rest = faults.length - faultsNamed;
  return faults.slice(0, faultsNamed).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}
