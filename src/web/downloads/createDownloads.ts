import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/answers.ts';
import type { WebLog } from '../log.ts';
import type { Site } from '../site.ts';
import { type DownloadSet, writeDownloads } from './writeDownloads.ts';

/** The files of the whole catalog, made when the first reader asks and again when they are out of date. */
export interface Downloads {
  /** The newest files there are; null until the first are made. Starts making newer ones where there is need. */
  current(): DownloadSet | null;
  /** Where a file lies; null while there is none of that name. */
  file(name: string): string | null;
}

/** Files younger than this are not made anew, however much has changed. */
const freshForMs = 60 * 60 * 1_000;

export function createDownloads(site: Site, catalog: Catalog, log: WebLog): Downloads {
  let folder: string | null = null;
  let newest: DownloadSet | null = null;
  let isMaking = false;

  function isDue(): boolean {
    if (newest === null) return true;
    return newest.revision !== catalog.revision() && Date.now() - Date.parse(newest.madeAt) > freshForMs;
  }

  async function make(): Promise<void> {
    isMaking = true;
    try {
      folder ??= ownFolder();
      newest = await writeDownloads(site, catalog, folder, new Date().toISOString());
    } catch (error) {
      log.error({ err: error }, 'the downloads could not be made');
    } finally {
      isMaking = false;
    }
  }

  return {
    current() {
      if (!isMaking && isDue()) void make();
      return newest;
    },
    file(name) {
      const known = newest?.files.find((file) => file.name === name);
      return known && folder ? join(folder, known.name) : null;
    },
  };
}

/** A folder that goes when the process does. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-downloads-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
