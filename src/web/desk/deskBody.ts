import express, { type Request, type RequestHandler } from 'express';
import { HttpError } from '../httpError.ts';

/** More fields than any form of the desk has. */
const mostFields = 2000;

/** Reads a form of the desk: at most 1 MB. Unlike ordinary forms it may hold many fields, and the same one often. */
export const deskBody: RequestHandler = express.text({ type: 'application/x-www-form-urlencoded', limit: '1mb' });

/**
 * The fields of a form.
 *
 * @throws {HttpError} 415 where no form was sent, 413 where it has too many fields.
 */
export function deskFields(request: Request): URLSearchParams {
  const body: unknown = request.body;
  // Without a body there is nothing of any type: a button alone was sent.
  if (body !== undefined && typeof body !== 'string') throw new HttpError(415, (words) => words.desk.refusals.invalid);
  const fields = new URLSearchParams(body ?? '');
  if (fields.size > mostFields) throw new HttpError(413, (words) => words.desk.refusals.invalid);
  return fields;
}

/** A whole number from 0 that a form carries; NaN, which fits nothing, where it is none. */
export function versionField(fields: URLSearchParams, name: string): number {
  const words = fields.get(name) ?? '0';
  return /^\d{1,9}$/.test(words) ? Number(words) : Number.NaN;
}
