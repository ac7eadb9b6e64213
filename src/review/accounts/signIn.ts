import type { Account } from '../../store/accounts.ts';
import { accountSubject } from './audit.ts';
import { nameKey } from './names.ts';
import type { AccountPartsWithSessions, SignedIn } from './parts.ts';
import { accountLimit, addressKey, addressLimit, throttleWindow, waitUntil } from './throttle.ts';
import { hashToken, newToken } from './tokens.ts';

export interface SignInAttempt {
  name: string;
  password: string;
  /** Where the request came from. */
  address: string | undefined;
  userAgent: string;
  /** From the cookie of a browser that has signed in before. */
  deviceToken: string | undefined;
  /** The session this browser has already, if any: it ends when the new one begins. */
  sessionToken: string | undefined;
  requestId: string | null;
}

export type SignInResult =
  | ({ outcome: 'signed-in'; account: Account } & SignedIn)
  /** Name or password are not right; which one is never said. */
  | { outcome: 'refused' }
  /** Too many tries: until when (an ISO instant), and for how long from now. */
  | { outcome: 'wait'; until: string; seconds: number };

interface Try {
  attemptId: number;
  account: Account | null;
  deviceId: number | null;
  nameHash: string;
}

const day = 24 * 60 * 60_000;

/**
 * Signing in. An unknown name, a disabled account and one without a password take the same steps as a wrong password,
 * and the same work. Tries are counted before the password is looked at, so that many at once are counted as well.
 */
export function createSignIn({ store, clock, audit, hasher, sessions }: AccountPartsWithSessions) {
  const { accounts, signInAttempts } = store;

  /** Tries that failed lately against the same count. A browser known to the account is counted by itself. */
  function failures({ nameHash, deviceId, address }: { nameHash: string; deviceId: number | null; address: string }) {
    const since = instant(Date.parse(clock()) - throttleWindow);
    const milliseconds = (list: string[]) => list.map((at) => Date.parse(at));
    if (deviceId !== null) return { own: milliseconds(signInAttempts.failedFromDevice(deviceId, since)), address: [] };
    return {
      own: milliseconds(signInAttempts.failedForName(nameHash, since)),
      address: milliseconds(signInAttempts.failedFromAddress(address, since)),
    };
  }

  /** Takes the try on, unless it has to wait. */
  function begin(attempt: SignInAttempt): Try | { until: string } {
    const key = nameKey(attempt.name);
    const nameHash = hashToken(key);
    const address = addressKey(attempt.address);
    const account = accounts.byNameKey(key);
    const { deviceToken } = attempt;
    const deviceId = account && deviceToken ? signInAttempts.device(hashToken(deviceToken), account.accountId) : null;
    const failed = failures({ nameHash, deviceId, address });
    const until = Math.max(waitUntil(failed.own, accountLimit), waitUntil(failed.address, addressLimit));
    if (until > Date.parse(clock())) return { until: instant(until) };
    const attemptId = signInAttempts.add({ nameHash, address, knownDeviceId: deviceId, at: clock() });
    return { attemptId, account, deviceId, nameHash };
  }

  /** Tells the trail when the tries against an account reach their limit. */
  function noteLock({ account, deviceId, nameHash }: Try, attempt: SignInAttempt): void {
    if (!account || deviceId !== null) return;
    const { own } = failures({ nameHash, deviceId, address: addressKey(attempt.address) });
    if (own.length !== accountLimit.most) return;
    audit.record({
      kind: 'account.locked',
      actorAnnotatorId: null,
      subject: accountSubject(account.accountId),
      before: null,
      after: { failedTries: own.length, until: instant(waitUntil(own, accountLimit)) },
      reason: null,
      requestId: attempt.requestId,
      at: clock(),
    });
  }

  return {
    async signIn(attempt: SignInAttempt): Promise<SignInResult> {
      const tried = store.transaction(() => begin(attempt));
      if ('until' in tried) {
        const seconds = Math.ceil((Date.parse(tried.until) - Date.parse(clock())) / 1000);
        return { outcome: 'wait', until: tried.until, seconds };
      }

      const known = tried.account?.disabledAt === null ? tried.account : null;
      const hash = known && accounts.passwordHash(known.accountId);
      const matches = await hasher.verify(hash, attempt.password);

      return store.transaction((): SignInResult => {
        // Meanwhile the account may have been disabled or its password changed.
        const account = known && accounts.get(known.accountId);
        const stands = account?.disabledAt === null && accounts.passwordHash(account.accountId) === hash;
        if (!matches || !account || !stands) {
          noteLock(tried, attempt);
          return { outcome: 'refused' };
        }
        signInAttempts.succeed(tried.attemptId);
        signInAttempts.forgetBefore(instant(Date.parse(clock()) - day));
        if (attempt.sessionToken) store.sessions.endToken(hashToken(attempt.sessionToken));
        const sessionToken = sessions.start(account.accountId, attempt.userAgent);
        if (tried.deviceId !== null && attempt.deviceToken)
          return { outcome: 'signed-in', account, sessionToken, deviceToken: attempt.deviceToken };
        const deviceToken = newToken();
        signInAttempts.addDevice(hashToken(deviceToken), account.accountId, clock());
        return { outcome: 'signed-in', account, sessionToken, deviceToken };
      });
    },
    /** Ends the session of a token, if there is one. */
    signOut(token: string): void {
      store.sessions.endToken(hashToken(token));
    },
  };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
