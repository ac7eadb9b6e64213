import { beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { sameOrigin } from '../../support/identity.ts';
import { testApp } from '../../support/webApp.ts';
import { aDesk, anAccount, cookiesOf, type Desk, sendForm } from './desk.ts';

const hour = 60 * 60_000;
const words = 'several words of mine';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const signIn = (name: string, password: string, cookie = '') =>
  sendForm(desk.app, '/en/sign-in', { name, password, return: '/en/account' }, cookie);
const isIn = async (cookie: string): Promise<boolean> =>
  (await request(desk.app).get('/en/account').set('Cookie', cookie)).status === 200;
const sessionOf = (cookie: string): string => /resorb-session=([^;]+)/.exec(cookie)?.[1] ?? '';

describe('a session', () => {
  test('begins with a token nobody had before, whatever the browser brought', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const planted = 'resorb-session=planted-by-somebody-else';
    const first = cookiesOf(await signIn('Reviewer A', words, planted).expect(303).expect('Location', '/en/account'));
    expect(sessionOf(first)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await isIn(planted)).toBe(false);
    const second = cookiesOf(await signIn('Reviewer A', words, first).expect(303));
    expect(sessionOf(second)).not.toBe(sessionOf(first));
    expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
  });

  test('is kept as a hash only', async () => {
    const { cookie, identity } = desk.person('reviewer');
    const kept = JSON.stringify([desk.store.sessions.ofAccount(identity.accountId), desk.store.accounts.list()]);
    expect(kept).not.toContain(sessionOf(cookie));
    expect(desk.store.sessions.open(sessionOf(cookie))).toBeNull();
  });

  test('taken over is worth nothing once its owner has signed out', async () => {
    const { cookie } = desk.person('reviewer');
    expect(await isIn(cookie)).toBe(true);
    const response = await sendForm(desk.app, '/en/sign-out', {}, cookie).expect(303);
    expect(String(response.headers['set-cookie'])).toMatch(/resorb-session=;.*Expires=Thu, 01 Jan 1970/);
    // The cache only: "storage" would take the votes that wait to be sent.
    expect(response.headers['clear-site-data']).toBe('"cache"');
    expect(await isIn(cookie)).toBe(false);
  });

  test('of two browsers, the one left by signing out leaves the other', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const [one, other] = [cookiesOf(await signIn('Reviewer A', words)), cookiesOf(await signIn('Reviewer A', words))];
    await sendForm(desk.app, '/en/sign-out', {}, one);
    expect([await isIn(one), await isIn(other)]).toEqual([false, true]);
    await sendForm(desk.app, '/en/account/sign-out-everywhere', {}, other).expect(303);
    expect(await isIn(other)).toBe(false);
  });

  test('ends after 8 hours without use', async () => {
    const { cookie } = desk.person('reviewer');
    for (let day = 0; day < 3; day++) {
      desk.clock.pass(8 * hour - 1);
      expect(await isIn(cookie)).toBe(true);
    }
    desk.clock.pass(8 * hour);
    expect(await isIn(cookie)).toBe(false);
  });

  test('ends after 7 days, however much it is used', async () => {
    const { cookie } = desk.person('reviewer');
    for (let passed = 0; passed < 7 * 24 - 7; passed += 7) {
      desk.clock.pass(7 * hour);
      expect(await isIn(cookie)).toBe(true);
    }
    desk.clock.pass(7 * hour);
    expect(await isIn(cookie)).toBe(false);
  });

  test.each(['role', 'disable', 'sign-out'])('ends at once when an administrator uses “%s”', async (what) => {
    const administrator = desk.person('administrator');
    const { cookie, identity } = desk.person('adjudicator');
    expect(await isIn(cookie)).toBe(true);
    const path = `/en/admin/users/${identity.accountId}/${what}`;
    await sendForm(desk.app, path, { role: 'reviewer' }, administrator.cookie).expect(303);
    expect(await isIn(cookie)).toBe(false);
    expect(await isIn(administrator.cookie)).toBe(true);
  });

  test('ends everywhere when the password changes; the browser that changed it goes on with a new one', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const [one, other] = [cookiesOf(await signIn('Reviewer A', words)), cookiesOf(await signIn('Reviewer A', words))];
    const fields = { current: words, password: 'other words of mine', repeat: 'other words of mine' };
    const changed = cookiesOf(await sendForm(desk.app, '/en/account/password', fields, one).expect(303));
    expect([await isIn(one), await isIn(other), await isIn(changed)]).toEqual([false, false, true]);
    await signIn('Reviewer A', words).expect(401);
    await signIn('Reviewer A', 'other words of mine').expect(303);
  });

  test('of somebody else cannot be ended', async () => {
    const [one, other] = [desk.person('reviewer'), desk.person('reviewer')];
    await sendForm(desk.app, `/en/account/sessions/${other.identity.sessionId}/end`, {}, one.cookie).expect(404);
    expect(await isIn(other.cookie)).toBe(true);
  });

  test('of one’s own is ended from the list', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const [one, other] = [cookiesOf(await signIn('Reviewer A', words)), cookiesOf(await signIn('Reviewer A', words))];
    const page = await request(desk.app).get('/en/account').set('Cookie', one);
    const listed = load(page.text)('.session-list form').toArray();
    expect(listed).toHaveLength(2);
    for (const form of listed) await sendForm(desk.app, form.attribs.action ?? '', {}, one).expect(303);
    expect([await isIn(one), await isIn(other)]).toEqual([true, false]);
  });
});

