import type { SearchRunSummary } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';
import { sourceName } from './sourceName.ts';

/** Every search run and file, newest first. */
export interface RunsView {
  methodsHref: string;
  runs: RunRow[];
}

export interface RunRow {
  href: string;
  name: string;
  iso: string;
  started: string;
  source: string;
  status: string;
  failed: boolean;
  takenBack: boolean;
  identified: string;
  added: string;
  updated: string;
  unchanged: string;
  rejected: string;
}

export function presentRuns(site: Site, runs: readonly SearchRunSummary[]): RunsView {
  return { methodsHref: site.links.methods, runs: runs.map((run) => presentRunRow(site, run)) };
}

export function presentRunRow(site: Site, run: SearchRunSummary): RunRow {
  const { format, links, messages } = site;
  const source = sourceName(site, run.source);
  return {
    href: links.run(run.runId),
    name: messages.exchange.runOpen(String(run.runId)),
    iso: run.startedAt,
    started: format.date(run.startedAt),
    source: run.fileName ? `${source}: ${run.fileName}` : source,
    status: run.takenBackAt === null ? statusName(site, run.status) : messages.exchange.takenBack,
    failed: run.status === 'failed' && run.takenBackAt === null,
    takenBack: run.takenBackAt !== null,
    identified: run.identified === null ? '' : format.number(run.identified),
    added: format.number(run.added),
    updated: format.number(run.updated),
    unchanged: format.number(run.unchanged),
    rejected: format.number(run.rejected),
  };
}

export function statusName({ messages }: Site, status: string): string {
  const names: Record<string, string> = messages.runStatusNames;
  return names[status] ?? status;
}
