import type { Request } from 'express';

/** The query string as the platform reads it: repeated names stay repeated, brackets mean nothing. */
export function queryParameters(request: Request): URLSearchParams {
  const mark = request.originalUrl.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : request.originalUrl.slice(mark + 1));
}
