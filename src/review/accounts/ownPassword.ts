import { AccountError } from './accountError.ts';
import type { Actor } from './audit.ts';
import { type AccountPartsWithSessions, existingAccount, recordChange } from './parts.ts';
import type { PasswordCheck, SignInAttempt } from './passwordCheck.ts';
import { checkPassword as refuseWeak } from './passwords.ts';
import type { Identity } from './sessions.ts';
import type { SignIn, SignInSuccess } from './signIn.ts';
import type { Refusal } from './tries.ts';

/** How a browser proves whose it is: everything of signing in but the name, which the session knows. */
export type Proof = Omit<SignInAttempt, 'name'>;

/**
 * What people do with their own password. The current one is looked at as in signing in, so that whoever finds a
 * browser open has no more guesses than anybody else.
 */
export function createOwnPassword(
  parts: AccountPartsWithSessions,
  checkPassword: PasswordCheck,
  letIn: SignIn['letIn'],
) {
  const { store, hasher } = parts;

  /** Whether the session that asks still stands: meanwhile it may have been ended, and has nothing to go on from. */
  function isOpen({ accountId, sessionId }: Identity): boolean {
    return store.sessions.ofAccount(accountId).some((session) => session.sessionId === sessionId);
  }

  return {
    /**
     * Proves the password once more, for a dangerous step; the browser gets a new session. The one that asks has given
     * its code already: here the password is enough.
     */
    proveAgain(identity: Identity, proof: Proof): Promise<SignInSuccess | Refusal> {
      return checkPassword({ ...proof, name: identity.name }, (account, isKnown) =>
        isOpen(identity) ? letIn(account, proof, isKnown) : { outcome: 'refused' },
      );
    },
    /**
     * Changes the password: every session and every known browser of the account is forgotten but this one, which
     * gets new tokens. All of it at once: a browser whose old session had ended before would be left with none where
     * the rest cannot be written.
     *
     * @throws {AccountError} for a new password that is too short, too long or too common.
     */
    async changePassword(identity: Identity, wanted: string, proof: Proof): Promise<SignInSuccess | Refusal> {
      refuseWeak(wanted, identity.name);
      const proved = await checkPassword({ ...proof, name: identity.name }, () => ({ outcome: 'proved' as const }));
      if (proved.outcome !== 'proved') return proved;
      const hash = await hasher.hash(wanted);
      const { accountId, annotatorId } = identity;
      const actor: Actor = { annotatorId, accountId, requestId: proof.requestId };
      return store.transaction((): SignInSuccess | Refusal => {
        const before = existingAccount(store, accountId);
        if (before.disabledAt !== null) throw new AccountError('disabled');
        if (!isOpen(identity)) return { outcome: 'refused' };
        store.accounts.setPasswordHash(accountId, hash);
        store.sessions.endAll(accountId);
        store.signInAttempts.forgetDevices(accountId);
        recordChange(parts, { kind: 'account.password', actor, before, accountId });
        return letIn(before, proof, false);
      });
    },
  };
}
