import type { RecordDetail } from '../../../catalog/answers.ts';
import type { Site } from '../../site.ts';
import { sourceName } from '../sourceName.ts';

/** One thing that happened to a record. */
export interface HistoryEntry {
  iso: string;
  date: string;
  text: string;
  /** The search run that did it. */
  link: { text: string; href: string } | null;
}

/** What happened to a record, oldest first: where its facts were read, how it was screened, and what changed since. */
export function presentHistory(site: Site, detail: RecordDetail): HistoryEntry[] {
  const { format, labels, links, messages } = site;
  const words = messages.explore.record;
  const entry = (iso: string, text: string, link: HistoryEntry['link'] = null): HistoryEntry => ({
    iso,
    date: format.date(iso),
    text,
    link,
  });
  const read = detail.sources.map(({ retrievedAt, runId, source }) =>
    entry(retrievedAt, words.readFrom(sourceName(site, source)), {
      text: messages.exchange.runOpen(String(runId)),
      href: links.run(runId),
    }),
  );
  const { decision, exclusionReason } = detail;
  const screened = decision
    ? [
        entry(
          decision.at,
          exclusionReason && decision.verdict === 'exclude'
            ? words.excludedAs(labels.exclusionReason(exclusionReason))
            : words.verdicts[decision.verdict],
        ),
      ]
    : [];
  const events = detail.events.map((event) => entry(event.at, eventWords(site, event.what, event.detail)));
  return [...read, ...screened, ...events].sort((a, b) => (a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : 0));
}

function eventWords(site: Site, what: string, detail: string | null): string {
  const names: Record<string, string> = site.messages.eventNames;
  const words = names[what] ?? what;
  return detail ? `${words}: ${detail}` : words;
}
