import type { SearchRunDetail } from '../../catalog/answers.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { outside } from '../links.ts';
import type { Site } from '../site.ts';
import { statusName } from './runs.ts';
import { sourceName } from './sourceName.ts';

/** One search run: what was asked, how it was read, what came of it, and how to report it. */
export interface RunView {
  runsHref: string;
  apiHref: string;
  title: string;
  takenBack: string | null;
  query: string | null;
  translation: string | null;
  counts: { name: string; value: string }[];
  facts: { name: string; value: string }[];
  /** Null where nothing of the run is left to report. */
  cite: string | null;
  warnings: string[];
  warningsShown: string | null;
  slices: { range: string; count: string; listed: string }[];
  rejections: { position: string; line: string; pmid: string; href: string | null; reason: string }[];
  rejectionsShown: string | null;
  omitted: string;
  unasked: string;
}

/** A page shows so many remarks and so many rejected records; the API gives all that are kept. */
const mostShown = 200;

export function presentRun(site: Site, run: SearchRunDetail): RunView {
  const { format, links, messages } = site;
  const words = messages.exchange;
  const { warnings, slices, rejections, omittedPmids, unaskedPmids } = run.notes;
  const shown = (of: number): string => format.number(Math.min(mostShown, of));
  return {
    runsHref: links.runs,
    apiHref: `${apiPaths.runs}/${run.runId}`,
    title: words.runTitle(String(run.runId), run.fileName ?? sourceName(site, run.source)),
    takenBack: takenBackSentence(site, run),
    query: run.query,
    translation: run.queryTranslation,
    counts: counts(site, run),
    facts: facts(site, run),
    cite: run.takenBackAt !== null && !run.stayed ? null : howToCite(site, run),
    warnings: warnings.slice(0, mostShown),
    warningsShown:
      run.warned > Math.min(mostShown, warnings.length)
        ? words.warningsShown(shown(warnings.length), format.number(run.warned))
        : null,
    slices: slices.map(({ low, high, count, listed }) => ({
      range: `${low}–${high}`,
      count: format.number(count),
      listed: format.number(listed),
    })),
    rejections: rejections.slice(0, mostShown).map(({ position, line, pmid, reason }) => ({
      position: format.number(position),
      line: line === null ? '' : format.number(line),
      pmid: pmid ?? '',
      href: pmid ? outside.pubmed(pmid) : null,
      reason,
    })),
    rejectionsShown:
      rejections.length > mostShown
        ? words.rejectionsShown(shown(rejections.length), format.number(rejections.length))
        : null,
    omitted: omittedPmids.join(', '),
    unasked: unaskedPmids.join(', '),
  };
}

/** What every run counts, and of the rest what there was any of. */
function counts({ format, messages }: Site, run: SearchRunDetail): RunView['counts'] {
  const always = ['identified', 'added', 'unchanged', 'rejected'];
  const names = messages.exchange.counts;
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
    const value = run[key];
    if (value === null || (value === 0 && !always.includes(key))) return [];
    return [{ name: names[key], value: format.number(value) }];
  });
}

function facts(site: Site, run: SearchRunDetail): RunView['facts'] {
  const { format, messages } = site;
  const names = messages.exchange.facts;
  const told: [string, string | null][] = [
    [names.source, sourceName(site, run.source)],
    [names.file, run.fileName],
    [names.checksum, run.fileSha256],
    [names.status, statusName(site, run.status)],
    [names.started, format.instant(run.startedAt)],
    [names.finished, run.finishedAt && format.instant(run.finishedAt)],
    [names.takenBack, run.takenBackAt && format.instant(run.takenBackAt)],
    [names.since, run.since && format.date(run.since)],
    [names.version, run.programVersion],
    [names.difference, run.difference === null ? null : format.number(run.difference)],
    [names.message, run.message],
  ];
  return told.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** Of a run that was taken back, what became of it. */
function takenBackSentence({ format, messages }: Site, { takenBackAt, stayed }: SearchRunDetail): string | null {
  if (takenBackAt === null) return null;
  const words = messages.exchange;
  const sentence = words.takenBackOn(format.instant(takenBackAt));
  return stayed ? `${sentence} ${words.takenBackStayed(messages.records(stayed, format.number(stayed)))}` : sentence;
}

/** The run in the words of a methods section (PRISMA-S). */
function howToCite({ format, messages }: Site, run: SearchRunDetail): string {
  const words = messages.exchange;
  const date = format.date(run.startedAt);
  const records = (count: number): string => messages.records(count, format.number(count));
  if (run.source === 'library') return words.citeLibrary(date);
  if (run.source === 'file') {
    return words.citeFile(run.fileName ?? '', date, records(run.added), run.programVersion);
  }
  const sentence = words.citePubmed(date, records(run.identified ?? 0), run.programVersion);
  return run.since ? `${sentence} ${words.citeSince(format.date(run.since))}` : sentence;
}
