import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { commandLine } from '../../../src/review/accounts/audit.ts';
import { firstAdministratorLink } from '../../../src/review/accounts/invitations.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { testAccounts } from '../../support/identity.ts';
import { aDesk, alertOf, anAccount, cookiesOf, type Desk, sendForm } from './desk.ts';

const day = 24 * 60 * 60_000;
const words = 'several words of mine';
const base = 'https://evidence.example';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const firstLink = () => firstAdministratorLink(desk.store, desk.clock, base);
const pathOf = (link: string | null): string => `/en${new URL(link ?? 'none:').pathname}`;
const accept = (path: string, fields: Record<string, string> = {}) =>
  sendForm(desk.app, path, { name: 'Person A', password: words, repeat: words, ...fields });
const invited = (name: string | null = null) => {
  const { token } = desk.accounts.invite(name, 'reviewer', commandLine);
  return `/en/invitations/${token}`;
};

/** A page without the one thing that differs between dead links: the address that was asked for. */
const withoutAddress = (text: string, path: string) =>
  text.replaceAll(path.split('/').at(-1) ?? '', '…').replace(/127\.0\.0\.1:\d{4,5}/g, 'host');

describe('the first administrator', () => {
  test('comes in by a link, and is signed in', async () => {
    const path = pathOf(firstLink());
    const page = await request(desk.app).get(path).expect(200).expect('Cache-Control', 'no-store');
    expect(load(page.text)('h1').text()).toBe('Set up the first administrator');
    const response = await accept(path).expect(303).expect('Location', '/en/account');
    await request(desk.app).get('/en/admin/users').set('Cookie', cookiesOf(response)).expect(200);
    expect(desk.accounts.accountNamed('person a').role).toBe('administrator');
  });

  test('has no link once there is one, and older links are dead', async () => {
    const path = pathOf(firstLink());
    const other = pathOf(firstLink());
    await accept(path).expect(404);
    await accept(other).expect(303);
    expect(firstLink()).toBeNull();
    await accept(other, { name: 'Person B' }).expect(404);
    expect(desk.accounts.accounts()).toHaveLength(1);
  });

  test('of two who use the link at the same moment, one comes in', async () => {
    const path = pathOf(firstLink());
    const answers = await Promise.all([accept(path), accept(path, { name: 'Person B' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
    expect(desk.accounts.accounts()).toHaveLength(1);
  });

  test('is asked for at every start until then, by the reader’s language', async () => {
    const link = firstLink() ?? '';
    expect(link).toMatch(/^https:\/\/evidence\.example\/invitations\/[A-Za-z0-9_-]{43}$/);
    const { pathname } = new URL(link);
    await request(desk.app).get(pathname).set('Accept-Language', 'zh').expect(302).expect('Location', `/zh${pathname}`);
    desk.clock.pass(8 * day);
    await request(desk.app).get(pathOf(link)).expect(404);
    await request(desk.app).get(pathOf(firstLink())).expect(200);
  });
});

describe('a link', () => {
  test('can be looked at often and used once', async () => {
    const path = invited();
    await request(desk.app).get(path).expect(200);
    await request(desk.app).get(path).expect(200);
    await accept(path).expect(303);
    await request(desk.app).get(path).expect(404);
    await accept(path, { name: 'Person B' }).expect(404);
  });

  test('used, run out, taken back and never made look alike', async () => {
    const [used, over, replaced] = [invited(), invited(), invited('Person N')];
    await accept(used).expect(303);
    const account = desk.accounts.accountNamed('Person N');
    desk.accounts.offerReset(account.accountId, commandLine);
    const dead: [number, string][] = [];
    for (const path of [used, replaced, '/en/invitations/never-made']) {
      const { status, text } = await request(desk.app).get(path);
      dead.push([status, withoutAddress(text, path)]);
    }
    desk.clock.pass(7 * day - 1);
    await request(desk.app).get(over).expect(200);
    desk.clock.pass(1);
    const { status, text } = await request(desk.app).get(over);
    dead.push([status, withoutAddress(text, over)]);
    for (const answer of dead) expect(answer).toEqual(dead[0]);
    expect(dead[0]?.[0]).toBe(404);
  });

  test('is kept as a hash only', () => {
    const { token } = desk.accounts.invite(null, 'reviewer', commandLine);
    expect(desk.store.invitations.open(token, desk.clock())).toBeNull();
    expect(JSON.stringify(desk.audit.events)).not.toContain(token);
  });

  test('for somebody with a name asks for a password only, and no other name is taken', async () => {
    const path = invited('Person N');
    const $ = load((await request(desk.app).get(path)).text);
    expect($('form.account-form [name=name]')).toHaveLength(0);
    await accept(path, { name: 'Somebody Else' }).expect(303);
    expect(desk.accounts.accounts().map(({ name, hasPassword }) => [name, hasPassword])).toEqual([['Person N', true]]);
  });

  test('of a disabled account is dead, also after it is enabled again', async () => {
    const path = invited('Person N');
    const { accountId } = desk.accounts.accountNamed('Person N');
    desk.accounts.disable(accountId, commandLine);
    await accept(path).expect(404);
    desk.accounts.enable(accountId, commandLine);
    await accept(path).expect(404);
  });

  test('taken back by an administrator is dead', async () => {
    const { cookie } = desk.person('administrator');
    const page = await sendForm(desk.app, '/en/admin/users/invite', { name: '', role: 'curator' }, cookie).expect(200);
    const $ = load(page.text);
    const path = pathOf(String($('.one-time input').val()));
    const withdraw = $('form[action$="/withdraw"]').attr('action') ?? '';
    await sendForm(desk.app, withdraw, {}, cookie).expect(303);
    await sendForm(desk.app, withdraw, {}, cookie).expect(422);
    await accept(path).expect(404);
  });

  test.each([
    [{ repeat: 'other words of mine' }, 'The two passwords differ.', '#field-repeat'],
    [{ password: 'short', repeat: 'short' }, 'Use at least 8 characters.', '#field-password'],
    [{ name: '1' }, 'A name has at least 2 characters, one of them a letter.', '#field-name'],
    [{ name: 'REVIEWER  a' }, /taken/, '#field-name'],
    [{ name: words }, 'Your name cannot be your password.', '#field-password'],
  ])('with %j is refused at its field, keeps the name and stays good', async (fields, words, field) => {
    await anAccount(desk, 'Reviewer A', 'another password of mine');
    const path = invited();
    const { text } = await accept(path, fields).expect(422);
    const $ = load(text);
    expect(alertOf(text)).toMatch(words);
    expect($('[role=alert] a').attr('href')).toBe(field);
    expect($(field).attr('aria-invalid')).toBe('true');
    expect($('#field-name').val()).toBe('name' in fields ? fields.name : 'Person A');
    await accept(path).expect(303);
  });
});

describe('a reset', () => {
  test('ends every session and makes every browser a stranger; the old password holds until then', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const signIn = (password: string, cookie = '') =>
      sendForm(desk.app, '/en/sign-in', { name: 'Reviewer A', password }, cookie);
    const cookie = cookiesOf(await signIn(words).expect(303));
    const { accountId } = desk.accounts.accountNamed('Reviewer A');
    const path = `/en/invitations/${desk.accounts.offerReset(accountId, commandLine).token}`;
    await signIn(words).expect(303);
    await accept(path, { password: 'other words of mine', repeat: 'other words of mine' }).expect(303);
    await request(desk.app).get('/en/account').set('Cookie', cookie).expect(303);
    for (let count = 0; count < 5; count++) await signIn(words).expect(401);
    await signIn('other words of mine', cookie).expect(429);
  });

  test('link is replaced by the next one', async () => {
    const { accountId } = await anAccount(desk, 'Reviewer A', words);
    const [first, second] = [1, 2].map(() => desk.accounts.offerReset(accountId, commandLine).token);
    await accept(`/en/invitations/${first}`).expect(404);
    await accept(`/en/invitations/${second}`).expect(303);
  });
});

test('a name under which somebody decided is nobody else’s, with or without an account', () => {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-names-'));
  const file = join(folder, 'review.sqlite');
  const database = openDatabase(file);
  database.exec("insert into annotator (kind, name) values ('person', 'Person P')");
  database.close();
  const store = openStore(file);
  const { accounts } = testAccounts(store);
  expect(() => accounts.invite('person  P', 'reviewer', commandLine)).toThrow(/decisions stand under it/);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
