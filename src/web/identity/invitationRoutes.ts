import { type Request, type Response, Router } from 'express';
import { AccountError, type AccountFault } from '../../review/accounts/accountError.ts';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import type { InvitationOffer } from '../../review/accounts/invitations.ts';
import { HttpError } from '../httpError.ts';
import { requestIdOf } from '../operations/requestId.ts';
import type { PageSender } from '../pageSender.ts';
import type { Site } from '../site.ts';
import { formBody, formField } from './formBody.ts';
import { type InvitationField, type InvitationForm, presentInvitation } from './invitationView.ts';
import { keptByNobody } from './keptByNobody.ts';
import { setTicket, setTokens } from './tokenCookies.ts';

/** Where one-time links lead, in one language. Looking at a link does not use it up. */
export function invitationRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  const words = site.messages.account;

  router.use('/invitations', keptByNobody);

  router.get('/invitations/:token', (request, response) => {
    const token = tokenIn(request);
    send(request, response, token, offerOf(token), {});
  });

  router.post('/invitations/:token', formBody, async (request, response) => {
    const token = tokenIn(request);
    const offer = offerOf(token);
    const name = formField(request, 'name');
    const password = formField(request, 'password');
    if (password !== formField(request, 'repeat')) {
      refuse(request, response, token, offer, name, 'password-repeat');
      return;
    }
    try {
      const userAgent = request.get('user-agent') ?? '';
      const result = await accounts.accept({ token, name, password, userAgent, requestId: requestIdOf(response) });
      const { account, secondFactor, signInCode } = site.links.account;
      if (result.outcome === 'code-needed') {
        setTicket(request, response, result.ticketToken);
        response.redirect(303, signInCode(account));
        return;
      }
      setTokens(request, response, result);
      response.redirect(303, result.owesSecondFactor ? secondFactor : account);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      if (error.fault === 'link-dead') throw deadLink();
      refuse(request, response, token, offer, name, error.fault);
    }
  });

  function offerOf(token: string): InvitationOffer {
    const offer = accounts.offer(token);
    if (!offer) throw deadLink();
    return offer;
  }

  function refuse(
    request: Request,
    response: Response,
    token: string,
    offer: InvitationOffer,
    name: string,
    fault: AccountFault | 'password-repeat',
  ): void {
    response.status(422);
    send(request, response, token, offer, { name, fault: { field: fieldOf(fault), text: words.faults[fault] } });
  }

  function send(
    request: Request,
    response: Response,
    token: string,
    offer: InvitationOffer,
    form: InvitationForm,
  ): void {
    const view = presentInvitation(site, token, offer, form);
    const title = form.fault ? words.errorTitle(view.title) : view.title;
    sender.send(request, response, site, { page: 'invitation', view, title, section: 'none', status: null });
  }

  return router;
}

function tokenIn(request: Request): string {
  return String(request.params.token);
}

function deadLink(): HttpError {
  return new HttpError(404, (messages) => messages.account.deadLink);
}

function fieldOf(fault: AccountFault | 'password-repeat'): InvitationField {
  if (fault === 'password-repeat') return 'repeat';
  return fault.startsWith('name-') ? 'name' : 'password';
}
