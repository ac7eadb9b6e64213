import { beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { commandLine } from '../../../src/review/accounts/audit.ts';
import { createSecretSeal } from '../../../src/review/accounts/secretSeal.ts';
import { codeAt } from '../../support/authenticator.ts';
import { testAccounts } from '../../support/identity.ts';
import { aDesk, alertOf, anAccount, cookiesOf, type Desk, sendForm } from './desk.ts';

const second = 1000;
const minute = 60 * second;
const words = 'several words of mine';
const page = '/en/account/second-factor';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const now = () => Date.parse(desk.clock());
const get = (path: string, cookie: string) => request(desk.app).get(path).set('Cookie', cookie);
const signIn = (name: string, password = words, cookie = '', returnTo = '/en/account') =>
  sendForm(desk.app, '/en/sign-in', { name, password, return: returnTo }, cookie);
const giveCode = (code: string, cookie: string, returnTo = '/en/account') =>
  sendForm(desk.app, '/en/sign-in/code', { code, return: returnTo }, cookie);
const isIn = async (cookie: string): Promise<boolean> => (await get('/en/account', cookie)).status === 200;
const codesOn = (html: string): string[] =>
  load(html)('.recovery-codes code')
    .toArray()
    .map((code) => load(code).text());

/** The next code that was not used: the clock moves on by a step. */
function freshCode(secret: string): string {
  desk.clock.pass(30 * second);
  return codeAt(secret, now());
}

/** Somebody who has turned the second factor on, and is signed in nowhere else. */
async function enrolled(name = 'Reviewer A', role: 'reviewer' | 'administrator' = 'reviewer') {
  const account = await anAccount(desk, name, words, role);
  const cookie = cookiesOf(await signIn(name));
  await sendForm(desk.app, `${page}/begin`, {}, cookie).expect(303).expect('Location', page);
  const secret = load((await get(page, cookie)).text)('.key-text').text();
  const done = await sendForm(desk.app, `${page}/confirm`, { code: codeAt(secret, now()) }, cookie).expect(200);
  return { account, cookie, secret, codes: codesOn(done.text) };
}

describe('turning it on', () => {
  test('shows a key as picture and text, takes a first code, and then shows ten recovery codes once', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const cookie = cookiesOf(await signIn('Reviewer A'));
    expect(load((await get(page, cookie).expect(200)).text)('.qr')).toHaveLength(0);
    await sendForm(desk.app, `${page}/begin`, {}, cookie).expect(303);
    const shown = await get(page, cookie).expect(200).expect('Cache-Control', 'no-store');
    const $ = load(shown.text);
    expect($('.qr path').attr('d')).toMatch(/^M4 4h7v1h-7z/);
    expect(shown.text).not.toMatch(/ style=|<style|<script[^>]*>[^<]/);
    const secret = $('.key-text').text();
    expect(secret).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);

    const wrong = await sendForm(desk.app, `${page}/confirm`, { code: '000000' }, cookie).expect(401);
    expect(alertOf(wrong.text)).toContain('This code is not right');
    expect(load(wrong.text)('.key-text').text()).toBe(secret);
    const done = await sendForm(desk.app, `${page}/confirm`, { code: codeAt(secret, now()) }, cookie).expect(200);
    expect(codesOn(done.text)).toHaveLength(10);
    const after = await get(page, cookie).expect(200);
    expect(after.text).toContain('10 recovery codes are left');
    expect(after.text).not.toContain(secret);
    expect(codesOn(after.text)).toEqual([]);
  });

  test('asks for nothing as long as no code was given, and a key is good for 15 minutes', async () => {
    await anAccount(desk, 'Reviewer A', words);
    const cookie = cookiesOf(await signIn('Reviewer A'));
    await sendForm(desk.app, `${page}/begin`, {}, cookie);
    const secret = load((await get(page, cookie)).text)('.key-text').text();
    await signIn('Reviewer A').expect(303).expect('Location', '/en/account');
    desk.clock.pass(15 * minute);
    expect((await get(page, cookie)).text).not.toContain(secret);
    const late = await sendForm(desk.app, `${page}/confirm`, { code: codeAt(secret, now()) }, cookie).expect(422);
    expect(alertOf(late.text)).toContain('longer than 15 minutes');
  });

  test('asks for the password first where it was last given more than an hour ago', async () => {
    const { cookie } = desk.person('reviewer');
    desk.clock.pass(60 * minute);
    const confirm = `/en/account/confirm?return=${encodeURIComponent(page)}`;
    await get(page, cookie).expect(303).expect('Location', confirm);
    for (const act of ['begin', 'confirm', 'renew', 'off'])
      await sendForm(desk.app, `${page}/${act}`, { code: '123456' }, cookie).expect(401);
  });

  test('ends every other session, which had proved the password only', async () => {
    await anAccount(desk, 'Reviewer B', words);
    const other = cookiesOf(await signIn('Reviewer B'));
    const halfway = await enrolled();
    const cookie = cookiesOf(await signIn('Reviewer B'));
    await sendForm(desk.app, `${page}/begin`, {}, cookie);
    const secret = load((await get(page, cookie)).text)('.key-text').text();
    await sendForm(desk.app, `${page}/confirm`, { code: codeAt(secret, now()) }, cookie).expect(200);
    expect([await isIn(other), await isIn(cookie), await isIn(halfway.cookie)]).toEqual([false, true, true]);
    await sendForm(desk.app, `${page}/begin`, {}, cookie).expect(422);
  });
});

