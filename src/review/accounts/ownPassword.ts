import { AccountError } from './accountError.ts';
import type { Actor } from './audit.ts';
import { type AccountPartsWithSessions, existingAccount, recordChange } from './parts.ts';
import type { PasswordCheck, SignInAttempt } from './passwordCheck.ts';
import { checkPassword as refuseWeak } from './passwords.ts';
import type { Identity } from './sessions.ts';
import type { SignIn, SignInSuccess } from './signIn.ts';
import { hashToken, newToken } from './tokens.ts';
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
  const { store, clock, hasher, sessions } = parts;

  /** The session that asks has given its code already: here the password is enough. */
  function proveAgain(identity: Identity, proof: Proof): Promise<SignInSuccess | Refusal> {
    const attempt = { ...proof, name: identity.name };
    return checkPassword(attempt, (account, isKnown) => {
      // Meanwhile it may have been ended: then it has nothing to go on from.
      const isOpen = store.sessions
        .ofAccount(account.accountId)
        .some(({ sessionId }) => sessionId === identity.sessionId);
      return isOpen ? letIn(account, attempt, isKnown) : { outcome: 'refused' };
    });
  }

  return {
    /** Proves the password once more, for a dangerous step; the browser gets a new session. */
    proveAgain,
    /**
     * Changes the password: every session and every known browser of the account is forgotten but this one, which
     * gets new tokens.
     *
     * @throws {AccountError} for a new password that is too short, too long or too common.
     */
    async changePassword(identity: Identity, wanted: string, proof: Proof): Promise<SignInSuccess | Refusal> {
      refuseWeak(wanted, identity.name);
      const result = await proveAgain(identity, proof);
      if (result.outcome !== 'signed-in') return result;
      const hash = await hasher.hash(wanted);
      const { accountId, annotatorId } = identity;
      const actor: Actor = { annotatorId, accountId, requestId: proof.requestId };
      return store.transaction(() => {
        const before = existingAccount(store, accountId);
        if (before.disabledAt !== null) throw new AccountError('disabled');
        store.accounts.setPasswordHash(accountId, hash);
        store.sessions.endAll(accountId);
        store.signInAttempts.forgetDevices(accountId);
        recordChange(parts, { kind: 'account.password', actor, before, accountId });
        const deviceToken = newToken();
        store.signInAttempts.addDevice(hashToken(deviceToken), accountId, clock());
        return { ...result, sessionToken: sessions.start(accountId, proof.userAgent), deviceToken };
      });
    },
  };
}
