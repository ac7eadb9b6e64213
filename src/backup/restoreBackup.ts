import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { foldIfAlone } from '../store/databaseCopy.ts';
import { syncFile, syncFolderOf } from '../store/durableFiles.ts';
import { openStore } from '../store/openStore.ts';
import { fingerprint } from './manifest.ts';
import { type VerifiedBackup, verifyBackup } from './verifyBackup.ts';

export interface RestoreOptions {
  /** The backup file. */
  from: string;
  /** The database file to put in place. */
  database: string;
  /** Replace the database although another program has it open. */
  force: boolean;
  /** Instant in UTC. */
  now: string;
}

export interface Restored {
  backup: VerifiedBackup;
  /** Records the database now answers with. */
  records: number;
  /** Where the database that stood there before is kept; null where there was none. */
  keptAside: string | null;
}

/**
 * Puts a backup in a database's place. The backup is read whole first; the database that stood there is kept
 * beside it, with its write-ahead log; the exchange itself is one rename.
 *
 * @throws {Error} one sentence; the database is as it was then.
 */
export function restoreBackup({ from, database, force, now }: RestoreOptions): Restored {
  const backup = verifyBackup(from);
  mkdirSync(dirname(database), { recursive: true });
  const incoming = `${database}.restoring`;
  try {
    copyFileSync(from, incoming);
    syncFile(incoming);
    if (fingerprint(incoming).sha256 !== fingerprint(from).sha256) {
      throw new Error(`${from} could not be copied beside ${database} unchanged.`);
    }
    const keptAside = existsSync(database) ? setAside(database, force, now) : null;
    renameSync(incoming, database);
    syncFolderOf(database);
    return { backup, records: countRecords(database), keptAside };
  } finally {
    rmSync(incoming, { force: true });
  }
}

/** Gives the database that is there a second name, and takes its log along: a log is never left to another file. */
function setAside(database: string, force: boolean, now: string): string {
  if (!folded(database) && !force) {
    throw new Error(
      `${database} is in use; stop the program that has it open (or pass --force and restart that program at once).`,
    );
  }
  const aside = `${database}.before-${now.replaceAll(/[:.]/g, '-')}`;
  linkSync(database, aside);
  for (const part of ['-wal', '-shm']) {
    if (existsSync(database + part)) renameSync(database + part, aside + part);
  }
  syncFolderOf(database);
  return aside;
}

/** A file that SQLite cannot read is nobody's database, and may be what is to be mended. */
function folded(database: string): boolean {
  try {
    return foldIfAlone(database);
  } catch {
    return true;
  }
}

function countRecords(database: string): number {
  const store = openStore(database);
  try {
    return store.records.count();
  } finally {
    store.close();
  }
}
