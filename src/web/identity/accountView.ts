import type { SecondFactorState } from '../../review/accounts/secondFactor.ts';
import type { Account } from '../../store/accounts.ts';
import type { Session } from '../../store/sessions.ts';
import type { Site } from '../site.ts';
import { type FaultView, type FieldView, faultsOf, presentField } from './formView.ts';
import { presentNewPassword } from './invitationView.ts';
import { browserName } from './userAgent.ts';

/** A person's own account. */
export interface AccountView {
  title: string;
  name: string;
  role: string;
  since: string;
  /** What was just done; null for nothing. */
  done: string | null;
  faults: FaultView[];
  fields: FieldView[];
  passwordAction: string;
  sessions: SessionView[];
  everywhereAction: string;
  secondFactor: { facts: string; href: string; text: string };
  /** Where people are looked after; null for whoever may not. */
  usersHref: string | null;
}

export interface SessionView {
  browser: string;
  created: string;
  seen: string;
  /** Null for the browser that asks: it signs out by the head of the page. */
  endAction: string | null;
  endLabel: string;
}

export type PasswordField = 'current' | 'password' | 'repeat';

export interface AccountPage {
  account: Account;
  sessions: readonly Session[];
  sessionId: number;
  secondFactor: SecondFactorState;
  done?: keyof Site['messages']['account']['done'] | null;
  fault?: { field: PasswordField; text: string } | null;
}

export function presentAccount(site: Site, page: AccountPage): AccountView {
  const { messages, links, format } = site;
  const words = messages.account;
  const { account, sessions, sessionId, done = null, fault = null } = page;
  const faultAt = (field: PasswordField): string | null => (fault?.field === field ? fault.text : null);
  const fields = [
    presentField({
      name: 'current',
      label: words.currentPasswordLabel,
      autocomplete: 'current-password',
      fault: faultAt('current'),
    }),
    ...presentNewPassword(words, words.newPasswordLabel, faultAt('password'), faultAt('repeat')),
  ];
  return {
    title: words.accountTitle,
    name: account.name,
    role: words.invitedAs(words.roles[account.role], words.roleMeanings[account.role]),
    since: words.since(format.date(account.createdAt)),
    done: done && words.done[done],
    faults: faultsOf(fields),
    fields,
    passwordAction: links.account.password,
    sessions: sessions.map((session) => {
      const browser = browserName(site, session.userAgent);
      return {
        browser,
        created: format.instant(session.createdAt),
        seen: format.instant(session.seenAt),
        endAction: session.sessionId === sessionId ? null : links.account.endSession(session.sessionId),
        endLabel: words.endSessionOf(browser),
      };
    }),
    secondFactor: presentState(site, page.secondFactor),
    everywhereAction: links.account.signOutEverywhere,
    usersHref: account.role === 'administrator' ? links.account.users : null,
  };
}

function presentState({ messages, links, format }: Site, state: SecondFactorState): AccountView['secondFactor'] {
  const words = messages.secondFactor;
  const href = links.account.secondFactor;
  return state.state === 'on'
    ? { facts: words.facts.on(format.date(state.since)), href, text: words.manage }
    : { facts: words.facts.off, href, text: words.turnOn };
}
