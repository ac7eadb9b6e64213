import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { viewsDir } from '../../../../src/paths.ts';
import type { SecondFactorState } from '../../../../src/review/accounts/secondFactor.ts';
import type { Account } from '../../../../src/store/accounts.ts';
import { presentAccount } from '../../../../src/web/identity/accountView.ts';
import { presentInvitation } from '../../../../src/web/identity/invitationView.ts';
import {
  presentRecoveryCodes,
  presentSecondFactor,
  presentSignInCode,
  type SecondFactorPage,
} from '../../../../src/web/identity/secondFactorView.ts';
import { presentConfirm, presentSignIn } from '../../../../src/web/identity/signInView.ts';
import { presentUsers, type UsersPage } from '../../../../src/web/identity/usersView.ts';
import { type Locale, locales } from '../../../../src/web/locale.ts';
import type { PageName, Pages } from '../../../../src/web/pages.ts';
import { presentShell } from '../../../../src/web/presenters/shell.ts';
import { createRenderer } from '../../../../src/web/renderer.ts';
import { exact } from '../../../support/exact.ts';
import { deskInstant } from '../../../support/identity.ts';
import { testSite } from '../../../support/webApp.ts';

const renderer = createRenderer(viewsDir);
const identity = {
  accountId: 1,
  annotatorId: 1,
  name: 'A <b>',
  role: 'reviewer',
  sessionId: 1,
  provedAt: '',
  owesSecondFactor: false,
} as const;

function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    accountId: 1,
    annotatorId: 1,
    name: 'Reviewer A',
    role: 'reviewer',
    hasPassword: true,
    hasSecondFactor: false,
    createdAt: deskInstant,
    seenAt: deskInstant,
    disabledAt: null,
    ...overrides,
  };
}

/** Renders a page from a model that throws for every name it does not have. */
function page<Page extends PageName>(name: Page, locale: Locale, view: Pages[Page], isSignedIn = true) {
  const site = testSite(locale);
  const shell = presentShell(site, {
    title: 'Sample',
    section: 'none',
    address: `/${locale}/account`,
    theme: 'system',
    assets: { stylesheets: [], fonts: [], icon: '', desk: { stylesheets: [], scripts: [] } },
    status: null,
    identity: isSignedIn ? identity : null,
  });
  return load(renderer.render(name, exact({ shell, t: site.messages, view })));
}

const everybody: UsersPage = {
  accounts: [
    anAccount({ role: 'administrator' }),
    anAccount({ accountId: 2, name: 'Reviewer B', hasPassword: false, seenAt: null }),
    anAccount({ accountId: 3, name: 'Reviewer C', disabledAt: deskInstant }),
    anAccount({ accountId: 4, name: 'Reviewer D', hasSecondFactor: true }),
  ],
  open: [{ invitationId: 7, role: 'curator', createdBy: null, expiresAt: deskInstant }],
  ownAccountId: 1,
};

