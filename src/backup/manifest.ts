import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { syncFile } from '../store/durableFiles.ts';
import { manifestOf } from './backupFolder.ts';

const manifestSchema = z.strictObject({
  /** Instant in UTC at which the copy was begun. */
  takenAt: z.iso.datetime(),
  /** The database it is a copy of. */
  source: z.string(),
  programVersion: z.string(),
  schema: z.int().positive(),
  bytes: z.int().positive(),
  sha256: z.hash('sha256'),
  /** Rows of every table of the copy. */
  rows: z.record(z.string(), z.int().nonnegative()),
  /** Whether the rows were compared with the source's: not where somebody wrote during the copy. */
  comparedWithSource: z.boolean(),
});

/** What a backup was when it was taken: stands beside it as JSON. */
export type Manifest = z.infer<typeof manifestSchema>;

export function writeManifest(file: string, manifest: Manifest): void {
  writeFileSync(manifestOf(file), `${JSON.stringify(manifest, null, 2)}\n`);
  syncFile(manifestOf(file));
}

/**
 * The manifest beside a backup; null where there is none.
 *
 * @throws {Error} where there is one that cannot be read.
 */
export function readManifest(file: string): Manifest | null {
  const place = manifestOf(file);
  if (!existsSync(place)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(place, 'utf8')));
  } catch (cause) {
    throw new Error(`${place} is not the description of a backup.`, { cause });
  }
}

/** Length and SHA-256 of a file of any size, read piece by piece. */
export function fingerprint(file: string): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return { bytes: statSync(file).size, sha256: hash.digest('hex') };
}
