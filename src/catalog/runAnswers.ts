import type { RunNotes, SearchRun } from '../store/searchRuns.ts';

export interface SearchRunSummary {
  runId: number;
  source: string;
  query: string | null;
  queryTranslation: string | null;
  fileName: string | null;
  startedAt: string;
  finishedAt: string | null;
  status: string;
  identified: number | null;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** When it was taken back; null while it counts. */
  takenBackAt: string | null;
}

/** A run with its notes. Counts are those of the run, one by one. */
export interface SearchRunDetail extends Omit<SearchRun, 'searchRunId'> {
  runId: number;
  notes: RunNotes;
}
