import { createAdministration } from './administration.ts';
import { createInvitations } from './invitations.ts';
import { createOwnPassword } from './ownPassword.ts';
import type { AccountParts } from './parts.ts';
import { createSessions } from './sessions.ts';
import { createSignIn } from './signIn.ts';

/** Everything about the people of the reviewers' desk: signing in, invitations, sessions, roles and passwords. */
export function createAccounts(parts: AccountParts) {
  const sessions = createSessions(parts);
  const all = { ...parts, sessions };
  const signIn = createSignIn(all);
  return {
    identify: sessions.identify,
    hasProvedRecently: sessions.hasProvedRecently,
    ...signIn,
    ...createInvitations(all),
    ...createAdministration(all),
    ...createOwnPassword(all, signIn.signIn),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
