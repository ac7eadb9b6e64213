import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { SignedInPerson } from '../../support/identity.ts';
import { aDesk, type Desk } from './desk.ts';

let desk: Desk;
let administrator: SignedInPerson;
let person: SignedInPerson;
let invitation: string;
beforeAll(() => {
  desk = aDesk();
  administrator = desk.person('administrator', 'Administrator A');
  person = desk.person('reviewer', 'Reviewer A');
  invitation = desk.accounts.invite(null, 'reader', { accountId: null, annotatorId: null, requestId: null }).token;
});

/** Every address by which something of people can be changed, and the appearance. */
const unsafe: [name: string, path: () => string, fields: () => Record<string, string>][] = [
  ['preferences', () => '/preferences', () => ({ theme: 'dark' })],
  ['sign-in', () => '/en/sign-in', () => ({ name: 'Reviewer A', password: person.password })],
  ['code', () => '/en/sign-in/code', () => ({ code: '123456' })],
  ['sign-out', () => '/en/sign-out', () => ({})],
  ['confirm', () => '/en/account/confirm', () => ({ password: administrator.password })],
  ['invitation', () => `/en/invitations/${invitation}`, () => newPerson],
  ['password', () => '/en/account/password', () => ({ current: administrator.password, ...newPassword })],
  ['end session', () => `/en/account/sessions/${administrator.identity.sessionId}/end`, () => ({})],
  ['everywhere', () => '/en/account/sign-out-everywhere', () => ({})],
  ['begin a second factor', () => '/en/account/second-factor/begin', () => ({})],
  ['invite', () => '/en/admin/users/invite', () => ({ role: 'administrator', name: 'Person B' })],
  ['withdraw', () => '/en/admin/users/invitations/1/withdraw', () => ({})],
  ['role', () => user('role'), () => ({ role: 'administrator' })],
  ['disable', () => user('disable'), () => ({})],
  ['enable', () => user('enable'), () => ({})],
  ['reset', () => user('reset'), () => ({})],
  ['sign out of everywhere', () => user('sign-out'), () => ({})],
  ['reset the second factor', () => user('reset-second-factor'), () => ({})],
];
const newPassword = { password: 'other words of mine', repeat: 'other words of mine' };
const newPerson = { name: 'Person C', ...newPassword };
const user = (what: string) => `/en/admin/users/${person.identity.accountId}/${what}`;

/** What a browser sends with a request that another site made it send, and what other programs might. */
const foreign: [name: string, headers: Record<string, string>][] = [
  ['no header at all', {}],
  ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['same-site', { 'Sec-Fetch-Site': 'same-site' }],
  ['cross-site with our own origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://site.example' }],
  ['an unknown site word', { 'Sec-Fetch-Site': 'SAME-ORIGIN' }],
  ['a foreign origin', { Origin: 'https://elsewhere.example' }],
  ['another port', { Origin: 'http://site.example:8080' }],
  ['a host that begins like ours', { Origin: 'http://site.example.elsewhere.example' }],
  ['a null origin', { Origin: 'null' }],
  ['an origin that is none', { Origin: 'site.example' }],
  ['plain text', { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'text/plain' }],
  ['another method in a header', { 'Sec-Fetch-Site': 'cross-site', 'X-HTTP-Method-Override': 'GET' }],
];

const send = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
  request(desk.app)
    .post(path)
    .set({ Host: 'site.example', Cookie: administrator.cookie, ...headers })
    .type('Content-Type' in headers ? 'text/plain' : 'form')
    .send(new URLSearchParams(fields).toString());

/** Everything people could have changed. */
function state(): string {
  const { store } = desk;
  return JSON.stringify([
    store.accounts.list(),
    store.sessions.ofAccount(administrator.identity.accountId),
    store.sessions.ofAccount(person.identity.accountId),
    store.invitations.openUnnamed(desk.clock()),
    desk.audit.events.length,
    store.secondFactors.get(administrator.identity.accountId),
  ]);
}

describe.each(unsafe)('%s', (_name, path, fields) => {
  test.each(foreign)('refuses %s and changes nothing', async (_kind, headers) => {
    const before = state();
    const response = await send(path(), fields(), headers);
    expect(response.status).toBe(403);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(state()).toBe(before);
  });

  test('is not reached by reading, nor by another method', async () => {
    const before = state();
    const query = new URLSearchParams(fields()).toString();
    const reading = { Cookie: administrator.cookie, 'X-HTTP-Method-Override': 'POST' };
    await request(desk.app).get(`${path()}?${query}&_method=POST`).set(reading);
    for (const method of ['put', 'patch', 'delete'] as const) {
      const headers = { Cookie: administrator.cookie, 'Sec-Fetch-Site': 'same-origin' };
      expect((await request(desk.app)[method](path()).set(headers)).status).toBe(404);
    }
    expect(state()).toBe(before);
  });
});

describe('what comes from the site itself is let through', () => {
  test.each([
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'http://site.example' },
    { Origin: 'https://site.example' },
  ])('%j', async (headers) => {
    await send('/preferences', { theme: 'dark' }, headers).expect(303);
  });

  test('behind a proxy by the name readers know', async () => {
    const headers = { Origin: 'https://public.example', 'X-Forwarded-Host': 'public.example' };
    await send('/preferences', { theme: 'dark' }, headers).expect(303);
    await send('/preferences', { theme: 'dark' }, { ...headers, Origin: 'https://site.example' }).expect(403);
  });
});
