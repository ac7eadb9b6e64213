import type { SearchRun } from '../../../store/searchRuns.ts';
import type { RunRow } from '../../presenters/runs.ts';
import type { Site } from '../../site.ts';

export interface ImportsView {
  action: string;
  duplicatesHref: string;
  waiting: string;
  errors: string[];
  /** What was just done; null where nothing was. */
  done: string | null;
  runs: RunRow[];
  search: SearchOfPubmedView;
}

/** The protocol's search of PubMed, which runs from the command line, and what came of it last. */
export interface SearchOfPubmedView {
  query: string;
  /** How PubMed read it the last time. */
  translation: string | null;
  last: { text: string; href: string } | null;
  commands: { text: string; does: string }[];
}

/** @param last the newest run that was complete; null where there is none. */
export function presentPubmedSearch(site: Site, query: string, last: SearchRun | null): SearchOfPubmedView {
  const { format, links, messages } = site;
  const words = messages.desk.imports;
  return {
    query,
    translation: last?.queryTranslation ?? null,
    last: last && {
      text: words.lastSearch(
        format.date(last.startedAt),
        format.number(last.identified ?? 0),
        format.number(last.added),
      ),
      href: links.run(last.searchRunId),
    },
    commands: [
      { text: `npm run ingest --${last ? ' --since last' : ''} --dry-run`, does: words.dryRun },
      { text: `npm run ingest${last ? ' -- --since last' : ''}`, does: words.searchNow },
    ],
  };
}
