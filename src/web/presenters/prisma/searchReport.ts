import { isBy } from '../../../prisma/facts.ts';
import type { Flow } from '../../../prisma/flow.ts';
import type { ReportedSearch, SearchReport } from '../../../prisma/searchReport.ts';
import { expandedSearch } from '../../../protocol/protocol.ts';
import type { SearchRun } from '../../../store/searchRuns.ts';
import type { Site } from '../../site.ts';
import { sourceName } from '../sourceName.ts';

/** What PubMed is searched through. */
const pubmedPlatform = 'NCBI E-utilities';

/**
 * What the search appendix tells: every finished run up to a day, oldest first. The strategy line by line is the
 * protocol's, told of the runs that sent it.
 */
export function searchReport(
  site: Site,
  runs: readonly SearchRun[],
  asOf: string | null,
  { lines }: Pick<Flow, 'lines'>,
): SearchReport {
  const { locale, messages, protocol } = site;
  // A run that was taken back is told of only where records of it stayed.
  const counts = ({ takenBackAt, stayed }: SearchRun) => takenBackAt === null || (stayed ?? 0) > 0;
  const finished = runs.filter((run) => run.status === 'complete' && isBy(run.startedAt, asOf) && counts(run));
  return {
    title: protocol.review.title[locale],
    searches: finished.reverse().map((run) => reportedSearch(site, run)),
    deduplication: messages.prisma.deduplication,
    identified: lines.database_results.count + lines.register_results.count,
    duplicates: lines.duplicates.count,
    statements: {},
  };
}

function reportedSearch(site: Site, run: SearchRun): ReportedSearch {
  const strategy = site.protocol.review.search.pubmed;
  const isPubmed = run.source === 'pubmed';
  const source = sourceName(site, run.source);
  return {
    runId: String(run.searchRunId),
    source: run.fileName === null ? source : `${source}: ${run.fileName}`,
    kind: 'database',
    platform: isPubmed ? pubmedPlatform : null,
    ranAt: run.startedAt,
    strategy:
      isPubmed && run.query === expandedSearch(strategy)
        ? strategy.map(({ number, query, note = null }) => ({ number, query, note }))
        : [],
    query: run.query,
    translation: run.queryTranslation,
    hits: run.identified,
    added: run.added,
    limits: [],
    since: run.since,
  };
}
