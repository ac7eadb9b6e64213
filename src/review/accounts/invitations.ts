import type { Role } from '../../store/accounts.ts';
import type { Invitation, InvitationPurpose, OpenInvitation } from '../../store/invitations.ts';
import type { Store } from '../../store/openStore.ts';
import { AccountError } from './accountError.ts';
import { type Actor, accountSubject } from './audit.ts';
import { nameKey, readName } from './names.ts';
import { type AccountParts, existingAccount, recordChange } from './parts.ts';
import { checkPassword } from './passwords.ts';
import type { CodeNeeded, SignIn, SignInSuccess } from './signIn.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a link can be used. */
export const invitationLife = 7 * 24 * 60 * 60_000;

/** A link just made: its token is in nobody else's hands, and is kept nowhere. */
export interface IssuedLink {
  token: string;
  /** An ISO instant. */
  expiresAt: string;
}

/** What a link asks of whoever follows it. */
export interface InvitationOffer {
  purpose: InvitationPurpose;
  role: Role;
  /** Null where a name is to be chosen. */
  name: string | null;
}

export interface Acceptance {
  token: string;
  /** Left out of account where the invitation names one. */
  name: string;
  password: string;
  userAgent: string;
  requestId: string | null;
}

/** Where a link leads, without a language: the reader's own is found when it is followed. */
export function invitationAddress(baseUrl: string, token: string): string {
  return `${baseUrl.replace(/\/$/, '')}/invitations/${token}`;
}

/**
 * A link that makes whoever follows it the first administrator; null once one can sign in. Each call makes a new link
 * and takes the one before back, so that a link in an old log is of no use.
 *
 * @param baseUrl where the site is found: "https://evidence.example".
 */
export function firstAdministratorLink(store: Store, clock: () => string, baseUrl: string): string | null {
  return store.transaction(() => {
    if (store.accounts.activeAdministrators() > 0) return null;
    store.invitations.withdrawFirstAdministrator(clock());
    const { token } = addInvitation(store, clock, {
      purpose: 'first-administrator',
      accountId: null,
      role: 'administrator',
      createdBy: null,
    });
    return invitationAddress(baseUrl, token);
  });
}

