import type { Eutils } from '../pubmed/eutils/createEutils.ts';
import type { IdList } from '../pubmed/eutils/listIds.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import { createDuplicateFinder } from './duplicateFinder.ts';
import type { IngestOptions } from './ingestPubmedFile.ts';
import { createIntake } from './intake.ts';
import { pubmedIntakeEvents } from './pubmedIntake.ts';

/** What to ask PubMed for. */
export interface PubmedSearch {
  /** The query; for a list of PMIDs, what the list is called. */
  query: string;
  /** Only what PubMed added or changed from this day on (YYYY-MM-DD); null for everything. */
  since: string | null;
  /** Fetch these instead of what the query finds. */
  pmids?: readonly string[];
}

/** Days by which an incremental run reaches back before the run it follows: PubMed's dates are not exact. */
const overlapDays = 7;

/** The day an incremental run of a query asks from: some days before its last complete run; null without one. */
export function sinceLastRun(lastStartedAt: string | null): string | null {
  if (lastStartedAt === null) return null;
  const day = new Date(lastStartedAt);
  day.setUTCDate(day.getUTCDate() - overlapDays);
  return day.toISOString().slice(0, 10);
}

/**
 * Runs a search of PubMed and ingests what it finds. The ids are kept before the first record is fetched, and each
 * batch settles its ids in the transaction that stores it: a run that was stopped, however, goes on where it was
 * when the same search is run again, and fetches nothing twice.
 *
 * @throws {EutilsError} when PubMed cannot be reached or refuses; what was stored before stays.
 */
export async function ingestPubmedSearch(
  search: PubmedSearch,
  eutils: Eutils,
  options: IngestOptions,
): Promise<RunCounts> {
  const { store, clock } = options;
  const unfinished = store.runs.findUnfinished(search.query, search.since);
  const runId = unfinished?.searchRunId ?? startRun(search, options);
  try {
    if (unfinished) store.runs.resume(runId);
    // A run may have been killed before PubMed's list was kept.
    const isListed = unfinished !== null && unfinished.identified !== null;
    if (!isListed) await listWanted(runId, search, eutils, options);
    return await fetchWanted(runId, eutils, options);
  } catch (error) {
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
}

function startRun({ query, since }: PubmedSearch, { store, clock, programVersion }: IngestOptions): number {
  return store.runs.start({ source: 'pubmed', query, since, programVersion, startedAt: clock() });
}

async function listWanted(runId: number, search: PubmedSearch, eutils: Eutils, options: IngestOptions): Promise<void> {
  const { store } = options;
  if (search.pmids) {
    const listed = new Set(search.pmids);
    store.transaction(() => {
      store.runs.saveSearch(runId, { queryTranslation: '', count: listed.size, difference: null, slices: [] });
      store.runs.wantPmids(runId, listed);
    });
    return;
  }
  const lists = await searchParts(search, eutils, options);
  const ids = new Set(lists.flatMap((list) => list.ids));
  store.transaction(() => {
    store.runs.saveSearch(runId, {
      queryTranslation: lists.at(0)?.search.queryTranslation ?? '',
      count: ids.size,
      difference: lists.reduce((sum, list) => sum + list.difference, 0),
      slices: lists.flatMap((list) => list.slices),
    });
    store.runs.saveWarnings(runId, warningsOf(lists));
    store.runs.wantPmids(runId, ids);
  });
}

function warningsOf(lists: readonly IdList[]): string[] {
  const said = lists.flatMap(({ search }) => [...search.warnings, ...search.errors]);
  const differences = lists
    .filter(({ difference }) => difference !== 0)
    .map(({ search, ids }) => `PubMed counted ${search.count} records and listed ${ids.length}.`);
  return [...new Set([...said, ...differences])];
}

/** One list, or of an incremental search two: what entered PubMed since, and what was changed since. */
async function searchParts({ query, since }: PubmedSearch, eutils: Eutils, { clock }: IngestOptions) {
  if (since === null) return [await eutils.ids(query)];
  const from = since.replaceAll('-', '/');
  // PubMed dates some records into the next days.
  const to = `${Number(clock().slice(0, 4)) + 1}/12/31`;
  const entered = await eutils.ids(query, { dates: { type: 'edat', from, to } });
  const changed = await eutils.ids(query, { dates: { type: 'mdat', from, to } });
  return [entered, changed];
}

async function fetchWanted(runId: number, eutils: Eutils, options: IngestOptions): Promise<RunCounts> {
  const { store, clock, onProgress } = options;
  const wanted = store.runs.wantedPmids(runId);
  const run = store.runs.get(runId);
  const finder = createDuplicateFinder(store, 'withoutPmid');
  const intake = createIntake({ ...options, finder }, runId, run ?? noCounts);
  let settled = 0;
  for await (const batch of eutils.fetchArticles(wanted)) {
    for (const event of batch.events) for (const taken of pubmedIntakeEvents(event)) await intake.take(taken);
    for (const pmid of batch.omitted) await intake.take({ kind: 'omitted', pmid });
    for (const pmid of batch.unasked) await intake.take({ kind: 'unasked', pmid });
    await intake.flush();
    settled += batch.asked.length;
    onProgress?.(intake.counts, settled, wanted.length);
  }
  store.runs.finish(runId, 'complete', clock());
  return intake.counts;
}
