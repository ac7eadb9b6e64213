import { EutilsCaller } from './caller.ts';
import { type Clock, type EutilsLog, systemClock } from './clock.ts';
import { type FetchedBatch, fetchArticles } from './fetchArticles.ts';
import { type IdList, listIds } from './listIds.ts';
import { Pacer } from './pacer.ts';
import { type DateSpan, searchRequest } from './requests.ts';
import { readSearchAnswer, type SearchResult } from './searchAnswer.ts';
import type { Fetch } from './transport.ts';

/** NCBI's own address. */
export const ncbiEutilsUrl = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/';

export interface EutilsSettings {
  /** Everything up to and including the slash before `esearch.fcgi`. */
  baseUrl: string;
  /** The program's name, without blanks. */
  tool: string;
  /** Where NCBI can write to when something goes wrong; it asks for it on every call. */
  email: string;
  apiKey?: string;
  fetch?: Fetch;
  clock?: Clock;
  log?: EutilsLog;
}

/** The E-utilities, as far as a systematic review of PubMed needs them. All calls share one queue. */
export interface Eutils {
  /** What NCBI makes of a query: the count, its translation, its warnings. */
  search(query: string, options?: { dates?: DateSpan }): Promise<SearchResult>;
  /** Every id of a search, however many. */
  ids(query: string, options?: { dates?: DateSpan }): Promise<IdList>;
  /** The records of these PMIDs, 200 at a time unless said otherwise. */
  fetchArticles(
    pmids: Iterable<string> | AsyncIterable<string>,
    options?: { batchSize?: number },
  ): AsyncIterable<FetchedBatch>;
}

/** @throws {TypeError} on an address, tool name or e-mail address that NCBI could not take. */
export function createEutils(settings: EutilsSettings): Eutils {
  const { baseUrl, tool, email, apiKey, log, fetch = globalThis.fetch, clock = systemClock } = settings;
  if (!/^https?:\/\/.+\/$/.test(baseUrl)) {
    throw new TypeError(`"${baseUrl}" is not an E-utilities address: it begins with http and ends with a slash.`);
  }
  if (!/^\S+$/.test(tool)) throw new TypeError('NCBI needs a tool name without blanks.');
  if (!/^\S+@\S+$/.test(email)) throw new TypeError('NCBI needs an e-mail address with every call (NCBI_EMAIL).');
  const caller = new EutilsCaller({
    baseUrl,
    caller: { tool, email, ...(apiKey ? { apiKey } : {}) },
    fetch,
    clock,
    pacer: new Pacer(clock, Boolean(apiKey)),
    log,
  });
  return {
    async search(query, options) {
      const { ids: _ids, ...result } = await caller.call(searchRequest(query, options?.dates, 0), readSearchAnswer);
      return result;
    },
    ids: (query, options) => listIds(caller, query, options?.dates),
    fetchArticles: (pmids, options) => fetchArticles(caller, pmids, options?.batchSize),
  };
}
