import { existsSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type DatabaseFacts, examineDatabase } from '../store/databaseCopy.ts';
import { listBackups } from './backupFolder.ts';
import { fingerprint, type Manifest, readManifest } from './manifest.ts';

export interface VerifiedBackup extends DatabaseFacts {
  file: string;
  /** Null where the file came without its description, as one copied by hand does. */
  manifest: Manifest | null;
}

/**
 * Reads a whole backup and holds it against its manifest, if it has one.
 *
 * @throws {Error} one sentence: absent, damaged, or not what was written when it was taken.
 */
export function verifyBackup(file: string): VerifiedBackup {
  if (!existsSync(file)) throw new Error(`There is no backup ${file}.`);
  const manifest = readManifest(file);
  if (manifest) {
    const { bytes, sha256 } = fingerprint(file);
    if (bytes !== manifest.bytes || sha256 !== manifest.sha256) {
      throw new Error(`${file} was changed since ${manifest.takenAt}: its bytes are not those its manifest names.`);
    }
  }
  const facts = examineDatabase(file);
  if (manifest && !isDeepStrictEqual(facts.rows, manifest.rows)) {
    throw new Error(`${file} does not hold the rows its manifest names.`);
  }
  return { file, manifest, ...facts };
}

/**
 * The file meant by a path: itself, or the newest backup of a folder.
 *
 * @throws {Error} for a folder without backups.
 */
export function chosenBackup(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  const [newest] = listBackups(path);
  if (!newest) throw new Error(`There is no backup in ${path}.`);
  return newest.file;
}
