import { type Request, type Response, Router } from 'express';
import { AccountError } from '../../review/accounts/accountError.ts';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import { type IssuedLink, invitationAddress } from '../../review/accounts/invitations.ts';
import { isRole } from '../../review/accounts/roles.ts';
import type { Account } from '../../store/accounts.ts';
import { HttpError } from '../httpError.ts';
import { originOf } from '../origin.ts';
import type { PageSender } from '../pageSender.ts';
import { queryParameters } from '../routes/queryParameters.ts';
import type { Site } from '../site.ts';
import { actorOf } from './actor.ts';
import { formBody, formField } from './formBody.ts';
import { personOf } from './identify.ts';
import { requireRecentProof, requireRole } from './requireRole.ts';
import { presentUsers, type UsersPage } from './usersView.ts';

type Done = keyof Site['messages']['account']['usersDone'];

/** Looking after people, for administrators who have proved their password within the hour. */
export function userRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  const { links, messages } = site;
  const words = messages.account;
  router.use('/admin/users', requireRole('administrator'), requireRecentProof(accounts));

  router.get('/admin/users', (request, response) => {
    const parameters = queryParameters(request);
    const done = parameters.get('done') ?? '';
    const name = accounts.account(Number(parameters.get('account')))?.name ?? '';
    send(request, response, { done: isDone(words.usersDone, done) ? words.usersDone[done](name) : null });
  });

  router.post('/admin/users/invite', formBody, (request, response) => {
    const name = formField(request, 'name').trim();
    attempt(request, response, name, () => {
      const role = roleIn(request);
      const issued = accounts.invite(name === '' ? null : name, role, actorOf(response));
      sendLink(request, response, 'invitation', name, issued);
    });
  });

  router.post('/admin/users/invitations/:id/withdraw', (request, response) => {
    attempt(request, response, '', () => {
      accounts.withdraw(Number(request.params.id), actorOf(response));
      response.redirect(303, `${links.account.users}?done=withdraw`);
    });
  });

  router.post('/admin/users/:id/role', formBody, (request, response) => {
    act(request, response, 'role', ({ accountId }) =>
      accounts.changeRole(accountId, roleIn(request), actorOf(response)),
    );
  });

  router.post('/admin/users/:id/disable', (request, response) => {
    act(request, response, 'disable', ({ accountId }) => accounts.disable(accountId, actorOf(response)));
  });

  router.post('/admin/users/:id/enable', (request, response) => {
    act(request, response, 'enable', ({ accountId }) => accounts.enable(accountId, actorOf(response)));
  });

  router.post('/admin/users/:id/sign-out', (request, response) => {
    act(request, response, 'sign-out', ({ accountId }) => accounts.endSessions(accountId, actorOf(response)));
  });

  router.post('/admin/users/:id/reset-second-factor', (request, response) => {
    act(request, response, 'reset-second-factor', ({ accountId }) =>
      accounts.resetSecondFactor(accountId, actorOf(response)),
    );
  });

  router.post('/admin/users/:id/reset', (request, response) => {
    const account = accountIn(request);
    attempt(request, response, '', () => {
      const issued = accounts.offerReset(account.accountId, actorOf(response));
      sendLink(request, response, account.hasPassword ? 'reset' : 'invitation', account.name, issued);
    });
  });

  /** Does something with the account in the address and goes back to the list, which says so. */
  function act(request: Request, response: Response, done: Done, work: (account: Account) => void): void {
    const account = accountIn(request);
    attempt(request, response, '', () => {
      work(account);
      response.redirect(303, `${links.account.users}?done=${done}&account=${account.accountId}`);
    });
  }

  /** Shows the list again with what stood in the way, where something does. */
  function attempt(request: Request, response: Response, name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      response.status(422);
      const field = error.fault.startsWith('name-') ? 'name' : null;
      send(request, response, { name, fault: { text: words.faults[error.fault], field } });
    }
  }

  function accountIn(request: Request): Account {
    const id = String(request.params.id);
    const account = /^\d{1,15}$/.test(id) ? accounts.account(Number(id)) : null;
    if (!account) throw new HttpError(404, (all) => all.account.noAccount);
    return account;
  }

  function roleIn(request: Request) {
    const role = formField(request, 'role');
    if (!isRole(role)) throw new HttpError(400, (all) => all.account.faults.role);
    return role;
  }

  function sendLink(
    request: Request,
    response: Response,
    purpose: 'invitation' | 'reset',
    name: string,
    { token, expiresAt }: IssuedLink,
  ): void {
    const href = invitationAddress(originOf(request), token);
    send(request, response, { link: { purpose, name, href, until: expiresAt } });
  }

  function send(request: Request, response: Response, page: Partial<UsersPage>): void {
    const view = presentUsers(site, {
      accounts: accounts.accounts(),
      open: accounts.openInvitations(),
      ownAccountId: personOf(response).accountId,
      ...page,
    });
    const title = page.fault ? words.errorTitle(view.title) : view.title;
    sender.send(request, response, site, { page: 'users', view, title, section: 'none', status: null });
  }

  return router;
}

function isDone(all: Record<Done, unknown>, text: string): text is Done {
  return Object.hasOwn(all, text);
}
