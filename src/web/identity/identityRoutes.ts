import { Router } from 'express';
import type { Accounts } from '../../review/accounts/createAccounts.ts';
import type { PageSender } from '../pageSender.ts';
import type { Site } from '../site.ts';
import { accountRoutes } from './accountRoutes.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { secondFactorRoutes } from './secondFactorRoutes.ts';
import { signInRoutes } from './signInRoutes.ts';
import { userRoutes } from './userRoutes.ts';

/** Everything about signing in and accounts, in one language. */
export function identityRoutes(site: Site, accounts: Accounts, sender: PageSender): Router {
  const router = Router();
  router.use(signInRoutes(site, accounts, sender), invitationRoutes(site, accounts, sender));
  router.use(accountRoutes(site, accounts, sender), secondFactorRoutes(site, accounts, sender));
  router.use(userRoutes(site, accounts, sender));
  return router;
}
