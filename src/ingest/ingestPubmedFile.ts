import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readPubmedXml } from '../pubmed/readPubmedXml.ts';
import type { Store } from '../store/openStore.ts';
import type { RunCounts } from '../store/searchRuns.ts';
import type { Clock } from './clock.ts';
import { createDuplicateFinder } from './duplicateFinder.ts';
import type { FileReport } from './ingestFile.ts';
import { createIntake } from './intake.ts';
import { pubmedIntakeEvents } from './pubmedIntake.ts';
import type { RuleTagger } from './ruleTagger.ts';

export interface IngestOptions {
  store: Store;
  tagger: RuleTagger;
  clock: Clock;
  programVersion: string;
  /** What the run and its remarks call the file; its own last part unless given. */
  fileName?: string;
  /** Called now and then: the counts so far, and how much is done of how much (null while unknown). */
  onProgress?: (counts: RunCounts, done: number, total: number | null) => void;
}

/**
 * Ingests a file of PubMed XML, plain or gzip. Memory does not grow with the file: one record at a time is
 * parsed, a batch at a time is stored. Safe to run twice.
 *
 * @throws {PubmedSourceError} when the file is broken; the records before the fault are stored by then.
 */
export async function ingestPubmedFile(file: string, options: IngestOptions): Promise<FileReport> {
  const { store, clock } = options;
  const name = options.fileName ?? basename(file);
  const bytes = createReadStream(file);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const runId = store.runs.start({
    source: 'file',
    fileName: name,
    programVersion: options.programVersion,
    startedAt: clock(),
  });
  const finder = createDuplicateFinder(store, 'withoutPmid');
  const intake = createIntake({ ...options, finder }, runId);
  try {
    for await (const event of readPubmedXml(bytes, { name })) {
      for (const taken of pubmedIntakeEvents(event)) await intake.take(taken);
      options.onProgress?.(intake.counts, bytes.bytesRead, size);
    }
    await intake.flush();
    store.runs.finish(runId, 'complete', clock());
  } catch (error) {
    // What came before the fault is complete, and is kept.
    await intake.flush();
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
  return { ...intake.counts, runId, format: 'pubmed-xml', warned: 0, firstWarning: null, columns: null };
}
