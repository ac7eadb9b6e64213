import { beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { commandLine } from '../../../src/review/accounts/audit.ts';
import { aDesk, alertOf, anAccount, cookiesOf, type Desk, restarted, sendForm } from './desk.ts';

const minute = 60_000;
const words = 'several words of mine';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const signIn = (name: string, password: string, cookie = '') =>
  sendForm(desk.app, '/en/sign-in', { name, password, return: '/en/' }, cookie);

/** A page without the name that was given and without the port, which is another one each time. */
const alike = (text: string, name: string): string =>
  text.replaceAll(name, '…').replace(/127\.0\.0\.1:\d{4,5}/g, 'host:00000');

/** An attempt as anybody makes one, without a browser. */
const anAttempt = (name: string, password: string, address = '203.0.113.1', deviceToken?: string) => ({
  name,
  password,
  address,
  userAgent: '',
  deviceToken,
  sessionToken: undefined,
  requestId: null,
});

describe('nobody learns who has an account', () => {
  test('unknown, wrong, disabled and not yet accepted answer alike, to the byte, after the same work', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const disabled = await anAccount(desk, 'Reviewer B', words);
    desk.accounts.disable(disabled.accountId, commandLine);
    desk.accounts.invite('Reviewer C', 'reviewer', commandLine);
    const answers: { status: number; length: number; text: string; headers: string[] }[] = [];
    for (const name of ['Reviewer Z', 'Reviewer A', 'Reviewer B', 'Reviewer C']) {
      const before = desk.hasher.verified();
      const { status, text, headers } = await signIn(name, name === 'Reviewer B' ? words : 'wrong words');
      expect(desk.hasher.verified() - before).toBe(1);
      const shown = alike(text, name);
      answers.push({ status, length: shown.length, text: shown, headers: Object.keys(headers) });
    }
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(alertOf(answers[0]?.text ?? '')).toBe('Name and password do not fit together.');
  });

  test('being told to wait tells nothing either', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const refusals: [number, string, number][] = [];
    for (const name of ['Reviewer A', 'Reviewer Z']) {
      for (let count = 0; count < 5; count++) await signIn(name, 'wrong words').expect(401);
      const before = desk.hasher.verified();
      const { status, text } = await signIn(name, words);
      refusals.push([status, alike(text, name), desk.hasher.verified() - before]);
    }
    expect(refusals[0]?.slice(0, 1)).toEqual([429]);
    expect(refusals[1]).toEqual(refusals[0]);
  });

  test('the password is not put back into the page, the name is', async () => {
    const { text } = await signIn('Reviewer Z', 'wrong words').expect(401);
    const $ = load(text);
    expect($('#field-name').val()).toBe('Reviewer Z');
    expect(text).not.toContain('wrong words');
    expect($('title').text()).toMatch(/^Error: /);
  });
});

