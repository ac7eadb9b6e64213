import { beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import express from 'express';
import request from 'supertest';
import { type Role, roles } from '../../../src/review/accounts/roles.ts';
import { personOf } from '../../../src/web/identity/identify.ts';
import { sameOrigin } from '../../support/identity.ts';
import { aDesk, alertOf, anAccount, type Desk, sendForm } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

/** Every private address, with the least role that may. */
const priv: [method: 'get' | 'post', path: string, least: Role][] = [
  ['get', '/en/account', 'reader'],
  ['get', '/en/account/confirm', 'reader'],
  ['post', '/en/account/confirm', 'reader'],
  ['post', '/en/account/password', 'reader'],
  ['post', '/en/account/sessions/999/end', 'reader'],
  ['post', '/en/account/sign-out-everywhere', 'reader'],
  ['get', '/en/account/second-factor', 'reader'],
  ['post', '/en/account/second-factor/begin', 'reader'],
  ['post', '/en/account/second-factor/confirm', 'reader'],
  ['post', '/en/account/second-factor/renew', 'reader'],
  ['post', '/en/account/second-factor/off', 'reader'],
  ['get', '/en/admin/users', 'administrator'],
  ['post', '/en/admin/users/invite', 'administrator'],
  ['post', '/en/admin/users/invitations/1/withdraw', 'administrator'],
  ['post', '/en/admin/users/1/role', 'administrator'],
  ['post', '/en/admin/users/1/disable', 'administrator'],
  ['post', '/en/admin/users/1/enable', 'administrator'],
  ['post', '/en/admin/users/1/reset', 'administrator'],
  ['post', '/en/admin/users/1/sign-out', 'administrator'],
  ['post', '/en/admin/users/1/reset-second-factor', 'administrator'],
];

describe.each(priv)('%s %s', (method, path, least) => {
  test('a stranger is asked to sign in, a program told so', async () => {
    const plain = await request(desk.app)[method](path).set(sameOrigin);
    if (method === 'get') {
      expect([plain.status, plain.headers.location]).toEqual([303, `/en/sign-in?return=${encodeURIComponent(path)}`]);
    } else expect(plain.status).toBe(401);
    const program = await request(desk.app)[method](path).set(sameOrigin).set('Accept', 'application/json');
    expect(program.status).toBe(401);
    expect(program.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(program.headers['cache-control']).toBe('no-store');
  });

  test('each role gets in or is told which one is needed', async () => {
    for (const role of roles) {
      const { cookie } = desk.person(role);
      const response = await request(desk.app)[method](path).set(sameOrigin).set('Cookie', cookie);
      const isAllowed = roles.indexOf(role) >= roles.indexOf(least);
      expect({ role, refused: response.status === 403 }).toEqual({ role, refused: !isAllowed });
      expect(response.headers['cache-control']).toBe('no-store');
      if (!isAllowed) expect(load(response.text)('.lead').text()).toContain('needs the role Administrator');
    }
  });
});

test('who is refused is in the log by number, and nobody’s name is', async () => {
  const { cookie, identity } = desk.person('reviewer');
  desk.log.lines.length = 0;
  await request(desk.app).get('/en/admin/users').set('Cookie', cookie).expect(403);
  await request(desk.app).get('/en/admin/users').set('Accept', 'application/json').expect(401);
  expect(desk.log.lines).toMatchObject([
    { path: '/en/admin/users', status: 403, account: identity.accountId },
    { path: '/en/admin/users', status: 401 },
  ]);
  expect(desk.log.lines[1]).not.toHaveProperty('account');
  expect(JSON.stringify(desk.log.lines)).not.toContain(identity.name);
});

test('every private page says who is signed in and has the way out', async () => {
  const { headers, identity } = desk.person('administrator');
  for (const path of ['/en/account', '/en/admin/users', '/zh/account/confirm']) {
    const $ = load((await request(desk.app).get(path).set(headers)).text);
    expect([path, $('form.person a').text()]).toEqual([path, identity.name]);
    expect($('form.person').attr('action')).toMatch(/^\/(en|zh)\/sign-out$/);
  }
});

test('a private route that forgot to ask for a role fails instead of serving anybody', async () => {
  const app = express();
  app.get('/', (_request, response) => {
    response.send(personOf(response).name);
  });
  const { status } = await request(app).get('/');
  expect(status).toBe(500);
});

describe('looking after people', () => {
  const words = 'several words of mine';

  test('writes down who did what to whom, with before and after and no secret', async () => {
    const administrator = desk.person('administrator');
    const account = await anAccount(desk, 'Reviewer A', words);
    desk.audit.events.length = 0;
    const act = (what: string, fields = {}) =>
      sendForm(desk.app, `/en/admin/users/${account.accountId}/${what}`, fields, administrator.cookie);
    await act('role', { role: 'curator' }).expect(303);
    await act('role', { role: 'curator' }).expect(303);
    await act('disable').expect(303);
    await act('enable').expect(303);
    await act('sign-out').expect(303);
    await act('reset').expect(200);
    const subject = `account:${account.accountId}`;
    const common = { actorAnnotatorId: administrator.identity.annotatorId, subject, at: desk.clock() };
    expect(desk.audit.events).toMatchObject([
      { kind: 'account.role', before: { role: 'reviewer' }, after: { role: 'curator' }, ...common },
      { kind: 'account.disabled', before: { disabled: false }, after: { disabled: true }, ...common },
      { kind: 'account.enabled', after: { disabled: false }, ...common },
      { kind: 'account.sessions-ended', ...common },
      { kind: 'account.reset-offered', ...common },
    ]);
    expect(desk.audit.events.every(({ requestId }) => requestId !== null)).toBe(true);
    expect(JSON.stringify(desk.audit.events)).not.toMatch(/plain:|words/);
  });

  test('a change that cannot be written down is not made', async () => {
    const account = await anAccount(desk, 'Reviewer A', words);
    desk.audit.record = () => {
      throw new Error('the disk is full');
    };
    const actor = { accountId: null, annotatorId: null, requestId: null };
    expect(() => desk.accounts.changeRole(account.accountId, 'curator', actor)).toThrow('the disk is full');
    expect(() => desk.accounts.disable(account.accountId, actor)).toThrow('the disk is full');
    expect(() => desk.accounts.invite('Person B', 'reader', actor)).toThrow('the disk is full');
    expect(desk.accounts.accounts()).toEqual([account]);
  });

  test.each([['role'], ['disable']])('nobody does “%s” to their own account', async (what) => {
    const { cookie, identity } = desk.person('administrator');
    desk.person('administrator');
    const path = `/en/admin/users/${identity.accountId}/${what}`;
    const { text } = await sendForm(desk.app, path, { role: 'reader' }, cookie).expect(422);
    expect(alertOf(text)).toMatch(/^Nobody changes the role of their own account/);
  });

  test('the last administrator who can sign in stays one, for the command line too', () => {
    const { identity } = desk.person('administrator');
    const other = desk.person('administrator').identity;
    const actor = { accountId: null, annotatorId: null, requestId: null };
    desk.accounts.disable(other.accountId, actor);
    expect(() => desk.accounts.disable(identity.accountId, actor)).toThrow(/last administrator/);
    expect(() => desk.accounts.changeRole(identity.accountId, 'curator', actor)).toThrow(/last administrator/);
  });

  test('a role that is none changes nothing', async () => {
    const { cookie } = desk.person('administrator');
    const { identity } = desk.person('reviewer');
    const path = `/en/admin/users/${identity.accountId}/role`;
    await sendForm(desk.app, path, { role: 'owner' }, cookie).expect(400);
    await sendForm(desk.app, '/en/admin/users/invite', { role: 'owner' }, cookie).expect(400);
    expect(desk.accounts.account(identity.accountId)?.role).toBe('reviewer');
  });

  test.each(['0', '999', '1e2', 'x', '-1'])('there is no account %s', async (id) => {
    const { cookie } = desk.person('administrator');
    await sendForm(desk.app, `/en/admin/users/${id}/disable`, {}, cookie).expect(404);
  });
});

describe('the head of every page', () => {
  test('shows the way in, and leads back', async () => {
    const { text } = await request(desk.app).get('/en/records?q=rim');
    expect(load(text)('a.person').attr('href')).toBe('/en/sign-in?return=%2Fen%2Frecords%3Fq%3Drim');
  });

  test.each<[Role, boolean]>([
    ['reader', false],
    ['reviewer', true],
    ['administrator', true],
  ])('shows a %s by name, with the desk: %s', async (role, hasDesk) => {
    const { cookie, identity } = desk.person(role);
    const { text, headers } = await request(desk.app).get('/zh/methods').set('Cookie', cookie);
    const $ = load(text);
    expect($('.person > a').text()).toBe(identity.name);
    expect($('form.person').attr('action')).toBe('/zh/sign-out');
    expect($('.nav a[href="/zh/review"]')).toHaveLength(hasDesk ? 1 : 0);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toMatch(/Cookie/);
  });
});
