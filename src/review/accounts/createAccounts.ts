import { createAdministration } from './administration.ts';
import { createCodeCheck } from './codeCheck.ts';
import { createInvitations } from './invitations.ts';
import { createOwnPassword } from './ownPassword.ts';
import type { AccountParts } from './parts.ts';
import { createPasswordCheck } from './passwordCheck.ts';
import { createSecondFactor } from './secondFactor.ts';
import { createSecretSeal } from './secretSeal.ts';
import { createSessions } from './sessions.ts';
import { createSignIn } from './signIn.ts';
import { createTries } from './tries.ts';

/** What there is without being said: no second factor is asked for, and keys of apps are kept plain. */
const usual = { secondFactor: 'optional', seal: createSecretSeal(null) } as const;

/**
 * Everything about the people of the reviewers' desk: signing in, invitations, sessions, roles, passwords and second
 * factors.
 */
export function createAccounts(given: Omit<AccountParts, keyof typeof usual> & Partial<AccountParts>) {
  const parts: AccountParts = { ...usual, ...given };
  const sessions = createSessions(parts);
  const all = { ...parts, sessions };
  const tries = createTries(parts);
  const checkPassword = createPasswordCheck(parts, tries);
  const codes = createCodeCheck(parts, tries);
  const { letIn, afterPassword, ...signIn } = createSignIn(all, checkPassword, codes);
  return {
    identify: sessions.identify,
    hasProvedRecently: sessions.hasProvedRecently,
    ...signIn,
    ...createSecondFactor(parts, codes),
    ...createInvitations(all, afterPassword),
    ...createAdministration(all),
    ...createOwnPassword(all, checkPassword, letIn),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