describe('guessing', () => {
  test('gets ten tries at an account in a quarter of an hour, over restarts and from anywhere', async () => {
    await anAccount(desk, 'Reviewer A', words);
    let taken = 0;
    let { accounts, hasher } = restarted(desk);
    for (let step = 0; step < 15 * 60; step++) {
      if (step % 100 === 0) ({ accounts, hasher } = restarted(desk));
      const before = hasher.verified();
      await accounts.signIn(anAttempt('Reviewer A', `guess ${step}`, `203.0.113.${step % 250}`));
      taken += hasher.verified() - before;
      desk.clock.pass(1000);
    }
    expect(taken).toBe(10);
  });

  test('many at once get no more', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const before = desk.hasher.verified();
    const tries = Array.from({ length: 200 }, (_, index) =>
      desk.accounts.signIn(anAttempt('Reviewer A', `guess ${index}`, `203.0.113.${index % 250}`)),
    );
    await Promise.all(tries);
    expect(desk.hasher.verified() - before).toBe(5);
  });

  test('at many accounts from one address is stopped too, as one network of IPv6 is', async () => {
    const before = desk.hasher.verified();
    for (let index = 0; index < 100; index++) {
      await desk.accounts.signIn(anAttempt(`Name ${index}`, 'guess', `2001:db8:1:2::${index}`));
    }
    expect(desk.hasher.verified() - before).toBe(60);
    expect(await desk.accounts.signIn(anAttempt('Name 7', 'guess', '2001:db8:1:3::1'))).toEqual({ outcome: 'refused' });
  });

  test('never locks out a browser that has signed in before; a new one waits', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const known = cookiesOf(await signIn('Reviewer A', words).expect(303));
    const device = /resorb-device=[^;]+/.exec(known)?.[0] ?? '';
    for (let index = 0; index < 10; index++) {
      await desk.accounts.signIn(anAttempt('Reviewer A', 'guess', `203.0.113.${index}`));
      desk.clock.pass(minute);
    }
    await signIn('Reviewer A', words).expect(429);
    await signIn('Reviewer A', words, 'resorb-device=made-up').expect(429);
    await signIn('Reviewer A', words, device).expect(303);
  });

  test('with a known browser is limited all the same, and that browser is known for its own account only', async () => {
    await anAccount(desk, 'Reviewer A', words);
    await anAccount(desk, 'Reviewer B', words);
    const known = cookiesOf(await signIn('Reviewer A', words));
    const token = /resorb-device=([^;]+)/.exec(known)?.[1];
    const before = desk.hasher.verified();
    for (const name of ['Reviewer A', 'Reviewer B']) {
      for (let index = 0; index < 20; index++) {
        await desk.accounts.signIn(anAttempt(name, 'guess', '203.0.113.5', token));
      }
    }
    expect(desk.hasher.verified() - before).toBe(10);
    for (let index = 0; index < 20; index++)
      await desk.accounts.signIn(anAttempt('Reviewer B', 'guess', '203.0.113.6'));
    await signIn('Reviewer B', words, known).expect(429);
  });

  test('that reaches the limit is written down once, with no name of nobody', async () => {
    const account = await anAccount(desk, 'Reviewer A', words);
    for (const name of ['Reviewer A', 'Reviewer Z']) {
      for (let step = 0; step < 200; step++) {
        await desk.accounts.signIn(anAttempt(name, 'guess', `203.0.113.${step}`));
        desk.clock.pass(2000);
      }
    }
    const locks = desk.audit.events.filter(({ kind }) => kind === 'account.locked');
    expect(locks).toMatchObject([{ subject: `account:${account.accountId}`, after: { failedTries: 10 } }]);
  });

  test('says when to try again', async () => {
    for (let count = 0; count < 5; count++) await signIn('Reviewer Z', 'wrong words');
    const { headers, text } = await signIn('Reviewer Z', 'wrong words').expect(429);
    expect(headers['retry-after']).toBe('2');
    expect(alertOf(text)).toMatch(/^Too many tries to sign in\. Try again after .*UTC\.$/);
  });

  test('the current password through an open session is guessing like any other', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const cookie = cookiesOf(await signIn('Reviewer A', words)).replace(/; resorb-device=.*/, '');
    const before = desk.hasher.verified();
    for (let index = 0; index < 20; index++) {
      const wanted = 'other words of mine';
      const fields = { current: `guess ${index}`, password: wanted, repeat: wanted };
      await sendForm(desk.app, '/en/account/password', fields, cookie);
    }
    expect(desk.hasher.verified() - before).toBe(5);
  });

  test('what was typed as a name is not kept', async () => {
    await signIn('a password in the wrong field', '');
    const tries = desk.store.signInAttempts.failedForName('a password in the wrong field', '');
    expect(tries).toEqual([]);
    expect(JSON.stringify(desk.log)).not.toContain('wrong field');
  });
});

describe('an account that changes while its password is looked at', () => {
  test.each(['disable', 'sign-out'] as const)('%s', async (what) => {
    const account = await anAccount(desk, 'Reviewer A', words);
    const trying = desk.accounts.signIn(anAttempt('Reviewer A', words));
    if (what === 'disable') desk.accounts.disable(account.accountId, commandLine);
    else desk.accounts.endSessions(account.accountId, commandLine);
    expect((await trying).outcome).toBe(what === 'disable' ? 'refused' : 'signed-in');
  });
});

describe('the sign-in page', () => {
  test('leads on whoever is signed in already', async () => {
    const { cookie } = desk.person('reader');
    const response = await request(desk.app).get('/en/sign-in?return=/en/methods').set('Cookie', cookie);
    expect([response.status, response.headers.location]).toEqual([303, '/en/methods']);
  });

  test.each(['/en/sign-in', '/zh/sign-in', '/en/account/confirm'])('%s is kept by nobody', async (path) => {
    const { headers } = await request(desk.app).get(path);
    expect(headers['cache-control']).toBe('no-store');
  });

  test('a form of too many fields or of another kind changes nothing', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, '1']));
    await sendForm(desk.app, '/en/sign-in', { ...many, name: 'Reviewer A', password: words }).expect(413);
    const json = JSON.stringify({ name: 'Reviewer A', password: words });
    for (const type of ['application/json', 'text/plain']) {
      await request(desk.app)
        .post('/en/sign-in')
        .set('Sec-Fetch-Site', 'same-origin')
        .set('Content-Type', type)
        .send(json)
        .expect(401);
    }
    await sendForm(desk.app, '/en/sign-in', { name: 'Reviewer A', password: 'x'.repeat(1_100_000) }).expect(413);
  });
});
