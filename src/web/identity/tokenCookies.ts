import type { Request, Response } from 'express';
import type { SignedIn } from '../../review/accounts/parts.ts';
import { ticketLife } from '../../review/accounts/signIn.ts';
import { cookieAttributes, cookieName, readCookie } from '../cookies.ts';

const sessionName = 'resorb-session';
const deviceName = 'resorb-device';
const ticketName = 'resorb-sign-in';

/** Browsers keep no cookie longer than this: 400 days. */
const longest = 400 * 24 * 60 * 60 * 1000;

export function readSessionToken(request: Request): string | undefined {
  return readCookie(request, sessionName);
}

/** The token of a browser that has signed in before. */
export function readDeviceToken(request: Request): string | undefined {
  return readCookie(request, deviceName);
}

/** The token of a sign-in that waits for its code. */
export function readTicketToken(request: Request): string | undefined {
  return readCookie(request, ticketName);
}

/** Hands a browser the sign-in that its code will belong to. */
export function setTicket(request: Request, response: Response, ticketToken: string): void {
  response.cookie(cookieName(request, ticketName), ticketToken, { ...cookieAttributes(request), maxAge: ticketLife });
}

/** Hands a browser its session, which ends with it, and the mark of having signed in, which stays. */
export function setTokens(request: Request, response: Response, { sessionToken, deviceToken }: SignedIn): void {
  response.cookie(cookieName(request, sessionName), sessionToken, cookieAttributes(request));
  response.cookie(cookieName(request, deviceName), deviceToken, { ...cookieAttributes(request), maxAge: longest });
  if (readTicketToken(request) !== undefined)
    response.clearCookie(cookieName(request, ticketName), cookieAttributes(request));
}

/**
 * Takes the session from a browser, and the pages it keeps for its back button. What it has stored stays: votes cast
 * without a connection still wait to be sent.
 */
export function clearSession(request: Request, response: Response): void {
  response.set('Clear-Site-Data', '"cache"');
  response.clearCookie(cookieName(request, sessionName), cookieAttributes(request));
}
