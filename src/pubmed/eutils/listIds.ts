import type { EutilsCaller } from './caller.ts';
import { EutilsError } from './eutilsError.ts';
import { type DateSpan, historyIdsRequest, mostIds, searchRequest, withinPmids } from './requests.ts';
import { readSearchAnswer, type SearchPage, type SearchResult } from './searchAnswer.ts';
import type { Answer } from './transport.ts';

/** A search narrowed to a range of PMIDs so that all its hits can be listed. */
export interface IdSlice {
  low: number;
  high: number;
  /** Hits NCBI counted. */
  count: number;
  /** Ids NCBI gave. */
  listed: number;
}

/** All ids of a search. */
export interface IdList {
  search: SearchResult;
  /** Each id once, newest first. */
  ids: string[];
  /** The ranges the search was cut into; empty where one search gave all. */
  slices: IdSlice[];
  /**
   * Ids listed less hits counted at the start. Not 0 when PubMed changed while the search ran, or when ids
   * are missing; either way it belongs in the report.
   */
  difference: number;
}

const historyPage = 5_000;
const highestPmid = 999_999_999;
/** PMIDs given out while the search runs. */
const headroom = 1_000;
/** A search whose history is lost between two pages is made anew this often. */
const mostSearches = 3;

/**
 * Every id of a search, beyond the 9,999 that PubMed gives for one: ranges of PMIDs are halved until each holds
 * no more. That always ends, since a range of one PMID holds one record at most (a day may hold 20,000).
 */
export async function listIds(caller: EutilsCaller, query: string, dates?: DateSpan): Promise<IdList> {
  const { page, ids } = await listOneSearch(caller, query, dates);
  const { ids: _listed, ...search } = page;
  if (page.count <= mostIds) return { search, ids, slices: [], difference: ids.length - page.count };
  const newest = Math.max(0, ...ids.map(Number)) + headroom;
  const slices: IdSlice[] = [];
  const all = new Set<string>();
  const waiting: [low: number, high: number][] = [
    [newest + 1, highestPmid],
    [1, newest],
  ];
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const [low, high] = range;
    const part = await listOneSearch(caller, withinPmids(query, low, high), dates);
    if (part.page.count > mostIds && low < high) {
      const middle = low + Math.floor((high - low) / 2);
      waiting.push([low, middle], [middle + 1, high]);
      continue;
    }
    for (const id of part.ids) all.add(id);
    slices.push({ low, high, count: part.page.count, listed: part.ids.length });
  }
  const union = [...all].sort((a, b) => Number(b) - Number(a));
  return { search, ids: union, slices, difference: union.length - page.count };
}

interface OneSearch {
  page: SearchPage;
  ids: string[];
}

/** One search and, where the answer did not hold all its ids, the rest from the history server. */
async function listOneSearch(caller: EutilsCaller, query: string, dates?: DateSpan): Promise<OneSearch> {
  for (let searches = 1; ; searches++) {
    const page = await caller.call(searchRequest(query, dates), readSearchAnswer);
    const ids = new Set(page.ids);
    if (page.count > mostIds) return { page, ids: [...ids] };
    try {
      await addFromHistory(caller, page, ids);
      return { page, ids: [...ids] };
    } catch (error) {
      const isExpired = error instanceof EutilsError && error.trouble === 'expired';
      if (!isExpired || searches >= mostSearches) throw error;
    }
  }
}

async function addFromHistory(caller: EutilsCaller, page: SearchPage, ids: Set<string>): Promise<void> {
  const { webEnv, queryKey, count } = page;
  if (ids.size >= count || webEnv === null || queryKey === null) return;
  for (let start = page.ids.length; start < count; start += historyPage) {
    const more = await caller.call(historyIdsRequest(webEnv, queryKey, start, historyPage), readIdLines);
    if (more.length === 0) return;
    for (const id of more) ids.add(id);
  }
}

/** The ids of a uilist, one a line. */
function readIdLines(answer: Answer, url: string): string[] {
  const lines = answer.bytes.toString('utf8').split(/\s+/).filter(Boolean);
  if (lines.some((line) => !/^\d+$/.test(line))) throw new EutilsError('heavy', url, 'the answer is not a list of ids');
  return lines;
}
