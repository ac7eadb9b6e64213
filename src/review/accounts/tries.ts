import type { Account } from '../../store/accounts.ts';
import { accountSubject } from './audit.ts';
import type { AccountParts } from './parts.ts';
import { accountLimit, addressKey, addressLimit, type Limit, waitUntil } from './throttle.ts';
import { hashToken } from './tokens.ts';

/** The browser that a try comes from. */
export interface Browser {
  /** Where the request came from. */
  address: string | undefined;
  userAgent: string;
  /** From the cookie of a browser that has signed in before. */
  deviceToken: string | undefined;
  /** The session this browser has already, if any: it ends when the new one begins. */
  sessionToken: string | undefined;
  requestId: string | null;
}

export type Refusal =
  /** What was given is not right; what of it is never said. */
  | { outcome: 'refused' }
  /** Too many tries: until when (an ISO instant), and for how long from now. */
  | { outcome: 'wait'; until: string; seconds: number };

/** What is tried, and against which count. */
export interface Guess {
  /** What is counted: kept as a hash only. */
  key: string;
  /** Whose it is; null for nobody's. */
  account: Account | null;
  limits: readonly Limit[];
}

export interface Try extends Guess {
  attemptId: number;
  /** The browser's own count; null for one that the account does not know. */
  deviceId: number | null;
  browser: Browser;
}

const day = 24 * 60 * 60_000;

/**
 * Tries at passwords and codes, counted before they are looked at, so that many at once are counted as well. Everything
 * here belongs inside the caller's transaction.
 */
export function createTries({ store, clock, audit }: AccountParts) {
  const { signInAttempts } = store;
  const now = (): number => Date.parse(clock());

  /** Tries that failed lately against the same count, in milliseconds. A browser known to the account has its own. */
  function ownFailures({ key, deviceId }: Pick<Try, 'key' | 'deviceId'>, { window }: Limit): number[] {
    const since = instant(now() - window);
    const failed =
      deviceId === null
        ? signInAttempts.failedForName(hashToken(key), since)
        : signInAttempts.failedFromDevice(deviceId, since);
    return failed.map((at) => Date.parse(at));
  }

  function addressFailures(address: string): number[] {
    const since = instant(now() - addressLimit.window);
    return signInAttempts.failedFromAddress(address, since).map((at) => Date.parse(at));
  }

  return {
    /** Takes a try on, unless it has to wait. */
    begin(guess: Guess, browser: Browser): Try | { outcome: 'wait'; until: string; seconds: number } {
      const { account, key, limits } = guess;
      const { deviceToken } = browser;
      const address = addressKey(browser.address);
      const deviceId = account && deviceToken ? signInAttempts.device(hashToken(deviceToken), account.accountId) : null;
      const waits = limits.map((limit) => waitUntil(ownFailures({ key, deviceId }, limit), limit));
      if (deviceId === null) waits.push(waitUntil(addressFailures(address), addressLimit));
      const until = Math.max(...waits);
      if (until > now()) return { outcome: 'wait', until: instant(until), seconds: Math.ceil((until - now()) / 1000) };
      const nameHash = hashToken(key);
      const attemptId = signInAttempts.add({ nameHash, address, knownDeviceId: deviceId, at: clock() });
      return { ...guess, attemptId, deviceId, browser };
    },
    /** Leaves a try as failed, and tells the trail when those against an account reach their limit. */
    failed(tried: Try): Refusal {
      const { account, deviceId, browser } = tried;
      const failures = ownFailures(tried, accountLimit);
      if (account && deviceId === null && failures.length === accountLimit.most) {
        audit.record({
          kind: 'account.locked',
          actorAnnotatorId: null,
          subject: accountSubject(account.accountId),
          before: null,
          after: { failedTries: failures.length, until: instant(waitUntil(failures, accountLimit)) },
          reason: null,
          requestId: browser.requestId,
          at: clock(),
        });
      }
      return { outcome: 'refused' };
    },
    /** Forgets a try, as if it had not been made. */
    takeBack({ attemptId }: Try): void {
      signInAttempts.remove(attemptId);
    },
    succeeded({ attemptId }: Try): void {
      signInAttempts.succeed(attemptId);
      signInAttempts.forgetBefore(instant(now() - day));
    },
  };
}

export type Tries = ReturnType<typeof createTries>;

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