/** Links for people who are to come in, or in again. */
export function createInvitations(parts: AccountParts, afterPassword: SignIn['afterPassword']) {
  const { store, clock, audit, hasher } = parts;

  function opened(token: string): Invitation | null {
    const invitation = store.invitations.open(hashToken(token), clock());
    if (!invitation) return null;
    if (invitation.purpose === 'first-administrator' && store.accounts.activeAdministrators() > 0) return null;
    if (invitation.accountId === null) return invitation;
    return existingAccount(store, invitation.accountId).disabledAt === null ? invitation : null;
  }

  function link(purpose: InvitationPurpose, accountId: number | null, role: Role | null, actor: Actor): IssuedLink {
    if (accountId !== null) store.invitations.withdrawFor(accountId, clock());
    audit.record({
      kind: purpose === 'reset' ? 'account.reset-offered' : 'account.invited',
      actorAnnotatorId: actor.annotatorId,
      subject: accountId === null ? 'account:new' : accountSubject(accountId),
      before: null,
      after: { role: role ?? existingAccount(store, accountId ?? 0).role },
      reason: null,
      requestId: actor.requestId,
      at: clock(),
    });
    return addInvitation(store, clock, { purpose, accountId, role, createdBy: actor.accountId });
  }

  /** Adds an account, unless its name is taken or decisions stand under it already. */
  function addAccount(text: string, role: Role, passwordHash: string | null, actor: Actor): number {
    const name = readName(text);
    refuseTaken(store, name);
    const accountId = store.accounts.add({ name, nameKey: nameKey(name), role, passwordHash, at: clock() });
    recordChange(parts, { kind: 'account.created', actor, before: null, accountId });
    return accountId;
  }

  return {
    /**
     * Invites somebody.
     *
     * @param name null lets them choose it themselves.
     * @throws {AccountError} for a name that cannot be had.
     */
    invite(name: string | null, role: Role, actor: Actor): IssuedLink {
      return store.transaction(() =>
        name === null
          ? link('invitation', null, role, actor)
          : link('invitation', addAccount(name, role, null, actor), null, actor),
      );
    },
    /**
     * A link by which an account gets a new password; the old one holds until then. For an account whose invitation
     * was never accepted it is a new invitation.
     *
     * @throws {AccountError} where there is no such account or it is disabled.
     */
    offerReset(accountId: number, actor: Actor): IssuedLink {
      return store.transaction(() => {
        const account = existingAccount(store, accountId);
        if (account.disabledAt !== null) throw new AccountError('disabled');
        return link(account.hasPassword ? 'reset' : 'invitation', accountId, null, actor);
      });
    },
    /** What a link offers; null for one that is unknown, used, run out or taken back, without saying which. */
    offer(token: string): InvitationOffer | null {
      const invitation = opened(token);
      if (!invitation) return null;
      const account = invitation.accountId === null ? null : existingAccount(store, invitation.accountId);
      return {
        purpose: invitation.purpose,
        role: account?.role ?? invitation.role ?? 'reader',
        name: account?.name ?? null,
      };
    },
    /** Invitations still open that name no account. */
    openInvitations: (): OpenInvitation[] => store.invitations.openUnnamed(clock()),
    withdraw(invitationId: number, actor: Actor): void {
      store.transaction(() => {
        if (!store.invitations.withdraw(invitationId, clock())) throw new AccountError('link-dead');
        audit.record({
          kind: 'account.invitation-withdrawn',
          actorAnnotatorId: actor.annotatorId,
          subject: 'account:new',
          before: null,
          after: null,
          reason: null,
          requestId: actor.requestId,
          at: clock(),
        });
      });
    },
    /**
     * Takes an invitation or a reset up: the account gets its password, every session it had ends, and this browser
     * is signed in; where there is a second factor, once it has given a code.
     *
     * @throws {AccountError} for a link that does not work any more, a name that cannot be had or a bad password.
     */
    async accept({ token, name, password, userAgent, requestId }: Acceptance): Promise<SignInSuccess | CodeNeeded> {
      const invitation = opened(token);
      if (!invitation) throw new AccountError('link-dead');
      const known = invitation.accountId === null ? null : existingAccount(store, invitation.accountId);
      const shownName = known?.name ?? readName(name);
      if (!known) refuseTaken(store, shownName);
      checkPassword(password, shownName);
      const hash = await hasher.hash(password);

      return store.transaction(() => {
        const at = clock();
        if (!opened(token) || !store.invitations.use(invitation.invitationId, at)) throw new AccountError('link-dead');
        const actor: Actor = {
          annotatorId: known?.annotatorId ?? null,
          accountId: known?.accountId ?? null,
          requestId,
        };
        let accountId: number;
        if (known) {
          ({ accountId } = known);
          store.accounts.setPasswordHash(accountId, hash);
          store.sessions.endAll(accountId);
          store.signInAttempts.forgetDevices(accountId);
          const kind = invitation.purpose === 'reset' ? 'account.password-reset' : 'account.accepted';
          recordChange(parts, { kind, actor, before: known, accountId });
        } else accountId = addAccount(shownName, invitation.role ?? 'reader', hash, actor);
        const browser = { address: undefined, userAgent, deviceToken: undefined, sessionToken: undefined, requestId };
        return afterPassword(existingAccount(store, accountId), browser, false);
      });
    },
  };
}

function addInvitation(
  store: Store,
  clock: () => string,
  invitation: Pick<Invitation, 'purpose' | 'accountId' | 'role' | 'createdBy'>,
): IssuedLink {
  const token = newToken();
  const at = clock();
  const expiresAt = new Date(Date.parse(at) + invitationLife).toISOString();
  store.invitations.add({ ...invitation, tokenHash: hashToken(token), at, expiresAt });
  return { token, expiresAt };
}

function refuseTaken(store: Store, name: string): void {
  const key = nameKey(name);
  if (store.accounts.byNameKey(key) || store.accounts.peopleNames().some((other) => nameKey(other) === key))
    throw new AccountError('name-taken');
}