describe('a session that ends while its password is looked at', () => {
  test('is not gone on with: it would have got round the code', async () => {
    const { identity, password } = desk.person('reviewer');
    const browser = { address: '', userAgent: '', deviceToken: undefined, sessionToken: undefined, requestId: null };
    const proving = desk.accounts.proveAgain(identity, { ...browser, password });
    desk.accounts.endSessions(identity.accountId, commandLine);
    expect(await proving).toEqual({ outcome: 'refused' });
  });
});

describe('signing in with it', () => {
  test('takes the password and then a code; before the code there is no session', async () => {
    const { secret } = await enrolled();
    const halfway = await signIn('Reviewer A', words, '', '/en/methods').expect(303);
    expect(halfway.headers.location).toBe('/en/sign-in/code?return=%2Fen%2Fmethods');
    const ticket = cookiesOf(halfway);
    expect(ticket).toMatch(/^resorb-sign-in=[\w-]{43}$/);
    expect(String(halfway.headers['set-cookie'])).toMatch(/Max-Age=300;.*HttpOnly; SameSite=Lax/);
    expect(await isIn(ticket)).toBe(false);
    expect(await isIn(ticket.replace('sign-in', 'session'))).toBe(false);

    const asked = await get(halfway.headers.location ?? '', ticket)
      .expect(200)
      .expect('Cache-Control', 'no-store');
    const field = load(asked.text)('#field-code');
    expect([field.attr('autocomplete'), field.attr('inputmode')]).toEqual(['one-time-code', 'numeric']);
    const done = await giveCode(freshCode(secret), ticket, '/en/methods').expect(303).expect('Location', '/en/methods');
    expect(await isIn(cookiesOf(done))).toBe(true);
    expect(String(done.headers['set-cookie'])).toMatch(/resorb-sign-in=;/);
  });

  test('a wrong password gets the answer of an unknown name, and never the second page', async () => {
    await enrolled();
    const [wrong, unknown] = [await signIn('Reviewer A', 'wrong'), await signIn('Reviewer Z', 'wrong')];
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
    const alike = (text: string) => text.replace(/Reviewer [AZ]/g, '…').replace(/127\.0\.0\.1:\d+/g, 'host');
    expect(alike(wrong.text)).toBe(alike(unknown.text));
  });

  test('a ticket is good for five minutes, in its own browser, and once', async () => {
    const { secret } = await enrolled();
    const ticket = cookiesOf(await signIn('Reviewer A'));
    await giveCode(freshCode(secret), '').expect(401);
    await giveCode(freshCode(secret), 'resorb-sign-in=made-up').expect(401);
    await giveCode(freshCode(secret), ticket).expect(303);
    const again = await giveCode(freshCode(secret), ticket).expect(401);
    expect(alertOf(again.text)).toContain('longer than five minutes');
    await get('/en/sign-in/code?return=/en/methods', ticket)
      .expect(303)
      .expect('Location', '/en/sign-in?return=%2Fen%2Fmethods');

    const slow = cookiesOf(await signIn('Reviewer A'));
    desk.clock.pass(5 * minute);
    await giveCode(codeAt(secret, now()), slow).expect(401);
  });

  test.each(['disabled', 'signed out everywhere', 'given a new password'])(
    'a ticket dies with an account that is %s meanwhile',
    async (what) => {
      const { account, secret } = await enrolled();
      const ticket = cookiesOf(await signIn('Reviewer A'));
      if (what === 'disabled') desk.accounts.disable(account.accountId, commandLine);
      else if (what === 'signed out everywhere') desk.accounts.endSessions(account.accountId, commandLine);
      else {
        const { token } = desk.accounts.offerReset(account.accountId, commandLine);
        await desk.accounts.accept({ token, name: '', password: 'other words', userAgent: '', requestId: null });
      }
      await giveCode(freshCode(secret), ticket).expect(401);
    },
  );

  test('a code is taken once, in whatever browser, and none from before it', async () => {
    const { secret } = await enrolled();
    const [one, other] = [cookiesOf(await signIn('Reviewer A')), cookiesOf(await signIn('Reviewer A'))];
    const earlier = codeAt(secret, now() + 30 * second);
    desk.clock.pass(30 * second);
    const code = freshCode(secret);
    await giveCode(code, one).expect(303);
    await giveCode(code, other).expect(401);
    await giveCode(earlier, other).expect(401);
    await giveCode(freshCode(secret), other).expect(303);
  });

  test('of two that bring the same code at the same moment, one comes in', async () => {
    const { secret } = await enrolled();
    const tickets = [cookiesOf(await signIn('Reviewer A')), cookiesOf(await signIn('Reviewer A'))];
    const code = freshCode(secret);
    const answers = await Promise.all(tickets.map((ticket) => giveCode(code, ticket)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401]);
  });

  test('the code that turned it on is used up', async () => {
    const { secret } = await enrolled();
    const ticket = cookiesOf(await signIn('Reviewer A'));
    await giveCode(codeAt(secret, now()), ticket).expect(401);
  });

  test('a reset link sets a new password and still asks for a code', async () => {
    const { account, secret } = await enrolled();
    const { token } = desk.accounts.offerReset(account.accountId, commandLine);
    const fields = { password: 'other words of mine', repeat: 'other words of mine' };
    const reset = await sendForm(desk.app, `/en/invitations/${token}`, fields).expect(303);
    expect(reset.headers.location).toBe('/en/sign-in/code?return=%2Fen%2Faccount');
    expect(await isIn(cookiesOf(reset))).toBe(false);
    expect(await isIn(cookiesOf(await giveCode(freshCode(secret), cookiesOf(reset)).expect(303)))).toBe(true);
  });
});

