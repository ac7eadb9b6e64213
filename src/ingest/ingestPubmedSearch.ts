import type { Eutils } from '../pubmed/eutils/createEutils.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import { createDuplicateFinder } from './duplicateFinder.ts';
import type { IngestOptions } from './ingestPubmedFile.ts';
import { createIntake } from './intake.ts';
import { pubmedIntakeEvents } from './pubmedIntake.ts';

/**
 * Runs a search of PubMed and ingests what it finds. The ids are kept before the first record is fetched, and each
 * batch settles its ids in the transaction that stores it: a run that was stopped, however, goes on where it was
 * when the same query is run again, and fetches nothing twice.
 *
 * @throws {EutilsError} when PubMed cannot be reached or refuses; what was stored before stays.
 */
export async function ingestPubmedSearch(query: string, eutils: Eutils, options: IngestOptions): Promise<RunCounts> {
  const { store, clock } = options;
  const unfinished = store.runs.findUnfinished(query);
  const runId = unfinished?.searchRunId ?? startRun(query, options);
  try {
    if (unfinished) store.runs.resume(runId);
    else await listWanted(runId, query, eutils, options);
    return await fetchWanted(runId, eutils, options);
  } catch (error) {
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
}

function startRun(query: string, { store, clock, programVersion }: IngestOptions): number {
  return store.runs.start({ source: 'pubmed', query, programVersion, startedAt: clock() });
}

async function listWanted(runId: number, query: string, eutils: Eutils, { store }: IngestOptions): Promise<void> {
  const { ids, search } = await eutils.ids(query);
  store.transaction(() => {
    store.runs.saveSearch(runId, {
      queryTranslation: search.queryTranslation,
      warnings: [...search.warnings, ...search.errors],
      count: search.count,
    });
    store.runs.wantPmids(runId, ids);
  });
}

async function fetchWanted(runId: number, eutils: Eutils, options: IngestOptions): Promise<RunCounts> {
  const { store, clock, onProgress } = options;
  const wanted = store.runs.wantedPmids(runId);
  const run = store.runs.get(runId);
  const finder = createDuplicateFinder(store, 'withoutPmid');
  const intake = createIntake({ ...options, finder }, runId, run ?? noCounts);
  let settled = 0;
  for await (const batch of eutils.fetchArticles(wanted)) {
    for (const event of batch.events) for (const taken of pubmedIntakeEvents(event)) intake.take(taken);
    for (const pmid of batch.omitted) intake.take({ kind: 'omitted', pmid });
    intake.flush();
    settled += batch.asked.length;
    onProgress?.(intake.counts, settled, wanted.length);
  }
  store.runs.finish(runId, 'complete', clock());
  return intake.counts;
}
