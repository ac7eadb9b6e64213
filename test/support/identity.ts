import type { AuditEvent, AuditSink } from '../../src/review/accounts/audit.ts';
import { createAccounts } from '../../src/review/accounts/createAccounts.ts';
import { nameKey } from '../../src/review/accounts/names.ts';
import type { AccountParts } from '../../src/review/accounts/parts.ts';
import type { PasswordHasher } from '../../src/review/accounts/passwordHasher.ts';
import type { Role } from '../../src/review/accounts/roles.ts';
import { createSessions, type Identity } from '../../src/review/accounts/sessions.ts';
import type { Store } from '../../src/store/openStore.ts';

/** When tests about people take place, unless they bring a clock of their own. */
export const deskInstant = '2026-03-02T09:00:00.000Z';

/** What a browser sends with a form of the site itself. */
export const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' } as const;

/** Keeps passwords as they are and counts how often one was compared: Argon2 would take the time of every test. */
export function plainHasher(): PasswordHasher & { verified: () => number } {
  let verified = 0;
  return {
    hash: async (password) => `plain:${password}`,
    verify: async (hash, password) => {
      verified++;
      return hash === `plain:${password}`;
    },
    verified: () => verified,
  };
}

/** A trail that is a list. */
export function recordingAudit(): AuditSink & { events: AuditEvent[] } {
  const events: AuditEvent[] = [];
  return { events, record: (event) => events.push(event) };
}

/** A clock that stands until it is moved on. */
export function standingClock(start: string = deskInstant) {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now).toISOString(), {
    pass(milliseconds: number): void {
      now += milliseconds;
    },
  });
}

/**
 * Everything about people over a store, without the work of real passwords.
 *
 * @param settings about second factors, where they are not the usual ones.
 */
export function testAccounts(
  store: Store,
  clock: () => string = () => deskInstant,
  settings: Partial<Pick<AccountParts, 'secondFactor' | 'seal'>> = {},
) {
  const hasher = plainHasher();
  const audit = recordingAudit();
  return { accounts: createAccounts({ store, clock, audit, hasher, ...settings }), hasher, audit };
}

export interface SignedInPerson {
  /** For the `Cookie` header. */
  cookie: string;
  /** `Cookie` and what a browser sends with a form of the site: for `request(app).post(…).set(…)`. */
  headers: { Cookie: string; 'Sec-Fetch-Site': string };
  identity: Identity;
  password: string;
}

let people = 0;

/**
 * Somebody with a role and a session over plain http, at the cost of a few inserts.
 *
 * @param options.name a name of their own; "Reviewer 1" and so on where none is given.
 * @param options.clock when the session begins: the clock the application has.
 */
export function signedIn(
  store: Store,
  role: Role,
  { name, clock = () => deskInstant }: { name?: string; clock?: () => string } = {},
): SignedInPerson {
  people++;
  const shownName = name ?? `${role.charAt(0).toUpperCase()}${role.slice(1)} ${people}`;
  const password = `words of ${shownName}`;
  const sessions = createSessions({ store, clock });
  const token = store.transaction(() => {
    const accountId = store.accounts.add({
      name: shownName,
      nameKey: nameKey(shownName),
      role,
      passwordHash: `plain:${password}`,
      at: clock(),
    });
    return sessions.start(accountId, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  });
  const identity = sessions.identify(token);
  if (!identity) throw new Error('The session just made is not known.');
  const cookie = `resorb-session=${token}`;
  return { cookie, headers: { Cookie: cookie, ...sameOrigin }, identity, password };
}
