import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/openStore.ts';
import { AccountError } from './accountError.ts';
import { type Actor, type AuditSink, accountSubject } from './audit.ts';
import type { PasswordHasher } from './passwordHasher.ts';
import type { SecondFactorRule } from './secondFactorRule.ts';
import type { SecretSeal } from './secretSeal.ts';
import type { Sessions } from './sessions.ts';

/** What everything about accounts is made of. */
export interface AccountParts {
  store: Store;
  /** ISO instants in UTC. */
  clock: () => string;
  audit: AuditSink;
  hasher: PasswordHasher;
  /** Whether people at the desk must have a second factor. */
  secondFactor: SecondFactorRule;
  /** Keeps the keys of their apps. */
  seal: SecretSeal;
}

export interface AccountPartsWithSessions extends AccountParts {
  sessions: Sessions;
}

/** A browser that has just become somebody's: what goes into its cookies. */
export interface SignedIn {
  sessionToken: string;
  deviceToken: string;
}

/** What the trail says of an account. Never its password nor its codes, in whatever form. */
export function accountState(account: Account): object {
  const { name, role, hasPassword, hasSecondFactor, disabledAt } = account;
  return { name, role, hasPassword, hasSecondFactor, disabled: disabledAt !== null };
}

/** @throws {AccountError} where there is no such account. */
export function existingAccount(store: Store, accountId: number): Account {
  const account = store.accounts.get(accountId);
  if (!account) throw new AccountError('no-account');
  return account;
}

/** Writes down what became of an account, compared with what it was; `before` is null for a new one. */
export function recordChange(
  { store, audit, clock }: Pick<AccountParts, 'store' | 'audit' | 'clock'>,
  change: { kind: string; actor: Actor; before: Account | null; accountId: number; reason?: string },
): void {
  audit.record({
    kind: change.kind,
    actorAnnotatorId: change.actor.annotatorId,
    subject: accountSubject(change.accountId),
    before: change.before && accountState(change.before),
    after: accountState(existingAccount(store, change.accountId)),
    reason: change.reason ?? null,
    requestId: change.actor.requestId,
    at: clock(),
  });
}
