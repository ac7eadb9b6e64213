import { type Request, type Response, Router } from 'express';
import { AccountError } from '../../review/accounts/accountError.ts';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import { mayScreen, rolesFrom } from '../../review/accounts/roles.ts';
import type { PageSender } from '../pageSender.ts';
import type { Site } from '../site.ts';
import { formBody, formField } from './formBody.ts';
import { personOf } from './identify.ts';
import { browserOf } from './proof.ts';
import { refuseTry } from './refuseTry.ts';
import { requireRecentProof, requireRole } from './requireRole.ts';
import { type CodeFormName, presentRecoveryCodes, presentSecondFactor } from './secondFactorView.ts';

/** A person's own second factor, for whoever has proved the password within the hour; in one language. */
export function secondFactorRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  const { links, messages } = site;
  const words = messages.account;
  router.use('/account/second-factor', requireRole('reader', ...rolesFrom('reviewer')), requireRecentProof(accounts));

  router.get('/account/second-factor', (request, response) => send(request, response, null));

  router.post('/account/second-factor/begin', (request, response) => {
    attempt(request, response, () => {
      accounts.beginSecondFactor(personOf(response));
      response.redirect(303, links.account.secondFactor);
    });
  });

  router.post('/account/second-factor/confirm', formBody, (request, response) => {
    attempt(request, response, () => {
      const browser = browserOf(request, response);
      const result = accounts.confirmSecondFactor(personOf(response), formField(request, 'code'), browser);
      if (result.outcome === 'codes') sendCodes(request, response, result.codes, 'confirm');
      else refuse(request, response, 'confirm', refuseTry(site, response, result, messages.secondFactor.refused));
    });
  });

  router.post('/account/second-factor/renew', formBody, (request, response) => {
    attempt(request, response, () => {
      const browser = browserOf(request, response);
      const result = accounts.renewRecoveryCodes(personOf(response), formField(request, 'code'), browser);
      if (result.outcome === 'codes') sendCodes(request, response, result.codes, 'renew');
      else refuse(request, response, 'renew', refuseTry(site, response, result, messages.secondFactor.refused));
    });
  });

  router.post('/account/second-factor/off', formBody, (request, response) => {
    attempt(request, response, () => {
      const browser = browserOf(request, response);
      const result = accounts.turnOffSecondFactor(personOf(response), formField(request, 'code'), browser);
      if (result.outcome === 'off') response.redirect(303, `${links.account.account}?done=second-factor`);
      else refuse(request, response, 'off', refuseTry(site, response, result, messages.secondFactor.refused));
    });
  });

  /** Shows the page again with what stood in the way, where something does. */
  function attempt(request: Request, response: Response, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      response.status(422);
      send(request, response, { form: null, text: words.faults[error.fault] });
    }
  }

  function refuse(request: Request, response: Response, form: CodeFormName, text: string): void {
    send(request, response, { form, text });
  }

  function sendCodes(request: Request, response: Response, codes: string[], after: 'confirm' | 'renew'): void {
    const { name, role } = personOf(response);
    const onHref = mayScreen(role) ? links.review : links.account.account;
    const view = presentRecoveryCodes(site, { codes, name, after, onHref });
    sender.send(request, response, site, {
      page: 'recoveryCodes',
      view,
      title: view.title,
      section: 'none',
      status: null,
    });
  }

  function send(request: Request, response: Response, fault: { form: CodeFormName | null; text: string } | null): void {
    const { accountId, name, owesSecondFactor: owes } = personOf(response);
    const view = presentSecondFactor(site, { state: accounts.secondFactorState(accountId), name, owes, fault });
    const title = fault === null ? view.title : words.errorTitle(view.title);
    sender.send(request, response, site, { page: 'secondFactor', view, title, section: 'none', status: null });
  }

  return router;
}
