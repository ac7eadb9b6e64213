import type { Account, Role } from '../../store/accounts.ts';
import type { Session } from '../../store/sessions.ts';
import { AccountError } from './accountError.ts';
import type { Actor } from './audit.ts';
import { nameKey } from './names.ts';
import { type AccountParts, existingAccount, recordChange } from './parts.ts';
import type { Identity } from './sessions.ts';

/** What happens to accounts that are there. Whoever loses rights is signed out everywhere at once. */
export function createAdministration(parts: AccountParts) {
  const { store, clock } = parts;
  const { accounts } = store;

  /** Makes a change to one account in one transaction, and writes it down. */
  function change(accountId: number, kind: string, actor: Actor, work: (before: Account) => void): void {
    store.transaction(() => {
      const before = existingAccount(store, accountId);
      work(before);
      recordChange(parts, { kind, actor, before, accountId });
    });
  }

  function refuseOwn(account: Account, actor: Actor): void {
    if (account.accountId === actor.accountId) throw new AccountError('own-account');
  }

  function refuseLastAdministrator(account: Account): void {
    const isActive = account.role === 'administrator' && account.hasPassword && account.disabledAt === null;
    if (isActive && accounts.activeAdministrators() === 1) throw new AccountError('last-administrator');
  }

  return {
    /** Every account, by name. */
    accounts: (): Account[] => accounts.list(),
    account: (accountId: number): Account | null => accounts.get(accountId),
    /** @throws {AccountError} where no account has this name. */
    accountNamed(name: string): Account {
      const account = accounts.byNameKey(nameKey(name));
      if (!account) throw new AccountError('no-account');
      return account;
    },
    /** @throws {AccountError} for one's own account, and where no administrator would be left. */
    changeRole(accountId: number, role: Role, actor: Actor): void {
      const { role: now } = existingAccount(store, accountId);
      if (now === role) return;
      change(accountId, 'account.role', actor, (account) => {
        refuseOwn(account, actor);
        refuseLastAdministrator(account);
        accounts.setRole(accountId, role);
        store.sessions.endAll(accountId);
      });
    },
    /** @throws {AccountError} for one's own account, and where no administrator would be left. */
    disable(accountId: number, actor: Actor): void {
      if (existingAccount(store, accountId).disabledAt !== null) return;
      change(accountId, 'account.disabled', actor, (account) => {
        refuseOwn(account, actor);
        refuseLastAdministrator(account);
        accounts.setDisabled(accountId, clock());
        store.invitations.withdrawFor(accountId, clock());
        store.sessions.endAll(accountId);
      });
    },
    enable(accountId: number, actor: Actor): void {
      if (existingAccount(store, accountId).disabledAt === null) return;
      change(accountId, 'account.enabled', actor, () => accounts.setDisabled(accountId, null));
    },
    sessionsOf: (accountId: number): Session[] => store.sessions.ofAccount(accountId),
    /** Ends one of a person's own sessions; false where it is none of theirs. */
    endSession(identity: Identity, sessionId: number, actor: Actor): boolean {
      return store.transaction(() => {
        const before = existingAccount(store, identity.accountId);
        const ended = store.sessions.end(sessionId, identity.accountId);
        if (ended) recordChange(parts, { kind: 'account.session-ended', actor, before, accountId: before.accountId });
        return ended;
      });
    },
    /** Signs an account out of every browser. */
    endSessions(accountId: number, actor: Actor): void {
      change(accountId, 'account.sessions-ended', actor, () => {
        store.sessions.endAll(accountId);
      });
    },
  };
}