describe('guessing codes', () => {
  test('gets ten tries in a quarter of an hour and thirty a day, however many tickets there are', async () => {
    await enrolled();
    let taken = 0;
    for (let step = 0; step < 12 * 60; step++) {
      if (step % 4 === 0) await desk.accounts.signIn(anAttempt(`203.0.113.${step % 250}`));
      const ticket = await desk.accounts.signIn(anAttempt(`198.51.100.${step % 250}`));
      if (ticket.outcome !== 'code-needed') throw new Error(ticket.outcome);
      const { ticketToken } = ticket;
      const result = desk.accounts.signInWithCode({
        ...anAttempt(`198.51.100.${step % 250}`),
        ticketToken,
        code: '000000',
      });
      if (result.outcome === 'refused') taken++;
      if (step === 14) expect(taken).toBe(10);
      desk.clock.pass(minute);
    }
    expect(taken).toBe(30);
    const [first] = desk.audit.events.filter(({ kind }) => kind === 'account.locked');
    expect(first).toMatchObject({ after: { failedTries: 10 } });
  });

  test('waits longer after each try, and says until when', async () => {
    const { secret } = await enrolled();
    const ticket = cookiesOf(await signIn('Reviewer A'));
    for (let count = 0; count < 5; count++) await giveCode('000000', ticket).expect(401);
    const { headers, text } = await giveCode(codeAt(secret, now() + 30 * second), ticket).expect(429);
    expect(headers['retry-after']).toBe('2');
    expect(alertOf(text)).toMatch(/^Too many tries to sign in/);
  });

  test('does not lock out the owner’s own browser, nor does guessing the password stop a code', async () => {
    const { cookie, secret } = await enrolled();
    const device = /resorb-device=[^;]+/.exec(cookie)?.[0] ?? '';
    const theirs = cookiesOf(await signIn('Reviewer A'));
    for (let count = 0; count < 5; count++) await giveCode('000000', theirs).expect(401);
    await giveCode('000000', theirs).expect(429);
    for (let count = 0; count < 5; count++) await signIn('Reviewer A', 'wrong').expect(401);
    const mine = cookiesOf(await signIn('Reviewer A', words, device).expect(303));
    await giveCode(freshCode(secret), `${mine}; ${device}`).expect(303);
  });

  function anAttempt(address: string) {
    return {
      name: 'Reviewer A',
      password: words,
      address,
      userAgent: '',
      deviceToken: undefined,
      sessionToken: undefined,
      requestId: null,
    };
  }
});

