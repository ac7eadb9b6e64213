import type { Role } from '../../store/accounts.ts';
import type { Store } from '../../store/openStore.ts';
import type { OpenSession } from '../../store/sessions.ts';
import { mustHaveSecondFactor, type SecondFactorRule } from './secondFactorRule.ts';
import { hashToken, newToken } from './tokens.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long a session lives without being used, and at most; how long a proof of the password holds. */
export const sessionLimits = { idle: 8 * hour, absolute: 7 * 24 * hour, proof: hour } as const;

/** A session in use is written down as seen at most this often: not every request should have to write. */
const seenEvery = 5 * minute;

/** Somebody who is signed in. */
export interface Identity {
  accountId: number;
  /** Under whom this person's decisions stand. */
  annotatorId: number;
  name: string;
  role: Role;
  sessionId: number;
  /** When the session last proved that it knows the password: an ISO instant. */
  provedAt: string;
  /** Whether this person must set up a second factor before anything of the desk is shown. */
  owesSecondFactor: boolean;
}

export interface SessionParts {
  store: Store;
  /** ISO instants in UTC. */
  clock: () => string;
  /** Whether people at the desk must have a second factor; where nobody says, they need not. */
  secondFactor?: SecondFactorRule;
}

/** Sessions are kept in the database under the hash of their token; the token itself is only in the cookie. */
export function createSessions({ store, clock, secondFactor = 'optional' }: SessionParts) {
  const now = (): number => Date.parse(clock());

  return {
    /** Opens a session and gives its token. Belongs inside the caller's transaction. */
    start(accountId: number, userAgent: string): string {
      const token = newToken();
      const at = clock();
      store.sessions.forgetOver(at, instant(now() - sessionLimits.idle));
      store.sessions.add({
        tokenHash: hashToken(token),
        accountId,
        userAgent: userAgent.slice(0, 300),
        at,
        expiresAt: instant(now() + sessionLimits.absolute),
      });
      store.accounts.setSeen(accountId, at);
      return token;
    },
    /** Who a token belongs to; null for one that is unknown, has run out, or whose account is disabled. */
    identify(token: string): Identity | null {
      const session = store.sessions.open(hashToken(token));
      if (!session || isOver(session, now())) return null;
      if (now() - Date.parse(session.seenAt) >= seenEvery) {
        const at = clock();
        const note = (): void => {
          store.sessions.setSeen(session.sessionId, at);
          store.accounts.setSeen(session.accountId, at);
        };
        // Nobody waits for it, least of all those whose votes this process would keep waiting; the next request tries again.
        store.write(note).catch(() => undefined);
      }
      const { accountId, annotatorId, name, role, sessionId, provedAt, hasSecondFactor } = session;
      const owesSecondFactor = mustHaveSecondFactor(secondFactor, role) && !hasSecondFactor;
      return { accountId, annotatorId, name, role, sessionId, provedAt, owesSecondFactor };
    },
    /** Whether the password was proved recently enough for a dangerous step. */
    hasProvedRecently: (identity: Identity): boolean => now() - Date.parse(identity.provedAt) < sessionLimits.proof,
  };
}

export type Sessions = ReturnType<typeof createSessions>;

function isOver(session: OpenSession, now: number): boolean {
  return Date.parse(session.expiresAt) <= now || now - Date.parse(session.seenAt) >= sessionLimits.idle;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
