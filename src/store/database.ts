import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { migrationsDir } from '../paths.ts';
import { copyDatabase } from './databaseCopy.ts';
import { openKept } from './keptDatabase.ts';
import { checkVersion, DatabaseError, migrate, readMigrations } from './migrate.ts';

export interface OpenOptions {
  readonly?: boolean;
  /**
   * Milliseconds a writer waits for another one before SQLITE_BUSY; 10 s unless said. The whole process waits, so a
   * server says less.
   */
  patience?: number;
  /** Milliseconds that work given to `write` waits for another writer, nobody else with it; 10 s unless said. */
  queuePatience?: number;
}

/** Milliseconds a writer waits for another one, unless it was told otherwise. */
export const usualPatience = 10_000;

/**
 * Opens a review database, creating and migrating it unless it is opened for reading.
 *
 * @param file a path, or ":memory:".
 * @throws {DatabaseError} one sentence: the file cannot be opened, is no database, is not ours, or is too new.
 */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const readonly = options.readonly ?? false;
  const migrations = readMigrations(migrationsDir);
  let database: Database | undefined;
  try {
    if (file !== ':memory:' && !readonly) mkdirSync(dirname(file), { recursive: true });
    database = openKept(file, { readonly, fileMustExist: readonly, timeout: options.patience ?? usualPatience });
    // The version is looked at before anything is written, so that a file that is not ours stays untouched.
    const version = checkVersion(database, migrations.length);
    if (readonly && version < migrations.length) {
      throw new DatabaseError(
        `${file} is of an older version (schema ${version}); open it once for writing to update it.`,
      );
    }
    database.pragma('foreign_keys = on');
    if (!readonly) {
      database.pragma('journal_mode = wal');
      database.pragma('synchronous = full');
      migrate(database, migrations, (schema) => copyBeforeMigration(database as Database, file, schema));
    }
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof DatabaseError) throw cause;
    throw new DatabaseError(`The database ${file} cannot be opened: ${(cause as Error).message}.`, { cause });
  }
}

/** Keeps the database as it was beside the file: "review.sqlite.schema-3". */
function copyBeforeMigration(database: Database, file: string, schema: number): void {
  if (file !== ':memory:') copyDatabase(database, `${file}.schema-${schema}`);
}
