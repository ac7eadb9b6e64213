import type { Account } from '../../store/accounts.ts';
import type { CodeCheck } from './codeCheck.ts';
import type { AccountPartsWithSessions, SignedIn } from './parts.ts';
import type { PasswordCheck, SignInAttempt } from './passwordCheck.ts';
import { mustHaveSecondFactor } from './secondFactorRule.ts';
import { hashToken, newToken } from './tokens.ts';
import type { Browser, Refusal } from './tries.ts';

/** How long somebody who has given the password has for the code. */
export const ticketLife = 5 * 60_000;

/** A browser that is let in. */
export interface SignInSuccess extends SignedIn {
  outcome: 'signed-in';
  account: Account;
  /** Whether the first thing to be done now is to set up a second factor. */
  owesSecondFactor: boolean;
}

/** The password was right, and now a code is asked for: nobody is signed in yet. */
export interface CodeNeeded {
  outcome: 'code-needed';
  /** Which sign-in the code will belong to; goes into a cookie, and is in nobody else's hands. */
  ticketToken: string;
}

export type SignInResult = SignInSuccess | CodeNeeded | Refusal;

/** The second half of signing in: a code, and the sign-in it belongs to. */
export interface CodeAttempt extends Browser {
  ticketToken: string | undefined;
  /** From the app, or one of the recovery codes. */
  code: string;
}

/** Where there is no sign-in to carry on: it took too long, is done, or the password has been changed since. */
export type CodeResult = SignInSuccess | Refusal | { outcome: 'ticket-over' };

/** Signing in: the password first and, where there is a second factor, a code; only then is there a session. */
export function createSignIn(
  parts: AccountPartsWithSessions,
  checkPassword: PasswordCheck,
  codes: Pick<CodeCheck, 'take'>,
) {
  const { store, clock, sessions, secondFactor } = parts;

  /** Lets a browser in that has proved all it has to. Belongs inside the caller's transaction. */
  function letIn(account: Account, browser: Browser, isKnown: boolean): SignInSuccess {
    if (browser.sessionToken) store.sessions.endToken(hashToken(browser.sessionToken));
    const sessionToken = sessions.start(account.accountId, browser.userAgent);
    const owesSecondFactor = mustHaveSecondFactor(secondFactor, account.role) && !account.hasSecondFactor;
    const success = { outcome: 'signed-in', account, owesSecondFactor, sessionToken } as const;
    if (isKnown && browser.deviceToken) return { ...success, deviceToken: browser.deviceToken };
    const deviceToken = newToken();
    store.signInAttempts.addDevice(hashToken(deviceToken), account.accountId, clock());
    return { ...success, deviceToken };
  }

  /** Goes on after a right password. Belongs inside the caller's transaction. */
  function afterPassword(account: Account, browser: Browser, isKnown: boolean): SignInSuccess | CodeNeeded {
    if (!account.hasSecondFactor) return letIn(account, browser, isKnown);
    const ticketToken = newToken();
    const expiresAt = new Date(Date.parse(clock()) + ticketLife).toISOString();
    const { accountId } = account;
    store.sessions.addTicket({ tokenHash: hashToken(ticketToken), accountId, expiresAt }, clock());
    return { outcome: 'code-needed', ticketToken };
  }

  function accountOfTicket(token: string | undefined): Account | null {
    const accountId = token && store.sessions.accountOfTicket(hashToken(token), clock());
    const account = accountId ? store.accounts.get(accountId) : null;
    return account?.disabledAt === null ? account : null;
  }

  return {
    letIn,
    afterPassword,
    /** The first half: name and password. */
    signIn: (attempt: SignInAttempt): Promise<SignInResult> =>
      checkPassword(attempt, (account, isKnown) => afterPassword(account, attempt, isKnown)),
    /** Whether a code can be given now: a password was, in this browser and not long ago. */
    awaitsCode: (ticketToken: string | undefined): boolean => accountOfTicket(ticketToken) !== null,
    /** The second half: a code. */
    signInWithCode({ ticketToken, code, ...browser }: CodeAttempt): CodeResult {
      return store.transaction((): CodeResult => {
        const account = accountOfTicket(ticketToken);
        if (!account || !ticketToken) return { outcome: 'ticket-over' };
        const taken = codes.take(account, code, browser);
        if (taken.outcome !== 'taken') return taken;
        store.sessions.endTicket(hashToken(ticketToken));
        return letIn(account, browser, taken.isKnown);
      });
    },
    /** Ends the session of a token, if there is one. */
    signOut(token: string): void {
      store.sessions.endToken(hashToken(token));
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
