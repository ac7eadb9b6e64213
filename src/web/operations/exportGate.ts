import type { Request, RequestHandler, Response } from 'express';
import { exportEndings } from '../exports.ts';
import { isLocale, type Locale, negotiateLocale } from '../locale.ts';
import type { Site } from '../site.ts';
import { retryAfter } from '../storageFault.ts';
import { turn } from './turns.ts';

/** How the addresses of files end that are made when they are asked for. */
const endings = new Set([...Object.values(exportEndings), 'json', 'csv', 'svg', 'R', 'md', 'atom'].map(lastPart));

/** Files that may be under way at once in one process: each holds a place in memory, also while its reader is slow. */
const most = 200;

/** Lets requests for files in one by one, and sends away those that come while too many are under way. */
export function exportGate(sites: Record<Locale, Pick<Site, 'messages'>>): RequestHandler {
  let underWay = 0;
  return async (request, response, next) => {
    if (!endings.has(lastPart(request.path))) {
      next();
      return;
    }
    if (underWay >= most) {
      const [, first] = request.path.split('/');
      sendAway(request, response, sites[isLocale(first) ? first : negotiateLocale(request)]);
      return;
    }
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    await turn();
    // Whoever has gone meanwhile needs no file.
    if (!response.closed) next();
  };
}

/** In a few words and no page: a thousand who come at once have to be told within a moment. */
function sendAway({ path }: Request, response: Response, { messages }: Pick<Site, 'messages'>): void {
  const detail = messages.errorTooManyFiles;
  response.status(503).set({ 'Retry-After': String(retryAfter.busy), 'Cache-Control': 'no-store' });
  if (path.startsWith('/api/')) {
    const problem = { type: 'about:blank', title: messages.errorTitles[503], status: 503, detail };
    response.type('application/problem+json').send(JSON.stringify(problem));
  } else response.type('text/plain').send(detail);
}

function lastPart(address: string): string {
  return address.slice(address.lastIndexOf('.') + 1);
}
