import type { Database } from 'better-sqlite3';
import type { Role } from './accounts.ts';

export interface Session {
  sessionId: number;
  userAgent: string;
  createdAt: string;
  seenAt: string;
}

/** A session with the account it belongs to, as a request needs it. */
export interface OpenSession extends Session {
  accountId: number;
  annotatorId: number;
  name: string;
  role: Role;
  /** When it last proved that it knows the password. */
  provedAt: string;
  expiresAt: string;
  hasSecondFactor: boolean;
}

type OpenSessionRow = Omit<OpenSession, 'hasSecondFactor'> & { hasSecondFactor: 0 | 1 };

export interface NewSession {
  tokenHash: string;
  accountId: number;
  userAgent: string;
  at: string;
  expiresAt: string;
}

/** Somebody who has given the right password and not yet the code. */
export interface NewTicket {
  tokenHash: string;
  accountId: number;
  expiresAt: string;
}

/** Browsers that are signed in, or halfway there. What ends is a row that goes. */
export function createSessionRows(database: Database) {
  const add = database.prepare<NewSession>(
    `insert into session (token_hash, account_id, user_agent, created_at, seen_at, proved_at, expires_at)
     values (:tokenHash, :accountId, :userAgent, :at, :at, :at, :expiresAt)`,
  );
  const open = database.prepare<[string], OpenSessionRow>(
    `select session_id as sessionId, account_id as accountId, annotator_id as annotatorId, name, role,
       user_agent as userAgent, session.created_at as createdAt, session.seen_at as seenAt, proved_at as provedAt,
       expires_at as expiresAt, second_factor.confirmed_at is not null as hasSecondFactor
     from session join account using (account_id) left join second_factor using (account_id)
     where token_hash = ? and disabled_at is null`,
  );
  const ofAccount = database.prepare<[number], Session>(
    `select session_id as sessionId, user_agent as userAgent, created_at as createdAt, seen_at as seenAt
     from session where account_id = ? order by seen_at desc, session_id desc`,
  );
  const setSeen = database.prepare<[string, number]>('update session set seen_at = ? where session_id = ?');
  const end = database.prepare<[number, number]>('delete from session where session_id = ? and account_id = ?');
  const endToken = database.prepare<[string]>('delete from session where token_hash = ?');
  const endAll = database.prepare<[number]>('delete from session where account_id = ?');
  const endOthers = database.prepare<[number, number]>('delete from session where account_id = ? and session_id <> ?');
  const endOver = database.prepare<[string, string]>('delete from session where expires_at <= ? or seen_at <= ?');
  const addTicket = database.prepare<NewTicket>(
    'insert into sign_in_ticket values (:tokenHash, :accountId, :expiresAt)',
  );
  const ticket = database
    .prepare<[string, string], number>('select account_id from sign_in_ticket where token_hash = ? and expires_at > ?')
    .pluck();
  const endTicket = database.prepare<[string]>('delete from sign_in_ticket where token_hash = ?');
  const endTickets = database.prepare<[number]>('delete from sign_in_ticket where account_id = ?');
  const endTicketsOver = database.prepare<[string]>('delete from sign_in_ticket where expires_at <= ?');

  return {
    add: (session: NewSession): number => Number(add.run(session).lastInsertRowid),
    /** The session of a token, unless its account is disabled; how old it may be is for the caller to say. */
    open(tokenHash: string): OpenSession | null {
      const row = open.get(tokenHash);
      return row ? { ...row, hasSecondFactor: row.hasSecondFactor === 1 } : null;
    },
    ofAccount: (accountId: number): Session[] => ofAccount.all(accountId),
    setSeen(sessionId: number, at: string): void {
      setSeen.run(at, sessionId);
    },
    /** Ends one session of an account; false where the account has none of that number. */
    end: (sessionId: number, accountId: number): boolean => end.run(sessionId, accountId).changes === 1,
    endToken(tokenHash: string): void {
      endToken.run(tokenHash);
    },
    /** Ends every session of an account, and every sign-in that is halfway. */
    endAll(accountId: number): void {
      endAll.run(accountId);
      endTickets.run(accountId);
    },
    /** The same, but for one session. */
    endOthers(accountId: number, sessionId: number): void {
      endOthers.run(accountId, sessionId);
      endTickets.run(accountId);
    },
    /** Takes out what has run out: past its end, or last seen too long ago. */
    forgetOver(now: string, seenBefore: string): void {
      endOver.run(now, seenBefore);
    },
    addTicket(ticket: NewTicket, now: string): void {
      endTicketsOver.run(now);
      addTicket.run(ticket);
    },
    /** Whose sign-in a token carries on; null for one that is unknown, used or over. */
    accountOfTicket: (tokenHash: string, now: string): number | null => ticket.get(tokenHash, now) ?? null,
    endTicket(tokenHash: string): void {
      endTicket.run(tokenHash);
    },
  };
}

export type SessionRows = ReturnType<typeof createSessionRows>;
