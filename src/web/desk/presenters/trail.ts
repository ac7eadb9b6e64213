import type { TrailEntry } from '../../../store/trail.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { answerLines } from './votes.ts';

/** One entry of the trail in words. */
export interface TrailRowView {
  /** The entry's number and seal; null for whoever must not learn how many entries there are. */
  seal: { number: string; hash: string } | null;
  at: string;
  who: string;
  what: string;
  about: { text: string; href: string | null };
  before: string[];
  after: string[];
  reason: string;
}

export interface TrailView {
  rows: TrailRowView[];
  isNumbered: boolean;
  /** What is not shown, and why. */
  hidden: string;
  olderHref: string | null;
  newerHref: string | null;
  /** Whether the whole chain holds; null where it was not checked. */
  check: { text: string; isSound: boolean } | null;
  checkHref: string;
  csvHref: string;
}

export interface HistoryView {
  recordLabel: string;
  recordHref: string;
  title: string;
  isNumbered: boolean;
  rows: TrailRowView[];
}

export function presentTrailRows(
  site: Site,
  links: DeskLinks,
  entries: readonly TrailEntry[],
  people: ReadonlyMap<number, string>,
  isNumbered: boolean,
): TrailRowView[] {
  const { format, messages } = site;
  const words = messages.desk;
  const kinds: Record<string, string> = words.trailKinds;
  return entries.map((entry) => {
    const { trailEntryId, at, annotatorId, kind, recordId, stage, subject, reason, hash } = entry;
    return {
      seal: isNumbered ? { number: format.number(trailEntryId), hash: hash.slice(0, 12) } : null,
      at: format.instant(at),
      who: annotatorId === null ? words.theProgram : (people.get(annotatorId) ?? `${annotatorId}`),
      what: [kinds[kind] ?? kind, stage && words.stages[stage]].filter(Boolean).join(' · '),
      about:
        recordId === null
          ? { text: subject ?? '', href: null }
          : { text: words.record(recordId), href: links.history(recordId) },
      before: valueLines(site, entry, entry.before),
      after: valueLines(site, entry, entry.after),
      reason: reason ?? '',
    };
  });
}

/** An answer in words; anything else as it was written down. */
function valueLines(site: Site, { stage }: TrailEntry, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  const { answer, fields } = value as { answer?: unknown; fields?: string[] };
  if (stage !== null && answer !== undefined && answer !== null) return answerLines(site, stage, answer);
  if (fields) return fields;
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value).map(
    ([name, each]) => `${name}: ${typeof each === 'string' ? each : JSON.stringify(each)}`,
  );
}
