import type { RecordColumns } from '../store/catalogRows.ts';
import type { SearchRun } from '../store/searchRuns.ts';
import type { CatalogStatus } from './answers.ts';

/** How much there is, how far it is screened, and when it was last searched for. */
export function catalogStatus(rows: readonly RecordColumns[], runs: readonly SearchRun[]): CatalogStatus {
  const screened = (state: RecordColumns['screening']) => rows.filter((row) => row.screening === state).length;
  const years = rows.flatMap((row) => row.year ?? []);
  const finished = (source: SearchRun['source']) =>
    runs.find((run) => run.source === source && run.status === 'complete')?.finishedAt ?? null;
  return {
    records: rows.length,
    included: screened('included'),
    excluded: screened('excluded'),
    unscreened: screened('unscreened'),
    withAbstract: rows.filter((row) => row.hasAbstract === 1).length,
    firstYear: years.reduce<number | null>((least, year) => (least === null || year < least ? year : least), null),
    lastYear: years.reduce<number | null>((most, year) => (most === null || year > most ? year : most), null),
    lastSearchAt: finished('pubmed'),
    libraryLoadedAt: finished('library'),
  };
}
