import type { SourceKind } from './facts.ts';
import type { DiagramLanguage } from './labels.ts';
import { type PrismaSItem, type PrismaSWords, prismaSItems, prismaSWords } from './prismaSWords.ts';
import type { ReportedSearch, SearchReport } from './searchReport.ts';

export interface ChecklistRow {
  /** 1 to 16. */
  number: number;
  item: PrismaSItem;
  label: string;
  report: string;
  /** Whether the search runs tell it, people stated it, or nobody has. */
  basis: 'runs' | 'statement' | 'not stated';
}

/**
 * The sixteen items: what people state stands before what the runs tell, since only people know why; an item that
 * neither tells is said to be open.
 */
export function prismaSChecklist(report: SearchReport, language: DiagramLanguage): ChecklistRow[] {
  const words = prismaSWords[language];
  const known = fromRuns(report, words);
  return prismaSItems.map((item, index) => {
    const stated = report.statements[item]?.trim() || null;
    const told = known[item] ?? null;
    return {
      number: index + 1,
      item,
      label: words.items[item],
      report: [stated, told].filter((text) => text !== null).join(' ') || words.notStated,
      basis: stated !== null ? 'statement' : told === null ? 'not stated' : 'runs',
    };
  });
}

function fromRuns(report: SearchReport, words: PrismaSWords): Partial<Record<PrismaSItem, string>> {
  const { searches, identified, duplicates } = report;
  if (searches.length === 0) return {};
  const named = (...kinds: SourceKind[]) =>
    namesOf(
      searches.filter(({ kind }) => kinds.includes(kind)),
      words,
    );
  const limits = [...new Set(searches.flatMap((search) => search.limits))];
  const repeats = searches.filter((search) => isRepeat(search, searches));
  const last = repeats
    .map(({ ranAt }) => ranAt.slice(0, 10))
    .sort(byText)
    .at(-1);
  return {
    'database name': named('database') ?? words.none,
    'study registries': named('register') ?? words.none,
    ...optional('online resources and browsing', named('website', 'organisation')),
    ...optional('citation searching', named('citation')),
    'full search strategies': words.seeSearches,
    'limits and restrictions': limits.length === 0 ? words.noLimits : limits.join('; '),
    updates: last === undefined ? words.noUpdates : words.updates(repeats.length, last),
    'dates of searches': datesOf(searches),
    'total records': words.total(grouped(identified), grouped(duplicates)),
    deduplication: report.deduplication,
  };
}

function optional(item: PrismaSItem, text: string | null): Partial<Record<PrismaSItem, string>> {
  return text === null ? {} : { [item]: text };
}

function namesOf(searches: readonly ReportedSearch[], words: PrismaSWords): string | null {
  const names = searches.map(({ source, platform }) => (platform === null ? source : words.through(source, platform)));
  return names.length === 0 ? null : [...new Set(names)].join('; ');
}

/** Of each source the dates on which it was searched. */
function datesOf(searches: readonly ReportedSearch[]): string {
  const bySource = new Map<string, Set<string>>();
  for (const { source, ranAt } of searches) {
    const dates = bySource.get(source) ?? new Set();
    bySource.set(source, dates.add(ranAt.slice(0, 10)));
  }
  return [...bySource].map(([source, dates]) => `${source}: ${[...dates].sort(byText).join(', ')}`).join('; ');
}

/** An incremental run, or one whose query its source had been asked before. */
function isRepeat(search: ReportedSearch, all: readonly ReportedSearch[]): boolean {
  if (search.since !== null) return true;
  return all.some(
    (other) =>
      search.query !== null &&
      other.query === search.query &&
      other.source === search.source &&
      other.ranAt < search.ranAt,
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function grouped(number: number): string {
  return number.toLocaleString('en-GB');
}
