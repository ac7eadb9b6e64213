import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

const yearInMilliseconds = 365 * 24 * 60 * 60 * 1000;

/** The value of a cookie, undefined if the request has none of that name. */
export function readCookie(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[name];
}

/** Remembers a preference for a year. It names no one, so it needs no session and no signature. */
export function setPreference(response: Response, name: string, value: string): void {
  response.cookie(name, value, { maxAge: yearInMilliseconds, sameSite: 'lax', path: '/', httpOnly: true });
}
