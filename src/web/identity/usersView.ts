import { type Role, roles } from '../../review/accounts/roles.ts';
import type { Account } from '../../store/accounts.ts';
import type { OpenInvitation } from '../../store/invitations.ts';
import type { Site } from '../site.ts';
import type { UserAct } from './accountLinks.ts';
import { type FaultView, type FieldView, presentField } from './formView.ts';

/** Everybody with an account, and what an administrator can do about them. */
export interface UsersView {
  title: string;
  done: string | null;
  faults: FaultView[];
  /** A link just made; null for none. It is shown this once. */
  link: { title: string; lead: string; href: string } | null;
  people: PersonRow[];
  invite: { action: string; field: FieldView; roles: RoleOption[] };
  open: { role: string; by: string; until: string; action: string; label: string }[];
  accountHref: string;
}

export interface PersonRow {
  id: string;
  name: string;
  isYou: boolean;
  state: string;
  /** For the colour of the state. */
  stateKind: 'active' | 'invited' | 'disabled';
  hasSecondFactor: boolean;
  seen: string;
  roleName: string;
  /** Null for one's own account, whose role another administrator changes. */
  roleForm: { action: string; label: string; submitLabel: string; options: RoleOption[] } | null;
  acts: { text: string; label: string; action: string; isDangerous: boolean }[];
}

export interface RoleOption {
  value: Role;
  text: string;
  selected: boolean;
}

export interface UsersPage {
  accounts: readonly Account[];
  open: readonly OpenInvitation[];
  /** The account of whoever looks. */
  ownAccountId: number;
  done?: string | null;
  fault?: { text: string; field: 'name' | null } | null;
  /** The name that was typed for an invitation. */
  name?: string;
  link?: { purpose: 'invitation' | 'reset'; name: string; href: string; until: string } | null;
}

export function presentUsers(site: Site, page: UsersPage): UsersView {
  const { messages, links, format } = site;
  const words = messages.account;
  const { link = null, fault = null, done = null } = page;
  const field = presentField({
    name: 'name',
    label: words.inviteName,
    type: 'text',
    autocomplete: 'off',
    value: page.name ?? '',
    hint: words.inviteNameHint,
    fault: fault?.field === 'name' ? fault.text : null,
    required: false,
  });
  return {
    title: words.usersTitle,
    done,
    faults: fault ? [{ text: fault.text, href: fault.field === 'name' ? `#${field.id}` : '#people' }] : [],
    link: link && {
      title: words.linkTitles[link.purpose](link.name),
      lead: words.linkLead(format.instant(link.until)),
      href: link.href,
    },
    people: page.accounts.map((account) => personRow(site, account, account.accountId === page.ownAccountId)),
    invite: { action: links.account.invite, field, roles: roleOptions(site, 'reviewer') },
    open: page.open.map(({ invitationId, role, createdBy, expiresAt }) => ({
      role: words.roles[role],
      by: createdBy ?? words.byCommandLine,
      until: format.instant(expiresAt),
      action: links.account.withdraw(invitationId),
      label: words.withdrawOf(words.roles[role]),
    })),
    accountHref: links.account.account,
  };
}

function personRow(site: Site, account: Account, isYou: boolean): PersonRow {
  const { messages, links, format } = site;
  const words = messages.account;
  const { accountId, name, role } = account;
  const stateKind = stateOf(account);
  const act = (what: Exclude<UserAct, 'role'>, text: string = words.userActs[what]) => ({
    text,
    label: name,
    action: links.account.user(accountId, what),
    isDangerous: what === 'disable' || what === 'reset-second-factor',
  });
  const whenActive = [
    act('reset'),
    act('sign-out'),
    ...(account.hasSecondFactor ? [act('reset-second-factor')] : []),
    act('disable'),
  ];
  const whenInvited = [act('reset', words.inviteAgain), act('disable')];
  const acts = { active: whenActive, invited: whenInvited, disabled: [act('enable')] }[stateKind];
  return {
    id: `person-${accountId}`,
    name,
    isYou,
    state: words.userStates[stateKind],
    stateKind,
    hasSecondFactor: account.hasSecondFactor,
    seen: account.seenAt === null ? words.never : format.instant(account.seenAt),
    roleName: words.roles[role],
    roleForm:
      isYou || stateKind === 'disabled'
        ? null
        : {
            action: links.account.user(accountId, 'role'),
            label: words.roleOf(name),
            submitLabel: words.changeRoleOf(name),
            options: roleOptions(site, role),
          },
    acts: isYou ? [] : acts,
  };
}

function stateOf(account: Account): PersonRow['stateKind'] {
  if (account.disabledAt !== null) return 'disabled';
  return account.hasPassword ? 'active' : 'invited';
}

function roleOptions({ messages }: Site, chosen: Role): RoleOption[] {
  return roles.map((value) => ({ value, text: messages.account.roles[value], selected: value === chosen }));
}
