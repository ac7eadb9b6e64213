import type { RecordColumns } from '../store/catalogRows.ts';
import type { SearchRun } from '../store/searchRuns.ts';
import type { CatalogStatus } from './answers.ts';

/** How much there is, how far it is screened, and when it was last searched for. */
export function catalogStatus(
  rows: readonly RecordColumns[],
  runs: readonly SearchRun[],
  screenedSince: (instant: string) => number,
): CatalogStatus {
  const screened = (state: RecordColumns['screening']) => rows.filter((row) => row.screening === state).length;
  const years = rows.flatMap((row) => row.year ?? []);
  const finished = (source: SearchRun['source']) =>
    runs.find((run) => run.source === source && run.status === 'complete' && run.takenBackAt === null)?.finishedAt ??
    null;
  const lastSearchAt = finished('pubmed');
  return {
    records: rows.length,
    included: screened('included'),
    excluded: screened('excluded'),
    unscreened: screened('unscreened'),
    withAbstract: rows.filter((row) => row.hasAbstract === 1).length,
    firstYear: years.reduce<number | null>((least, year) => (least === null || year < least ? year : least), null),
    lastYear: years.reduce<number | null>((most, year) => (most === null || year > most ? year : most), null),
    lastSearchAt,
    screenedSince: lastSearchAt === null ? 0 : screenedSince(lastSearchAt),
    libraryLoadedAt: finished('library'),
  };
}

/** The status, counted once a state of the database: every page shows it. */
export function createStatus(revision: () => number, count: () => CatalogStatus): () => CatalogStatus {
  let known: { revision: number; status: CatalogStatus } | null = null;
  return () => {
    const now = revision();
    if (known?.revision !== now) known = { revision: now, status: count() };
    return known.status;
  };
}
