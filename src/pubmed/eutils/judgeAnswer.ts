import { EutilsError, type EutilsTrouble } from './eutilsError.ts';
import type { Answer } from './transport.ts';

/** Said of ids of which none is known; not an error but an empty answer. */
const noKnownIds = /ID list is empty/i;
/** The request is wrong. Looked for first: "Search Backend failed" also introduces "'retstart' cannot be larger". */
const refusals =
  /cannot be larger than|invalid db name|invalid (?:api[ _-]?key|parameter|field)|api key (?:invalid|not valid)|empty term|unknown (?:db|database|field)|neither query_key nor id/i;
/** NCBI's front machines pass on the troubles of those behind them, whatever their own status says. */
const relayed = /\b50[0234]\b|bad gateway|service unavailable/i;
const expiries = /unable to obtain query|webenv|query_key|history/i;

/** What the start of a body shows. Bodies are long, and what matters stands in front. */
const headLength = 4_096;

/**
 * Holds an answer to what E-utilities promise. NCBI tells of errors in HTTP statuses, in `<ERROR>` elements under
 * HTTP 200, in JSON, and in HTML pages of the machines in front of it.
 *
 * @param usesHistory whether the request named a search of the history server: only such a search can expire, and
 *   a call with ids of its own that hears of one has met a passing trouble.
 * @throws {EutilsError} unless the body is an answer to the question. A body cut short is not judged here.
 */
export function judgeAnswer(answer: Answer, url: string, usesHistory: boolean): void {
  const head = answer.bytes.subarray(0, headLength).toString('utf8');
  const said = saidError(head);
  if (said !== null && noKnownIds.test(said)) return;
  if (answer.status === 429)
    throw new EutilsError('busy', url, 'NCBI says that too many requests come', answer.retryAfter);
  if (said !== null) {
    const trouble = troubleOf(said, answer.status, usesHistory);
    throw new EutilsError(trouble, url, `NCBI answers "${said}"`, answer.retryAfter);
  }
  if (answer.status !== 200)
    throw new EutilsError(troubleOfStatus(answer.status), url, `HTTP status ${answer.status}`, answer.retryAfter);
  if (isHtml(head, answer.contentType)) throw new EutilsError('busy', url, 'an HTML page came instead of data');
  if (head.trim() === '')
    throw new EutilsError('heavy', url, answer.cut ? `the answer broke off (${answer.cut})` : 'the answer is empty');
}

/** True where NCBI says that it knows none of the ids: an empty set in other words. */
export function saysNoKnownIds(answer: Answer): boolean {
  return noKnownIds.test(saidError(answer.bytes.subarray(0, headLength).toString('utf8')) ?? '');
}

/** The text of an `<ERROR>` element, or of "error" in a JSON body. */
function saidError(head: string): string | null {
  const records = head.search(/<Pubmed(?:Book)?Article[ >]/);
  const element = /<ERROR>([\s\S]*?)(?:<\/ERROR>|$)/i.exec(records === -1 ? head : head.slice(0, records));
  if (element !== null) return oneLine(element[1] ?? '');
  if (!head.trimStart().startsWith('{')) return null;
  const member = /"error"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(head);
  return member ? oneLine(member[1] ?? '') : null;
}

function troubleOf(said: string, status: number, usesHistory: boolean): EutilsTrouble {
  if (/rate limit/i.test(said)) return 'busy';
  if (refusals.test(said)) return 'refused';
  if (relayed.test(said)) return 'heavy';
  if (usesHistory && expiries.test(said)) return 'expired';
  if (status === 502 || status === 504 || /time[d -]*out/i.test(said)) return 'heavy';
  return 'busy';
}

function troubleOfStatus(status: number): EutilsTrouble {
  if (status === 502 || status === 504 || status === 408 || status === 414 || status === 413) return 'heavy';
  return status >= 500 ? 'busy' : 'refused';
}

function isHtml(head: string, contentType: string): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(contentType) ||
    /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)/i.test(head)
  );
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
