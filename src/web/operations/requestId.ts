import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Numbers every request, for its line in the log, its answer and the page of a fault. The number is ours: one that
 * came with the request could repeat another or carry anything into the log.
 */
export function numberRequests(): RequestHandler {
  return (_request, response, next) => {
    const requestId = randomBytes(8).toString('hex');
    response.locals.requestId = requestId;
    response.set('X-Request-Id', requestId);
    next();
  };
}

export function requestIdOf(response: Response): string {
  return String(response.locals.requestId);
}
