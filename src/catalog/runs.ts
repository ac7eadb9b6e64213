import type { Store } from '../store/openStore.ts';
import type { SearchRun } from '../store/searchRuns.ts';
import type { SearchRunDetail, SearchRunSummary } from './answers.ts';

/** A search run in the numbers that a list shows. */
export function runSummary(run: SearchRun): SearchRunSummary {
  return {
    runId: run.searchRunId,
    source: run.source,
    query: run.query,
    queryTranslation: run.queryTranslation,
    fileName: run.fileName,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    status: run.status,
    identified: run.identified,
    added: run.added,
    updated: run.updated + run.joined,
    unchanged: run.unchanged + run.older,
    rejected: run.rejected,
    takenBackAt: run.takenBackAt,
  };
}

/** All that is known of a run but the raw text of what it could not read; null where there is none. */
export function runDetail(store: Store, runId: number): SearchRunDetail | null {
  const run = store.runs.get(runId);
  if (run === null) return null;
  const { searchRunId, ...facts } = run;
  return { runId: searchRunId, ...facts, notes: store.runs.notes(runId) };
}
