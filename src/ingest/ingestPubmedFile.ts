import { basename } from 'node:path';
import { openPubmedXml } from '../pubmed/readPubmedXml.ts';
import type { Store } from '../store/openStore.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import type { Clock } from './clock.ts';
import { createIntake } from './intake.ts';
import { pubmedIntakeEvents } from './pubmedIntake.ts';
import type { RuleTagger } from './ruleTagger.ts';

export interface IngestOptions {
  store: Store;
  tagger: RuleTagger;
  clock: Clock;
  programVersion: string;
  /** Called after each record with the counts so far and the bytes read of the file. */
  onProgress?: (counts: RunCounts) => void;
}

/**
 * Ingests a file of PubMed XML, plain or gzip. Memory does not grow with the file: one record at a time is
 * parsed, a batch at a time is stored. Safe to run twice.
 *
 * @throws {PubmedSourceError} when the file is broken; the records before the fault are stored by then.
 */
export async function ingestPubmedFile(file: string, options: IngestOptions): Promise<RunCounts> {
  const { store, clock } = options;
  const runId = store.runs.start({
    source: 'file',
    fileName: basename(file),
    programVersion: options.programVersion,
    startedAt: clock(),
  });
  const intake = createIntake(options, runId, noCounts);
  try {
    for await (const event of openPubmedXml(file)) {
      for (const taken of pubmedIntakeEvents(event)) intake.take(taken);
      options.onProgress?.(intake.counts);
    }
    intake.flush();
    store.runs.finish(runId, 'complete', clock());
  } catch (error) {
    intake.flush();
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
  return intake.counts;
}
