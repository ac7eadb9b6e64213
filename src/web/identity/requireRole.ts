import type { Request, RequestHandler, Response } from 'express';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import type { Role } from '../../review/accounts/roles.ts';
import { HttpError } from '../httpError.ts';
import { createLinks } from '../links.ts';
import { isLocale, type Locale, negotiateLocale } from '../locale.ts';
import { identityOf } from './identify.ts';

/**
 * Lets only people of these roles through. Others are told which role is needed (403); a reader who is not signed in
 * is led to the sign-in page and back, and a program or a form gets 401. Where not every role may, it is work at the
 * desk: whoever must have a second factor for that and has none is led to where it is set up. What follows is private:
 * nothing keeps it.
 */
export function requireRole(...roles: readonly [Role, ...Role[]]): RequestHandler {
  return (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const identity = identityOf(response);
    if (!identity) {
      refuseStranger(request, response);
      return;
    }
    if (!roles.includes(identity.role)) {
      throw new HttpError(403, ({ account }) =>
        account.roleNeeded(account.roles[roles[0]], account.roles[identity.role]),
      );
    }
    if (identity.owesSecondFactor && !roles.includes('reader')) {
      askForSecondFactor(request, response);
      return;
    }
    next();
  };
}

/** Asks for the password again where it was not proved within the last hour: in front of dangerous steps. */
export function requireRecentProof(accounts: Pick<Accounts, 'hasProvedRecently'>): RequestHandler {
  return (request, response, next) => {
    const identity = identityOf(response);
    if (identity && accounts.hasProvedRecently(identity)) {
      next();
      return;
    }
    const { confirm } = createLinks(localeIn(request)).account;
    if (wantsPage(request)) response.redirect(303, confirm(request.originalUrl));
    else throw new HttpError(401, (messages) => messages.account.proofNeeded);
  };
}

function refuseStranger(request: Request, response: Response): void {
  if (!wantsPage(request)) throw new HttpError(401, (messages) => messages.account.signInNeeded);
  response.redirect(303, createLinks(localeIn(request)).account.signIn(request.originalUrl));
}

function askForSecondFactor(request: Request, response: Response): void {
  if (!wantsPage(request)) throw new HttpError(403, (messages) => messages.secondFactor.owesMessage);
  response.redirect(303, createLinks(localeIn(request)).account.secondFactor);
}

function wantsPage(request: Request): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && request.accepts(['html', 'json']) === 'html';
}

function localeIn(request: Request): Locale {
  const first = request.originalUrl.split(/[/?]/)[1];
  return isLocale(first) ? first : negotiateLocale(request);
}
