import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { copyDatabaseFile, examineDatabase } from '../store/databaseCopy.ts';
import { syncFolderOf } from '../store/durableFiles.ts';
import { nameOfBackup, removeAbandoned, rotate } from './backupFolder.ts';
import { fingerprint, type Manifest, writeManifest } from './manifest.ts';

export interface BackupOptions {
  /** The database file; others may be reading and writing it. */
  database: string;
  folder: string;
  /** How many backups stay in the folder, this one included. */
  keep: number;
  /** Instant in UTC. */
  now: string;
  programVersion: string;
}

export interface Backup {
  file: string;
  manifest: Manifest;
  /** Older backups that were removed. */
  removed: string[];
}

/**
 * Takes one backup: copies the database as it is at one moment, opens the copy and reads all of it, describes it in
 * a manifest, and only then lets go of the oldest ones. A backup under its own name has passed every check.
 *
 * @throws {Error} one sentence; no backup was made then and none was removed.
 */
export function takeBackup({ database, folder, keep, now, programVersion }: BackupOptions): Backup {
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder, Date.parse(now));
  const file = join(folder, nameOfBackup(now));
  const unchecked = `${file}.unchecked`;
  try {
    const expected = copyDatabaseFile(database, unchecked);
    const { schema, rows } = examineDatabase(unchecked);
    if (expected && !isDeepStrictEqual(rows, expected)) throw new Error(`The copy lacks rows of ${database}.`);
    const manifest = {
      takenAt: now,
      source: database,
      programVersion,
      schema,
      ...fingerprint(unchecked),
      rows,
      comparedWithSource: expected !== null,
    };
    writeManifest(file, manifest);
    renameSync(unchecked, file);
    syncFolderOf(file);
    return { file, manifest, removed: rotate(folder, keep) };
  } catch (error) {
    rmSync(unchecked, { force: true });
    throw error;
  }
}
