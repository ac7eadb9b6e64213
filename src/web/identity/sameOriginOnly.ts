import type { RequestHandler } from 'express';
import { HttpError } from '../httpError.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a reader's browser send. Nothing is changed by a GET; everything else must say that
 * it comes from this site: `Sec-Fetch-Site`, which no page can forge, or from older browsers `Origin`. The rule is that
 * of Go's CrossOriginProtection, but for requests that say nothing: those are refused too.
 */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  if (!safeMethods.has(request.method)) {
    const site = request.get('sec-fetch-site');
    const isOurs = site ? site === 'same-origin' || site === 'none' : hostOf(request.get('origin')) === request.host;
    if (!isOurs) throw new HttpError(403, (messages) => messages.account.otherSite);
  }
  next();
};

/** The host of an Origin header; null for none, for "null" and for what is no address. */
function hostOf(origin: string | undefined): string | null {
  return origin && URL.canParse(origin) ? new URL(origin).host : null;
}
