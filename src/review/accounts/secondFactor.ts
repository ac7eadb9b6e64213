import type { Account } from '../../store/accounts.ts';
import { AccountError } from './accountError.ts';
import { type Actor, accountSubject } from './audit.ts';
import type { CodeCheck } from './codeCheck.ts';
import { newCodeSecret, readCode, stepOfCode } from './oneTimeCodes.ts';
import { type AccountParts, existingAccount, recordChange } from './parts.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes.ts';
import { mustHaveSecondFactor } from './secondFactorRule.ts';
import type { Identity } from './sessions.ts';
import type { Browser, Refusal } from './tries.ts';

/** How long a key that was shown can be confirmed by a first code. */
export const setUpLife = 15 * 60_000;

/** Where a person stands with the second factor. */
export type SecondFactorState =
  | { state: 'off' }
  /** A key was made and is shown until a first code confirms it. */
  | { state: 'begun'; secret: string }
  | { state: 'on'; since: string; recoveryCodesLeft: number };

/** Recovery codes as they are shown, once. */
export interface RecoveryCodes {
  outcome: 'codes';
  codes: string[];
}

/** What people do with their own second factor, and administrators with that of others. */
export function createSecondFactor(parts: AccountParts, codes: Pick<CodeCheck, 'take'>) {
  const { store, clock, seal, secondFactor: rule } = parts;
  const { secondFactors } = store;

  function actorOf({ accountId, annotatorId }: Identity, { requestId }: Pick<Browser, 'requestId'>): Actor {
    return { accountId, annotatorId, requestId };
  }

  /** The key being set up, if it is not too old; null where there is none. */
  function begun(accountId: number): string | null {
    const factor = secondFactors.get(accountId);
    if (!factor || factor.confirmedAt !== null) return null;
    if (Date.parse(clock()) - Date.parse(factor.createdAt) >= setUpLife) return null;
    return seal.open(factor.secret, accountSubject(accountId));
  }

  /** @throws {AccountError} where it has none. */
  function withSecondFactor(accountId: number): Account {
    const account = existingAccount(store, accountId);
    if (!account.hasSecondFactor) throw new AccountError('second-factor-off');
    return account;
  }

  function giveRecoveryCodes(accountId: number): RecoveryCodes {
    const made = newRecoveryCodes();
    secondFactors.replaceRecoveryCodes(accountId, made.map(hashRecoveryCode));
    return { outcome: 'codes', codes: made };
  }

  return {
    /** Whether whoever has this role works at the desk only with a second factor. */
    mustHaveSecondFactor: ({ role }: Identity): boolean => mustHaveSecondFactor(rule, role),
    secondFactorState(accountId: number): SecondFactorState {
      const factor = secondFactors.get(accountId);
      if (factor?.confirmedAt)
        return {
          state: 'on',
          since: factor.confirmedAt,
          recoveryCodesLeft: secondFactors.recoveryCodesLeft(accountId),
        };
      const secret = begun(accountId);
      return secret === null ? { state: 'off' } : { state: 'begun', secret };
    },
    /** How many keys were sealed by another secret than the server has: no code of theirs can be taken. */
    unreadableSecondFactors: (): number =>
      secondFactors.secrets().filter(({ accountId, secret }) => seal.open(secret, accountSubject(accountId)) === null)
        .length,
    /** Makes a key for an app; nothing is asked of the person until a code confirms it. */
    beginSecondFactor({ accountId }: Identity): void {
      store.transaction(() => {
        if (existingAccount(store, accountId).hasSecondFactor) throw new AccountError('second-factor-on');
        secondFactors.begin(accountId, seal.seal(newCodeSecret(), accountSubject(accountId)), clock());
      });
    },
    /**
     * Turns the second factor on with a first code of the app. Every other session of the account ends: it had proved
     * the password only.
     *
     * @throws {AccountError} where no key is being set up.
     */
    confirmSecondFactor(identity: Identity, text: string, browser: Browser): RecoveryCodes | { outcome: 'refused' } {
      return store.transaction(() => {
        const { accountId, sessionId } = identity;
        const before = existingAccount(store, accountId);
        const secret = begun(accountId);
        if (secret === null) throw new AccountError(before.hasSecondFactor ? 'second-factor-on' : 'second-factor-over');
        const code = readCode(text);
        const step = code && stepOfCode(secret, code, Date.parse(clock()), 0);
        if (!step) return { outcome: 'refused' };
        secondFactors.setLastStep(accountId, step);
        secondFactors.confirm(accountId, clock());
        store.sessions.endOthers(accountId, sessionId);
        const actor = actorOf(identity, browser);
        recordChange(parts, { kind: 'account.second-factor-on', actor, before, accountId });
        return giveRecoveryCodes(accountId);
      });
    },
    /**
     * Turns it off, with a code; every other session of the account ends.
     *
     * @throws {AccountError} where it is not on.
     */
    turnOffSecondFactor(identity: Identity, code: string, browser: Browser): { outcome: 'off' } | Refusal {
      return store.transaction(() => {
        const { accountId, sessionId } = identity;
        const before = withSecondFactor(accountId);
        const taken = codes.take(before, code, browser);
        if (taken.outcome !== 'taken') return taken;
        secondFactors.remove(accountId);
        store.sessions.endOthers(accountId, sessionId);
        const actor = actorOf(identity, browser);
        recordChange(parts, { kind: 'account.second-factor-off', actor, before, accountId });
        return { outcome: 'off' };
      });
    },
    /**
     * New recovery codes for a code; those there were work no more.
     *
     * @throws {AccountError} where there is no second factor.
     */
    renewRecoveryCodes(identity: Identity, code: string, browser: Browser): RecoveryCodes | Refusal {
      return store.transaction(() => {
        const { accountId } = identity;
        const before = withSecondFactor(accountId);
        const taken = codes.take(before, code, browser);
        if (taken.outcome !== 'taken') return taken;
        const actor = actorOf(identity, browser);
        recordChange(parts, { kind: 'account.recovery-codes', actor, before, accountId });
        return giveRecoveryCodes(accountId);
      });
    },
    /**
     * Takes a person's second factor away, who has lost app and codes; they are signed out everywhere.
     *
     * @throws {AccountError} for one's own account, which is opened by a code like any other.
     */
    resetSecondFactor(accountId: number, actor: Actor): void {
      store.transaction(() => {
        const before = existingAccount(store, accountId);
        if (actor.accountId === accountId) throw new AccountError('own-account');
        if (!before.hasSecondFactor) return;
        secondFactors.remove(accountId);
        store.sessions.endAll(accountId);
        recordChange(parts, { kind: 'account.second-factor-reset', actor, before, accountId });
      });
    },
  };
}
