import type { Database } from 'better-sqlite3';
import type { Role } from './accounts.ts';

export type InvitationPurpose = 'first-administrator' | 'invitation' | 'reset';

export interface Invitation {
  invitationId: number;
  purpose: InvitationPurpose;
  /** The account it is for; null where whoever accepts it chooses a name. Then `role` says what they become. */
  accountId: number | null;
  role: Role | null;
  createdBy: number | null;
  expiresAt: string;
}

/** An invitation that names no account, as administrators see it. */
export interface OpenInvitation {
  invitationId: number;
  role: Role;
  /** Name of the account that made it; null for the program. */
  createdBy: string | null;
  expiresAt: string;
}

export interface NewInvitation extends Omit<Invitation, 'invitationId'> {
  tokenHash: string;
  at: string;
}

/** Links that work once. Every writing method belongs inside the caller's transaction. */
export function createInvitationRows(database: Database) {
  const add = database.prepare<NewInvitation>(
    `insert into invitation (token_hash, purpose, account_id, role, created_by, created_at, expires_at)
     values (:tokenHash, :purpose, :accountId, :role, :createdBy, :at, :expiresAt)`,
  );
  const open = database.prepare<[string, string], Invitation>(
    `select invitation_id as invitationId, purpose, account_id as accountId, role, created_by as createdBy,
       expires_at as expiresAt
     from invitation where token_hash = ? and expires_at > ? and used_at is null and withdrawn_at is null`,
  );
  const use = database.prepare<[string, number]>(
    'update invitation set used_at = ? where invitation_id = ? and used_at is null',
  );
  const withdrawOf = database.prepare<[string, number]>(
    'update invitation set withdrawn_at = ? where account_id = ? and used_at is null and withdrawn_at is null',
  );
  const withdrawFirst = database.prepare<[string]>(
    `update invitation set withdrawn_at = ?
     where purpose = 'first-administrator' and used_at is null and withdrawn_at is null`,
  );

  const openUnnamed = database.prepare<[string], OpenInvitation>(
    `select invitation_id as invitationId, invitation.role, account.name as createdBy, expires_at as expiresAt
     from invitation left join account on account.account_id = created_by
     where purpose = 'invitation' and invitation.account_id is null and expires_at > ? and used_at is null
       and withdrawn_at is null
     order by invitation_id`,
  );
  const withdraw = database.prepare<[string, number]>(
    `update invitation set withdrawn_at = ?
     where invitation_id = ? and purpose = 'invitation' and account_id is null and used_at is null
       and withdrawn_at is null`,
  );

  return {
    add(invitation: NewInvitation): void {
      add.run(invitation);
    },
    /** The invitation of a token while it can still be accepted. */
    open: (tokenHash: string, now: string): Invitation | null => open.get(tokenHash, now) ?? null,
    /** False where it was used before. */
    use: (invitationId: number, at: string): boolean => use.run(at, invitationId).changes === 1,
    openUnnamed: (now: string): OpenInvitation[] => openUnnamed.all(now),
    /** Takes back one that names no account; false where it cannot be used anyway. */
    withdraw: (invitationId: number, at: string): boolean => withdraw.run(at, invitationId).changes === 1,
    /** Takes back what is still open for an account. */
    withdrawFor(accountId: number, at: string): void {
      withdrawOf.run(at, accountId);
    },
    withdrawFirstAdministrator(at: string): void {
      withdrawFirst.run(at);
    },
  };
}

export type InvitationRows = ReturnType<typeof createInvitationRows>;