describe('its cookie', () => {
  test('over https: __Host-, Secure, HttpOnly, Lax, for the whole site, and only that one counts', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const https = { ...sameOrigin, 'X-Forwarded-Proto': 'https' };
    const response = await request(desk.app)
      .post('/en/sign-in')
      .set(https)
      .type('form')
      .send({ name: 'Reviewer A', password: words })
      .expect(303);
    const [session] = response.headers['set-cookie'] as unknown as string[];
    expect(session?.replace(/=[^;]+/, '=…')).toBe('__Host-resorb-session=…; Path=/; HttpOnly; Secure; SameSite=Lax');
    const cookie = cookiesOf(response);
    await request(desk.app).get('/en/account').set(https).set('Cookie', cookie).expect(200);
    const plain = cookie.replaceAll('__Host-', '');
    await request(desk.app).get('/en/account').set(https).set('Cookie', plain).expect(303);
  });

  test('over plain http: no prefix and not Secure, since a browser would refuse it', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const [session] = (await signIn('Reviewer A', words)).headers['set-cookie'] as unknown as string[];
    expect(session?.replace(/=[^;]+/, '=…')).toBe('resorb-session=…; Path=/; HttpOnly; SameSite=Lax');
  });

  test('a stranger’s word about https is not taken', async () => {
    const { store, clock } = desk;
    const alone = testApp({}, {}, { store, clock });
    await anAccount(desk, 'Reviewer A', words);
    const fields = { name: 'Reviewer A', password: words };
    const response = await sendForm(alone.app, '/en/sign-in', fields).set('X-Forwarded-Proto', 'https').expect(303);
    expect(cookiesOf(response)).not.toContain('__Host-');
  });
});

describe('dangerous steps', () => {
  test('ask for the password again after an hour, and the browser then gets a new session', async () => {
    await anAccount(desk, 'Administrator A', words, 'administrator');
    const cookie = cookiesOf(await signIn('Administrator A', words));
    desk.clock.pass(hour - 1);
    await request(desk.app).get('/en/admin/users').set('Cookie', cookie).expect(200);
    desk.clock.pass(1);
    const confirm = '/en/account/confirm?return=%2Fen%2Fadmin%2Fusers';
    await request(desk.app).get('/en/admin/users').set('Cookie', cookie).expect(303).expect('Location', confirm);
    await sendForm(desk.app, '/en/admin/users/invite', { role: 'reader' }, cookie).expect(401);
    await request(desk.app).get(confirm).set('Cookie', cookie).expect(200);

    const fields = { password: 'not my words', return: '/en/admin/users' };
    await sendForm(desk.app, '/en/account/confirm', fields, cookie).expect(401);
    const confirmed = await sendForm(desk.app, '/en/account/confirm', { ...fields, password: words }, cookie);
    expect([confirmed.status, confirmed.headers.location]).toEqual([303, '/en/admin/users']);
    await request(desk.app).get('/en/admin/users').set('Cookie', cookiesOf(confirmed)).expect(200);
    expect(await isIn(cookie)).toBe(false);
  });
});

describe('coming back after signing in', () => {
  test.each([
    ['/en/records?q=rim', '/en/records?q=rim'],
    ['https://elsewhere.example/', '/en/'],
    ['//elsewhere.example/', '/en/'],
    ['/\\elsewhere.example', '/en/'],
    ['/\t/elsewhere.example', '/en/'],
    ['/..//elsewhere.example', '/en/'],
    ['javascript:alert(1)', '/en/'],
    ['/en/sign-in?return=/en/sign-in', '/en/'],
    ['', '/en/'],
  ])('%j leads to %s', async (address, location) => {
    await anAccount(desk, 'Reviewer A', words);
    const fields = { name: 'Reviewer A', password: words, return: address };
    await sendForm(desk.app, '/en/sign-in', fields).expect(303).expect('Location', location);
  });
});