describe('recovery codes', () => {
  test('let in once each, and are counted down', async () => {
    const { codes } = await enrolled();
    const code = codes[3] ?? '';
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const ticket = cookiesOf(await signIn('Reviewer A'));
    const cookie = cookiesOf(await giveCode(typed, ticket).expect(303));
    expect((await get(page, cookie)).text).toContain('9 recovery codes are left');
    const other = cookiesOf(await signIn('Reviewer A'));
    await giveCode(code, other).expect(401);
    await giveCode(codes[4] ?? '', other).expect(303);
    const used = desk.audit.events.filter(({ kind }) => kind === 'account.recovery-code');
    expect(used.map(({ reason }) => reason)).toEqual(['9 left', '8 left']);
  });

  test('are replaced by new ones for a code, and the old ones work no more', async () => {
    const { cookie, secret, codes } = await enrolled();
    await sendForm(desk.app, `${page}/renew`, { code: '000000' }, cookie).expect(401);
    const renewed = await sendForm(desk.app, `${page}/renew`, { code: freshCode(secret) }, cookie).expect(200);
    const fresh = codesOn(renewed.text);
    expect(fresh).toHaveLength(10);
    const ticket = cookiesOf(await signIn('Reviewer A'));
    await giveCode(codes[0] ?? '', ticket).expect(401);
    await giveCode(fresh[0] ?? '', ticket).expect(303);
  });

  test('of one person are of no use to another', async () => {
    const [one] = [await enrolled('Reviewer A'), await enrolled('Reviewer B')];
    await giveCode(one.codes[0] ?? '', cookiesOf(await signIn('Reviewer B'))).expect(401);
    await giveCode(one.codes[0] ?? '', cookiesOf(await signIn('Reviewer A'))).expect(303);
  });
});

describe('turning it off', () => {
  test('needs a code, and ends every other session', async () => {
    const { cookie, secret } = await enrolled();
    const other = cookiesOf(await giveCode(freshCode(secret), cookiesOf(await signIn('Reviewer A'))));
    await sendForm(desk.app, `${page}/off`, { code: '000000' }, cookie).expect(401);
    await sendForm(desk.app, `${page}/off`, { code: freshCode(secret) }, cookie)
      .expect(303)
      .expect('Location', '/en/account?done=second-factor');
    expect([await isIn(cookie), await isIn(other)]).toEqual([true, false]);
    await signIn('Reviewer A').expect(303).expect('Location', '/en/account');
    await sendForm(desk.app, `${page}/off`, { code: '000000' }, cookie).expect(422);
  });

  test('an administrator can take it away; the person is signed out and signs in by the password', async () => {
    const administrator = desk.person('administrator');
    const { account, cookie } = await enrolled();
    const people = load((await get('/en/admin/users', administrator.cookie)).text);
    const form = people(`#person-${account.accountId} form[action$="/reset-second-factor"]`).attr('action') ?? '';
    await sendForm(desk.app, form, {}, administrator.cookie).expect(303);
    expect(await isIn(cookie)).toBe(false);
    await signIn('Reviewer A').expect(303).expect('Location', '/en/account');
    expect(desk.audit.events.at(-1)).toMatchObject({
      kind: 'account.second-factor-reset',
      actorAnnotatorId: administrator.identity.annotatorId,
      subject: `account:${account.accountId}`,
      before: { hasSecondFactor: true },
      after: { hasSecondFactor: false },
    });
    const again = load((await get('/en/admin/users', administrator.cookie)).text);
    expect(again('form[action$="/reset-second-factor"]')).toHaveLength(0);
  });

  test('nobody resets their own without a code', async () => {
    const { account, cookie } = await enrolled('Administrator A', 'administrator');
    await sendForm(desk.app, `/en/admin/users/${account.accountId}/reset-second-factor`, {}, cookie).expect(422);
    expect(desk.accounts.account(account.accountId)?.hasSecondFactor).toBe(true);
  });
});

