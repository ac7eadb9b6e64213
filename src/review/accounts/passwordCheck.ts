import type { Account } from '../../store/accounts.ts';
import { nameKey } from './names.ts';
import type { AccountParts } from './parts.ts';
import { accountLimit } from './throttle.ts';
import type { Browser, Refusal, Tries, Try } from './tries.ts';

export interface SignInAttempt extends Browser {
  name: string;
  password: string;
}

/**
 * Looks at passwords. An unknown name, a disabled account and one without a password take the same steps as a wrong
 * password, and the same work.
 */
export function createPasswordCheck({ store, hasher }: AccountParts, tries: Tries) {
  const { accounts } = store;

  /** A right password that could not be acted on is no failed try of its owner's. */
  function takeBack(tried: Try): void {
    try {
      store.transaction(() => tries.takeBack(tried));
    } catch {
      // What kept the act from being written keeps this too: the try then counts as failed, which is the safe side.
    }
  }

  /**
   * @param onRight what is done where name and password fit: in the transaction that finds it so. `isKnown` says
   *   whether this browser has signed in to the account before.
   */
  return async function checkPassword<Result>(
    attempt: SignInAttempt,
    onRight: (account: Account, isKnown: boolean) => Result,
  ): Promise<Result | Refusal> {
    const key = nameKey(attempt.name);
    const account = accounts.byNameKey(key);
    const tried = store.transaction(() => tries.begin({ key, account, limits: [accountLimit] }, attempt));
    if ('outcome' in tried) return tried;

    const known = account?.disabledAt === null ? account : null;
    const hash = known && accounts.passwordHash(known.accountId);
    const matches = await hasher.verify(hash, attempt.password);

    try {
      return store.transaction((): Result | Refusal => {
        // Meanwhile the account may have been disabled or its password changed.
        const now = known && accounts.get(known.accountId);
        const stands = now?.disabledAt === null && accounts.passwordHash(now.accountId) === hash;
        if (!matches || !now || !stands) return tries.failed(tried);
        tries.succeeded(tried);
        return onRight(now, tried.deviceId !== null);
      });
    } catch (cause) {
      if (matches) takeBack(tried);
      throw cause;
    }
  };
}

export type PasswordCheck = ReturnType<typeof createPasswordCheck>;
