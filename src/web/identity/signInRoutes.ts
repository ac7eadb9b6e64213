import { type Request, type Response, Router } from 'express';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import { rolesFrom } from '../../review/accounts/roles.ts';
import type { SignInSuccess } from '../../review/accounts/signIn.ts';
import type { PageSender } from '../pageSender.ts';
import { queryParameters } from '../routes/queryParameters.ts';
import type { Site } from '../site.ts';
import { formBody, formField } from './formBody.ts';
import { identityOf, personOf } from './identify.ts';
import { keptByNobody } from './keptByNobody.ts';
import { localAddress } from './localAddress.ts';
import { browserOf, proofOf } from './proof.ts';
import { refuseTry } from './refuseTry.ts';
import { requireRole } from './requireRole.ts';
import { presentSignInCode } from './secondFactorView.ts';
import { presentConfirm, presentSignIn, type SignInView } from './signInView.ts';
import { clearSession, readSessionToken, readTicketToken, setTicket, setTokens } from './tokenCookies.ts';

/** Signing in (with a code where there is a second factor) and out, and proving the password again, in one language. */
export function signInRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  const words = site.messages.account;
  const codeWords = site.messages.secondFactor;
  const anybody = requireRole('reader', ...rolesFrom('reviewer'));

  router.use(['/sign-in', '/sign-out'], keptByNobody);

  router.get('/sign-in', (request, response) => {
    const returnTo = returnAddress(queryParameters(request).get('return'));
    if (identityOf(response)) response.redirect(303, returnTo);
    else send(request, response, presentSignIn(site, { returnTo }));
  });

  router.post('/sign-in', formBody, async (request, response) => {
    const name = formField(request, 'name');
    const returnTo = returnAddress(formField(request, 'return'));
    const result = await accounts.signIn({ ...proofOf(request, response, formField(request, 'password')), name });
    if (result.outcome === 'signed-in') {
      letIn(request, response, result, returnTo);
      return;
    }
    if (result.outcome === 'code-needed') {
      setTicket(request, response, result.ticketToken);
      response.redirect(303, site.links.account.signInCode(returnTo));
      return;
    }
    const fault = refuseTry(site, response, result, words.refused);
    send(request, response, presentSignIn(site, { returnTo, name, fault }));
  });

  router.get('/sign-in/code', (request, response) => {
    const returnTo = returnAddress(queryParameters(request).get('return'));
    if (identityOf(response)) response.redirect(303, returnTo);
    else if (accounts.awaitsCode(readTicketToken(request))) sendCode(request, response, returnTo, null);
    else response.redirect(303, site.links.account.signIn(returnTo));
  });

  router.post('/sign-in/code', formBody, (request, response) => {
    const returnTo = returnAddress(formField(request, 'return'));
    const code = formField(request, 'code');
    const ticketToken = readTicketToken(request);
    const result = accounts.signInWithCode({ ...browserOf(request, response), ticketToken, code });
    if (result.outcome === 'signed-in') letIn(request, response, result, returnTo);
    else if (result.outcome === 'ticket-over') {
      response.status(401);
      send(request, response, presentSignIn(site, { returnTo, fault: codeWords.ticketOver }));
    } else sendCode(request, response, returnTo, refuseTry(site, response, result, codeWords.refused));
  });

  router.post('/sign-out', (request, response) => {
    const token = readSessionToken(request);
    if (token !== undefined) accounts.signOut(token);
    clearSession(request, response);
    response.redirect(303, site.links.home);
  });

  router.get('/account/confirm', anybody, (request, response) => {
    const returnTo = returnAddress(queryParameters(request).get('return'));
    const { name } = personOf(response);
    send(request, response, presentConfirm(site, { returnTo, name, fault: null }));
  });

  router.post('/account/confirm', anybody, formBody, async (request, response) => {
    const identity = personOf(response);
    const returnTo = returnAddress(formField(request, 'return'));
    const result = await accounts.proveAgain(identity, proofOf(request, response, formField(request, 'password')));
    if (result.outcome === 'signed-in') {
      setTokens(request, response, result);
      response.redirect(303, returnTo);
      return;
    }
    const fault = refuseTry(site, response, result, words.faults['password-wrong']);
    send(request, response, presentConfirm(site, { returnTo, name: identity.name, fault }));
  });

  /** Signed in at last: to where the reader was going, or first to what has to be set up. */
  function letIn(request: Request, response: Response, result: SignInSuccess, returnTo: string): void {
    setTokens(request, response, result);
    response.redirect(303, result.owesSecondFactor ? site.links.account.secondFactor : returnTo);
  }

  function sendCode(request: Request, response: Response, returnTo: string, fault: string | null): void {
    const view = presentSignInCode(site, { returnTo, fault });
    const title = fault === null ? view.title : words.errorTitle(view.title);
    sender.send(request, response, site, { page: 'signInCode', view, title, section: 'none', status: null });
  }

  function send(request: Request, response: Response, view: SignInView): void {
    const title = view.faults.length > 0 ? words.errorTitle(view.title) : view.title;
    sender.send(request, response, site, { page: 'signIn', view, title, section: 'none', status: null });
  }

  /** Where to go afterwards; the start page rather than this page again. */
  function returnAddress(text: string | null): string {
    const address = localAddress(text);
    return address === '/' || address.startsWith(site.links.account.signInPath) ? site.links.home : address;
  }

  return router;
}
