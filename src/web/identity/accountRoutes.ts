import { type Request, type Response, Router } from 'express';
import { AccountError } from '../../review/accounts/accountError.ts';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import { rolesFrom } from '../../review/accounts/roles.ts';
import { HttpError } from '../httpError.ts';
import type { PageSender } from '../pageSender.ts';
import { queryParameters } from '../routes/queryParameters.ts';
import type { Site } from '../site.ts';
import { type AccountPage, type PasswordField, presentAccount } from './accountView.ts';
import { actorOf } from './actor.ts';
import { formBody, formField } from './formBody.ts';
import { personOf } from './identify.ts';
import { proofOf } from './proof.ts';
import { refuseTry } from './refuseTry.ts';
import { requireRole } from './requireRole.ts';
import { clearSession, setTokens } from './tokenCookies.ts';

/** A person's own account: password and sessions, in one language. */
export function accountRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  const { links } = site;
  const words = site.messages.account;
  router.use('/account', requireRole('reader', ...rolesFrom('reviewer')));

  router.get('/account', (request, response) => {
    const done = queryParameters(request).get('done') ?? '';
    send(request, response, { done: isDone(words.done, done) ? done : null });
  });

  router.post('/account/password', formBody, async (request, response) => {
    const wanted = formField(request, 'password');
    if (wanted !== formField(request, 'repeat')) {
      response.status(422);
      sendFault(request, response, 'repeat', words.faults['password-repeat']);
      return;
    }
    try {
      const proof = proofOf(request, response, formField(request, 'current'));
      const result = await accounts.changePassword(personOf(response), wanted, proof);
      if (result.outcome === 'signed-in') {
        setTokens(request, response, result);
        response.redirect(303, `${links.account.account}?done=password`);
        return;
      }
      const text = refuseTry(site, response, result, words.faults['password-wrong']);
      sendFault(request, response, 'current', text);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      response.status(422);
      sendFault(request, response, 'password', words.faults[error.fault]);
    }
  });

  router.post('/account/sessions/:id/end', (request, response) => {
    const { id } = request.params;
    const isNumber = /^\d{1,15}$/.test(id);
    if (!isNumber || !accounts.endSession(personOf(response), Number(id), actorOf(response)))
      throw new HttpError(404, (messages) => messages.account.noSession);
    response.redirect(303, `${links.account.account}?done=session`);
  });

  router.post('/account/sign-out-everywhere', (request, response) => {
    accounts.endSessions(personOf(response).accountId, actorOf(response));
    clearSession(request, response);
    response.redirect(303, links.home);
  });

  function sendFault(request: Request, response: Response, field: PasswordField, text: string): void {
    send(request, response, { fault: { field, text } });
  }

  function send(request: Request, response: Response, page: Pick<AccountPage, 'done' | 'fault'>): void {
    const { accountId, sessionId } = personOf(response);
    const account = accounts.account(accountId);
    if (!account) throw new HttpError(404, (messages) => messages.account.noAccount);
    const sessions = accounts.sessionsOf(accountId);
    const secondFactor = accounts.secondFactorState(accountId);
    const view = presentAccount(site, { account, sessions, sessionId, secondFactor, ...page });
    const title = page.fault ? words.errorTitle(view.title) : view.title;
    sender.send(request, response, site, { page: 'account', view, title, section: 'none', status: null });
  }

  return router;
}

function isDone<Done extends string>(all: Record<Done, unknown>, text: string): text is Done {
  return Object.hasOwn(all, text);
}
