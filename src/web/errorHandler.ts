import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { type CatalogQuery, parseCatalogQuery, QueryError } from '../catalog/catalogQuery.ts';
import { HttpError, statusOf, titleOf, wordsOf } from './httpError.ts';
import { isLocale, type Locale, negotiateLocale } from './locale.ts';
import type { WebLog } from './log.ts';
import { loggedPath } from './operations/accessLog.ts';
import { requestIdOf } from './operations/requestId.ts';
import type { PageSender } from './pageSender.ts';
import { presentProblem } from './presenters/problem.ts';
import { queryParameters } from './routes/queryParameters.ts';
import type { Site } from './site.ts';
import { retryAfter, storageFaultOf } from './storageFault.ts';

export interface ErrorHandling {
  sites: Record<Locale, Site>;
  sender: PageSender;
  log: WebLog;
  /** Outside production the page of a fault also shows its stack. */
  production: boolean;
}

/** Whatever no route has answered. */
export const notFound: RequestHandler = (request) => {
  const path = readable(request.path);
  const words = path.split(/[/_-]+/).filter((part) => part !== '' && !isLocale(part));
  throw new HttpError(404, (messages) => messages.errorLookedFor(path), words.join(' '));
};

/** The last stop of every request that failed: a page for people, a problem document (RFC 9457) for programs. */
export function errorHandler({ sites, sender, log, production }: ErrorHandling): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const reference = status >= 500 ? requestIdOf(response) : null;
    if (reference) {
      log.error({ err: error, reference, method: request.method, path: loggedPath(request.path) }, 'request failed');
    }
    if (status === 503) response.set('Retry-After', String(retryAfter[storageFaultOf(error) ?? 'busy']));

    const site = sites[localeOf(request)];
    const title = titleOf(error, site.messages);
    const detail = wordsOf(error, site.messages);
    response.status(status);
    if (isForPrograms(request)) {
      response.type('application/problem+json').send(
        JSON.stringify({
          type: 'about:blank',
          title,
          status,
          ...(detail ? { detail } : {}),
          instance: request.originalUrl,
          ...(reference ? { reference } : {}),
        }),
      );
      return;
    }
    const lookedFor = error instanceof HttpError ? error.lookedFor : null;
    const refused = refusedSearch(error, request);
    const stack = !production && reference && error instanceof Error ? (error.stack ?? null) : null;
    const view = presentProblem(site, { status, title, detail, lookedFor, refused, reference, stack });
    sender.send(request, response, site, { page: 'problem', view, title, section: 'none', status: null });
  };
}

/** A search that asked for too much, with its filters, so that its reader can shorten it where it stands. */
function refusedSearch(error: unknown, request: Request): CatalogQuery | null {
  const isTooMuch = error instanceof QueryError && error.fault.kind === 'work';
  return isTooMuch ? parseCatalogQuery(queryParameters(request)) : null;
}

function isForPrograms(request: Request): boolean {
  const isTheirs = request.originalUrl.startsWith('/api/') || ['/health', '/ready', '/metrics'].includes(request.path);
  return isTheirs || request.accepts(['html', 'json']) === 'json';
}

function localeOf(request: Request): Locale {
  const first = request.originalUrl.split(/[/?]/)[1];
  return isLocale(first) ? first : negotiateLocale(request);
}

function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
