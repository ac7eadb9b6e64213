import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';

const yearInMilliseconds = 365 * 24 * 60 * 60 * 1000;

/**
 * What a cookie of ours is called. With the prefix a browser takes the cookie only from this very host over https, so
 * no other site of the domain and nobody on the wire can plant one. Over plain http (a demonstration on one's own
 * machine) a browser would refuse it.
 */
export function cookieName(request: Request, name: string): string {
  return request.secure ? `__Host-${name}` : name;
}

/** How every cookie of ours is sent: to this host only, out of reach of scripts, over https where that is spoken. */
export function cookieAttributes(request: Request): CookieOptions {
  return { httpOnly: true, secure: request.secure, sameSite: 'lax', path: '/' };
}

/** The value of a cookie of ours, undefined if the request has none of that name. */
export function readCookie(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[cookieName(request, name)];
}

/** Remembers a preference for a year. It names no one, so it needs no session and no signature. */
export function setPreference(response: Response, name: string, value: string): void {
  const { req: request } = response;
  response.cookie(cookieName(request, name), value, { ...cookieAttributes(request), maxAge: yearInMilliseconds });
}