describe('where it is required', () => {
  beforeEach(() => {
    desk = aDesk({ secondFactor: 'required' });
  });

  test('whoever works at the desk is led to set it up, and sees nothing of the desk before', async () => {
    await anAccount(desk, 'Administrator A', words, 'administrator');
    const signedIn = await signIn('Administrator A', words, '', '/en/admin/users').expect(303);
    expect(signedIn.headers.location).toBe(page);
    const cookie = cookiesOf(signedIn);
    await get('/en/admin/users', cookie).expect(303).expect('Location', page);
    await sendForm(desk.app, '/en/admin/users/invite', { name: '', role: 'reader' }, cookie).expect(403);
    await get('/en/admin/users', cookie).set('Accept', 'application/json').expect(403);
    await get('/en/account', cookie).expect(200);
    expect((await get(page, cookie).expect(200)).text).toContain('asks everybody at the desk');

    await sendForm(desk.app, `${page}/begin`, {}, cookie).expect(303);
    await get('/en/admin/users', cookie).expect(303);
    const secret = load((await get(page, cookie)).text)('.key-text').text();
    await sendForm(desk.app, `${page}/confirm`, { code: codeAt(secret, now()) }, cookie).expect(200);
    await get('/en/admin/users', cookie).expect(200);
    await sendForm(desk.app, `${page}/off`, { code: freshCode(secret) }, cookie).expect(303);
    await get('/en/admin/users', cookie).expect(303).expect('Location', page);
  });

  test('an invitation leads there too, and a reader is asked for nothing', async () => {
    const accept = (role: 'reader' | 'reviewer') => {
      const { token } = desk.accounts.invite(`A ${role}`, role, commandLine);
      return sendForm(desk.app, `/en/invitations/${token}`, { password: words, repeat: words }).expect(303);
    };
    expect((await accept('reviewer')).headers.location).toBe(page);
    expect((await accept('reader')).headers.location).toBe('/en/account');
    await signIn('A reader', words, '', '/en/methods').expect('Location', '/en/methods');
  });
});

describe('nothing of it leaks', () => {
  test('the trail and the log name what was done, and no key and no code', async () => {
    const { account, cookie, secret, codes } = await enrolled();
    const code = freshCode(secret);
    const renewed = await sendForm(desk.app, `${page}/renew`, { code }, cookie);
    await giveCode(codesOn(renewed.text)[0] ?? '', cookiesOf(await signIn('Reviewer A')));
    desk.accounts.resetSecondFactor(account.accountId, commandLine);
    const said = JSON.stringify([desk.audit.events, desk.log]);
    const secrets = [secret, secret.replaceAll(' ', ''), code, ...codes, ...codesOn(renewed.text)];
    expect(secrets.filter((text) => said.includes(text))).toEqual([]);
    const kinds = desk.audit.events.map(({ kind }) => kind).filter((kind) => /factor|recovery/.test(kind));
    expect(kinds).toEqual([
      'account.second-factor-on',
      'account.recovery-codes',
      'account.recovery-code',
      'account.second-factor-reset',
    ]);
  });

  test('with a secret of the server the database has the key sealed, and another secret does not open it', async () => {
    const seal = createSecretSeal('a secret of the server, 32 signs long');
    desk = aDesk({ seal });
    const { account, secret } = await enrolled();
    const kept = desk.store.secondFactors.get(account.accountId)?.secret ?? '';
    expect(kept).toMatch(/^aes-256-gcm:/);
    await giveCode(freshCode(secret), cookiesOf(await signIn('Reviewer A'))).expect(303);
    expect(desk.accounts.unreadableSecondFactors()).toBe(0);
    const elsewhere = testAccounts(desk.store, desk.clock, { seal: createSecretSeal('another secret of a server') });
    expect(elsewhere.accounts.unreadableSecondFactors()).toBe(1);
    expect(createSecretSeal('another secret of a server').open(kept, `account:${account.accountId}`)).toBeNull();
  });
});
