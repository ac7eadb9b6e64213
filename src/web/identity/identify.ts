import type { RequestHandler, Response } from 'express';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import type { Identity } from '../../review/accounts/sessions.ts';
import { readSessionToken } from './tokenCookies.ts';

export type { Identity } from '../../review/accounts/sessions.ts';

/** Finds out, once a request, who it comes from; `identityOf` gives the answer. */
export function identify(accounts: Pick<Accounts, 'identify'>): RequestHandler {
  return (request, response, next) => {
    const token = readSessionToken(request);
    response.locals.identity = token === undefined ? null : accounts.identify(token);
    next();
  };
}

/** Who a request comes from; null for a reader who is not signed in. */
export function identityOf(response: Response): Identity | null {
  return (response.locals.identity as Identity | null | undefined) ?? null;
}

/**
 * The same behind `requireRole`, where there is somebody for certain.
 *
 * @throws {Error} on a route that forgot to ask for a role.
 */
export function personOf(response: Response): Identity {
  const identity = identityOf(response);
  if (!identity) throw new Error('A private page was reached without requireRole.');
  return identity;
}
