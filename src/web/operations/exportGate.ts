import type { RequestHandler } from 'express';
import { exportEndings } from '../exports.ts';
import { HttpError } from '../httpError.ts';
import { turn } from './turns.ts';

/** How the addresses of files end that are made when they are asked for. */
const endings = new Set([...Object.values(exportEndings), 'json', 'csv', 'svg', 'R', 'md', 'atom'].map(lastPart));

/** Files that may be under way at once in one process: each holds a place in memory, also while its reader is slow. */
const most = 200;

/** Lets requests for files in one by one, and sends away those that come while too many are under way. */
export function exportGate(): RequestHandler {
  let underWay = 0;
  return async (request, response, next) => {
    if (!endings.has(lastPart(request.path))) {
      next();
      return;
    }
    if (underWay >= most) throw new HttpError(503, (messages) => messages.errorTooManyFiles);
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    await turn();
    // Whoever has gone meanwhile needs no file.
    if (!response.closed) next();
  };
}

function lastPart(address: string): string {
  return address.slice(address.lastIndexOf('.') + 1);
}
