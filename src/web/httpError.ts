import { QueryError, type QueryFault, queryLimits } from '../catalog/catalogQuery.ts';
import type { Messages } from './messages/messages.ts';
import { storageFaultOf } from './storageFault.ts';

/** A request that cannot be answered, with what to tell the reader in whichever language the page is. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly status: number;
  readonly words: (messages: Messages) => string;
  /** Words worth searching for instead. */
  readonly lookedFor: string | null;

  constructor(status: number, words: (messages: Messages) => string, lookedFor: string | null = null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.words = words;
    this.lookedFor = lookedFor;
  }
}

/** The HTTP status an error stands for; 500 for whatever nobody foresaw. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (error instanceof QueryError) return 400;
  if (storageFaultOf(error)) return 503;
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** What the fault is called. */
export function titleOf(error: unknown, { errorTitles, errorGeneric, explore }: Messages): string {
  if (error instanceof QueryError) return explore.search.refused[error.fault.kind];
  const status = statusOf(error);
  const titles: Record<number, string> = errorTitles;
  return titles[status] ?? (status >= 500 ? errorTitles[500] : errorGeneric);
}

/** What to tell the reader; null for faults of ours, whose message is nobody's business. */
export function wordsOf(error: unknown, messages: Messages): string | null {
  if (error instanceof HttpError) return error.words(messages);
  if (error instanceof QueryError) return queryWords(error.fault, messages);
  const fault = storageFaultOf(error);
  if (fault) return fault === 'busy' ? messages.errorBusy : messages.errorUnavailable;
  return null;
}

function queryWords(fault: QueryFault, { explore, facetNames }: Messages): string {
  if (fault.kind === 'facet') return explore.search.tooManyValues(facetNames[fault.facet]);
  if (fault.kind === 'work') return explore.search.tooMuch(timesOf(fault.times));
  return explore.search.tooLong(String(fault.length), String(queryLimits.qLength));
}

/** Rounded up, so that no search is told that it asks for just what it may. */
function timesOf(times: number): string {
  return times < 10 ? (Math.ceil(times * 10) / 10).toFixed(1) : String(Math.ceil(times));
}
