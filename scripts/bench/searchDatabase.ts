import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFile } from '../../src/paths.ts';
import type { Codebook } from '../../src/protocol/protocol.ts';
import { openStore, type Store } from '../../src/store/openStore.ts';
import { createCorpus } from './searchCorpus.ts';

const seed = 5;
const batch = 5_000;
const at = '2026-01-01T00:00:00.000Z';
const annotator = { kind: 'rules', name: 'synthetic', version: '1' } as const;
const noFacts = { sampleN: null, sampleUnit: null, followUpMonths: null, followUpNote: null };

/**
 * A database of so many synthetic records, written as ingestion writes them. One that the folder already holds is used again.
 *
 * @returns the store, and the CPU seconds that writing took; null where it was there already.
 */
export function benchDatabase(
  folder: string,
  size: number,
  codebook: Codebook,
): { store: Store; file: string; buildSeconds: number | null } {
  const file = join(folder, `search-${size}.sqlite`);
  if (existsSync(file)) return { store: openStore(file), file, buildSeconds: null };
  const store = openStore(file);
  const started = process.cpuUsage();
  const next = createCorpus(libraryFile, codebook, seed);
  const runId = store.transaction(() =>
    store.runs.start({ source: 'file', fileName: 'synthetic', programVersion: 'bench', startedAt: at }),
  );
  for (let made = 0; made < size; made += batch) {
    store.transaction(() => {
      for (let place = made; place < Math.min(size, made + batch); place++) {
        const { citation, annotations } = next();
        const { recordId } = store.records.save({
          source: 'bench',
          sourceId: String(place),
          citation,
          raw: String(place),
          runId,
          retrievedAt: at,
        });
        if (annotations.length === 0) continue;
        store.annotations.replace(recordId, annotator, { annotations, facts: noFacts, resorption: [] }, at, true);
        store.annotations.deriveTags(recordId);
      }
    });
    if (process.stderr.isTTY) process.stderr.write(`\r${made + batch} of ${size} records`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { user, system } = process.cpuUsage(started);
  return { store, file, buildSeconds: (user + system) / 1e6 };
}

export function megabytesOf(file: string): number {
  return statSync(file).size / 1e6;
}