describe.each(locales)('in %s', (locale) => {
  const site = testSite(locale);
  const words = site.messages.account;
  const messages = site.messages.secondFactor;

  test('signing in, with and without a fault', () => {
    const $ = page('signIn', locale, presentSignIn(site, { returnTo: '/en/' }), false);
    expect($('[role=alert]')).toHaveLength(0);
    expect($('form.account-form').attr('action')).toBe(`/${locale}/sign-in`);
    expect($('[name=return]').val()).toBe('/en/');
    expect($('[type=password]').attr('autocomplete')).toBe('current-password');
    const form = { returnTo: '/', name: '"><script>', fault: words.refused };
    const failed = page('signIn', locale, presentSignIn(site, form), false);
    expect(failed('[role=alert] a').attr('href')).toBe('#field-name');
    expect(failed('#field-name').attr('aria-describedby')).toBe('field-name-fault');
    expect(failed('#field-name').val()).toBe('"><script>');
  });

  test('confirming tells a password manager whose password is meant', () => {
    const $ = page('signIn', locale, presentConfirm(site, { returnTo: '/', name: 'Reviewer A', fault: null }));
    expect($('[autocomplete=username]').val()).toBe('Reviewer A');
    expect($('form.account-form [required]')).toHaveLength(1);
  });

  test.each(['first-administrator', 'invitation', 'reset'] as const)('a link for %s', (purpose) => {
    const name = purpose === 'reset' ? 'Reviewer A' : null;
    const offer = { purpose, role: 'curator', name } as const;
    const fault = { field: 'repeat', text: words.faults['password-repeat'] } as const;
    const $ = page('invitation', locale, presentInvitation(site, 'a/b', offer, { name: 'B', fault }), false);
    expect($('h1').text()).toBe(words.invitationTitles[purpose]);
    expect($('form.account-form').attr('action')).toBe(`/${locale}/invitations/a%2Fb`);
    expect($('#field-name')).toHaveLength(name === null ? 1 : 0);
    expect($('.notice').text()).toContain(words.roles.curator);
    expect($('[type=password][autocomplete=new-password]')).toHaveLength(2);
  });

  test('an account with its sessions: this one is not ended from the list', () => {
    const session = {
      userAgent: 'Mozilla/5.0 (iPhone) Version/17 Safari/604.1',
      createdAt: deskInstant,
      seenAt: deskInstant,
    };
    const sessions = [1, 2].map((sessionId) => ({ ...session, sessionId }));
    const account = anAccount();
    const secondFactor = { state: 'off' } as const;
    const view = presentAccount(site, { account, sessions, sessionId: 1, secondFactor, done: 'password' });
    const $ = page('account', locale, view);
    const ends = $('.session-list form');
    expect(ends.toArray().map((form) => form.attribs.action)).toEqual([`/${locale}/account/sessions/2/end`]);
    expect($('.session-list b').first().text()).toBe(words.browserOn('Safari', 'iOS'));
    expect($('[role=status]').text()).toBe(words.done.password);
    expect($('.account-facts a')).toHaveLength(0);
    expect($('.person > a').text()).toBe('A <b>');
  });

  test('a second factor: off, being set up, and on', () => {
    const show = (state: SecondFactorState, fault?: SecondFactorPage['fault']) => {
      const view = presentSecondFactor(site, { state, name: 'A <b>', owes: true, fault: fault ?? null });
      return page('secondFactor', locale, view);
    };
    const off = show({ state: 'off' });
    expect(off('main form').attr('action')).toBe(`/${locale}/account/second-factor/begin`);
    expect(off('.notice').text()).toBe(messages.owed);
    const begun = show({ state: 'begun', secret: 'ABCDEFGH'.repeat(4) }, { form: 'confirm', text: messages.refused });
    expect(begun('.key-text').text()).toBe(Array(4).fill('ABCD EFGH').join(' '));
    expect(begun('svg.qr').attr('viewBox')).toMatch(/^0 0 (\d+) \1$/);
    expect(begun('[role=alert] a').attr('href')).toBe('#field-code');
    expect(begun('#field-code').attr('inputmode')).toBe('numeric');
    const on = show({ state: 'on', since: deskInstant, recoveryCodesLeft: 1 }, { form: 'off', text: messages.refused });
    expect(on('.notice-good').text()).toContain(messages.codesLeft(1));
    expect(on('[role=alert] a').attr('href')).toBe('#field-code-off');
    expect(
      on('main form')
        .toArray()
        .map(({ attribs }) => attribs.action?.split('/').at(-1)),
    ).toEqual(['renew', 'off']);
    const late = show({ state: 'off' }, { form: null, text: words.faults['second-factor-over'] });
    expect(late('[role=alert]').text()).toContain(words.faults['second-factor-over']);
  });

  test('recovery codes say whose they are, and where to go on', () => {
    const codes = ['ABCD-EFGH', 'IJKL-MNOP'];
    const view = presentRecoveryCodes(site, { codes, name: 'A <b>', after: 'renew', onHref: '/en/account' });
    const $ = page('recoveryCodes', locale, view);
    expect(
      $('.recovery-codes li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual(codes);
    expect($('h2').text()).toContain('A <b>');
    expect($('.btn').attr('href')).toBe('/en/account');
  });

  test('the code of a sign-in: an app’s, or one for recovery', () => {
    const $ = page('signInCode', locale, presentSignInCode(site, { returnTo: '/en/', fault: messages.refused }), false);
    expect(
      $('main form')
        .toArray()
        .map(({ attribs }) => attribs.action),
    ).toEqual(Array(2).fill(`/${locale}/sign-in/code`));
    expect(
      $('main [name=return]')
        .toArray()
        .map(({ attribs }) => attribs.value),
    ).toEqual(['/en/', '/en/']);
    expect(
      $('[name=code]')
        .toArray()
        .map(({ attribs }) => attribs.autocomplete),
    ).toEqual(['one-time-code', 'off']);
    expect($('[role=alert] a').attr('href')).toBe('#field-code');
  });

  test('people: what can be done with each, and nothing with oneself', () => {
    const $ = page('users', locale, presentUsers(site, everybody));
    const acts = $('.person-row')
      .toArray()
      .map((row) =>
        $(row)
          .find('.person-acts form')
          .toArray()
          .map((form) => form.attribs.action?.split('/').at(-1)),
      );
    expect(acts).toEqual([
      [],
      ['reset', 'disable'],
      ['enable'],
      ['reset', 'sign-out', 'reset-second-factor', 'disable'],
    ]);
    expect($('.role-form')).toHaveLength(2);
    expect($('.one-time')).toHaveLength(0);
    expect($('form[action$="/invitations/7/withdraw"]')).toHaveLength(1);
  });

  test('people: a link just made, a fault at the name', () => {
    const link = {
      purpose: 'reset',
      name: 'Reviewer D',
      href: 'https://evidence.example/x',
      until: deskInstant,
    } as const;
    const linked = page('users', locale, presentUsers(site, { ...everybody, link, done: 'Done.' }));
    expect(linked('.one-time input').val()).toBe('https://evidence.example/x');
    const fault = { field: 'name', text: words.faults['name-taken'] } as const;
    const $ = page('users', locale, presentUsers(site, { ...everybody, open: [], fault, name: 'Reviewer D' }));
    expect($('[role=alert] a').attr('href')).toBe('#field-name');
    expect($('#field-name').val()).toBe('Reviewer D');
  });
});
