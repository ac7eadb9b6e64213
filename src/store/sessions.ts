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
}

export interface NewSession {
  tokenHash: string;
  accountId: number;
  userAgent: string;
  at: string;
  expiresAt: string;
}

/** Browsers that are signed in. A session that ends is a row that goes. */
export function createSessionRows(database: Database) {
  const add = database.prepare<NewSession>(
    `insert into session (token_hash, account_id, user_agent, created_at, seen_at, proved_at, expires_at)
     values (:tokenHash, :accountId, :userAgent, :at, :at, :at, :expiresAt)`,
  );
  const open = database.prepare<[string], OpenSession>(
    `select session_id as sessionId, account_id as accountId, annotator_id as annotatorId, name, role,
       user_agent as userAgent, session.created_at as createdAt, session.seen_at as seenAt, proved_at as provedAt,
       expires_at as expiresAt
     from session join account using (account_id) where token_hash = ? and disabled_at is null`,
  );
  const ofAccount = database.prepare<[number], Session>(
    `select session_id as sessionId, user_agent as userAgent, created_at as createdAt, seen_at as seenAt
     from session where account_id = ? order by seen_at desc, session_id desc`,
  );
  const setSeen = database.prepare<[string, number]>('update session set seen_at = ? where session_id = ?');
  const end = database.prepare<[number, number]>('delete from session where session_id = ? and account_id = ?');
  const endToken = database.prepare<[string]>('delete from session where token_hash = ?');
  const endAll = database.prepare<[number]>('delete from session where account_id = ?');
  const endOver = database.prepare<[string, string]>('delete from session where expires_at <= ? or seen_at <= ?');

  return {
    add: (session: NewSession): number => Number(add.run(session).lastInsertRowid),
    /** The session of a token, unless its account is disabled; how old it may be is for the caller to say. */
    open: (tokenHash: string): OpenSession | null => open.get(tokenHash) ?? null,
    ofAccount: (accountId: number): Session[] => ofAccount.all(accountId),
    setSeen(sessionId: number, at: string): void {
      setSeen.run(at, sessionId);
    },
    /** Ends one session of an account; false where the account has none of that number. */
    end: (sessionId: number, accountId: number): boolean => end.run(sessionId, accountId).changes === 1,
    endToken(tokenHash: string): void {
      endToken.run(tokenHash);
    },
    /** Ends every session of an account and says how many there were. */
    endAll: (accountId: number): number => endAll.run(accountId).changes,
    /** Takes out what has run out: past its end, or last seen too long ago. */
    forgetOver(now: string, seenBefore: string): void {
      endOver.run(now, seenBefore);
    },
  };
}

export type SessionRows = ReturnType<typeof createSessionRows>;
