import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Catalog } from '../../catalog/answers.ts';
import { emptyQuery } from '../../catalog/catalogQuery.ts';
import { evidenceList, recordList } from '../api/wholeLists.ts';
import type { Site } from '../site.ts';

/** What the whole catalog can be taken away as. */
export const downloadNames = [
  'records.jsonl.gz',
  'records.csv.gz',
  'evidence.jsonl.gz',
  'evidence.csv.gz',
  'catalog.sqlite.gz',
] as const;
export type DownloadName = (typeof downloadNames)[number];

export interface Download {
  name: DownloadName;
  bytes: number;
  sha256: string;
}

/** The files of one state of the catalog. */
export interface DownloadSet {
  revision: number;
  /** ISO instant. */
  madeAt: string;
  records: number;
  files: Download[];
}

/**
 * Writes the whole catalog into a folder: records and evidence as JSON Lines and CSV, and a SQLite file without
 * accounts, sessions and votes; each compressed. The work goes piece by piece, so that a server answers meanwhile.
 *
 * @throws where the folder cannot be written.
 */
export async function writeDownloads(site: Site, catalog: Catalog, folder: string, now: string): Promise<DownloadSet> {
  await mkdir(folder, { recursive: true });
  const revision = catalog.revision();
  const ids = catalog.exportIds({ ...emptyQuery, sort: 'newest' });
  const sources: Record<Exclude<DownloadName, 'catalog.sqlite.gz'>, () => Iterable<string>> = {
    'records.jsonl.gz': () => recordList(site, catalog, ids, 'jsonl'),
    'records.csv.gz': () => recordList(site, catalog, ids, 'csv'),
    'evidence.jsonl.gz': () => evidenceList(site, catalog, 'jsonl'),
    'evidence.csv.gz': () => evidenceList(site, catalog, 'csv'),
  };
  const files: Download[] = [];
  for (const name of downloadNames) {
    const target = join(folder, name);
    const content = name === 'catalog.sqlite.gz' ? await databaseCopy(catalog, folder) : Readable.from(sources[name]());
    if (content === null) continue;
    // Written beside and moved into place, so that nobody reads half a file.
    await pipeline(content, createGzip({ level: 6 }), createWriteStream(`${target}.part`));
    await rename(`${target}.part`, target);
    files.push({ name, bytes: (await stat(target)).size, sha256: await sha256(target) });
  }
  await rm(join(folder, databaseFile), { force: true });
  return { revision, madeAt: now, records: ids.length, files };
}

const databaseFile = 'catalog.sqlite';

/** A copy of the database, ready to be compressed; null for one in memory. */
async function databaseCopy(catalog: Catalog, folder: string): Promise<NodeJS.ReadableStream | null> {
  const file = join(folder, databaseFile);
  await rm(file, { force: true });
  if (!(await catalog.writePublicCopy(file))) return null;
  return createReadStream(file);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
