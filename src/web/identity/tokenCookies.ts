import type { CookieOptions, Request, Response } from 'express';
import type { SignedIn } from '../../review/accounts/parts.ts';
import { ticketLife } from '../../review/accounts/signIn.ts';
import { readCookie } from '../cookies.ts';

const sessionName = 'resorb-session';
const deviceName = 'resorb-device';
const ticketName = 'resorb-sign-in';

/** Browsers keep no cookie longer than this: 400 days. */
const longest = 400 * 24 * 60 * 60 * 1000;

/**
 * With the prefix a browser takes the cookie only from this very host over https, so no other site of the domain and
 * nobody on the wire can plant one. Over plain http (a demonstration on one's own machine) a browser would refuse it.
 */
function nameFor(request: Request, name: string): string {
  return request.secure ? `__Host-${name}` : name;
}

export function readSessionToken(request: Request): string | undefined {
  return readCookie(request, nameFor(request, sessionName));
}

/** The token of a browser that has signed in before. */
export function readDeviceToken(request: Request): string | undefined {
  return readCookie(request, nameFor(request, deviceName));
}

/** The token of a sign-in that waits for its code. */
export function readTicketToken(request: Request): string | undefined {
  return readCookie(request, nameFor(request, ticketName));
}

/** Hands a browser the sign-in that its code will belong to. */
export function setTicket(request: Request, response: Response, ticketToken: string): void {
  response.cookie(nameFor(request, ticketName), ticketToken, { ...attributes(request), maxAge: ticketLife });
}

/** Hands a browser its session, which ends with it, and the mark of having signed in, which stays. */
export function setTokens(request: Request, response: Response, { sessionToken, deviceToken }: SignedIn): void {
  response.cookie(nameFor(request, sessionName), sessionToken, attributes(request));
  response.cookie(nameFor(request, deviceName), deviceToken, { ...attributes(request), maxAge: longest });
  if (readTicketToken(request) !== undefined) response.clearCookie(nameFor(request, ticketName), attributes(request));
}

/**
 * Takes the session from a browser, and the pages it keeps for its back button. What it has stored stays: votes cast
 * without a connection still wait to be sent.
 */
export function clearSession(request: Request, response: Response): void {
  response.set('Clear-Site-Data', '"cache"');
  response.clearCookie(nameFor(request, sessionName), attributes(request));
}

function attributes(request: Request): CookieOptions {
  return { httpOnly: true, secure: request.secure, sameSite: 'lax', path: '/' };
}
