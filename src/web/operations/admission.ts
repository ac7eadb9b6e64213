import type { RequestHandler } from 'express';
import { HttpError } from '../httpError.ts';

/** What a request may bring along; beyond it, it is refused before anything reads it. */
export const limits = {
  /** Bytes of a query string. */
  query: 8 * 1024,
  parameters: 100,
  /** Bytes of a form or a JSON document. */
  body: 1024 * 1024,
  /** Bytes of a form with a file: 10 MB of file, and its fields. */
  upload: 11 * 1024 * 1024,
} as const;

const megabyte = 1024 * 1024;

/**
 * Refuses requests that are too large: by their address, by the number of their parameters, by the length they
 * announce. Node holds them to that length, so a body without one is refused as well.
 */
export function admission(): RequestHandler {
  return (request, _response, next) => {
    const mark = request.originalUrl.indexOf('?');
    const query = mark === -1 ? '' : request.originalUrl.slice(mark + 1);
    if (query.length > limits.query) throw new HttpError(414, (messages) => messages.errorQueryTooLong(limits.query));
    if (query.split('&').length > limits.parameters)
      throw new HttpError(400, (messages) => messages.errorTooManyParameters(limits.parameters));
    if (request.headers['transfer-encoding'] !== undefined)
      throw new HttpError(411, (messages) => messages.errorLengthNeeded);
    const most = request.is('multipart/form-data') ? limits.upload : limits.body;
    if (Number(request.headers['content-length'] ?? 0) > most)
      throw new HttpError(413, (messages) => messages.errorBodyTooLarge(most / megabyte));
    next();
  };
}
