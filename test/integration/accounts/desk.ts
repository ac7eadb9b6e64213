import { load } from 'cheerio';
import type { Express } from 'express';
import request from 'supertest';
import { commandLine } from '../../../src/review/accounts/audit.ts';
import { type Accounts, createAccounts } from '../../../src/review/accounts/createAccounts.ts';
import type { Role } from '../../../src/review/accounts/roles.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { plainHasher, sameOrigin, signedIn, standingClock, testAccounts } from '../../support/identity.ts';
import { testApp } from '../../support/webApp.ts';

/** The application, made once: what people do is passed on to the accounts of the test that runs. */
let passedOn: Accounts;
const accountsOfTheTest = new Proxy({} as Accounts, { get: (_target, name) => Reflect.get(passedOn, name) });
const { app, log } = testApp({}, { trustProxy: ['loopback'] }, { accounts: accountsOfTheTest });

/** People over an empty database, with a clock that the test moves on. */
export function aDesk(settings: Parameters<typeof testAccounts>[2] = {}) {
  const clock = standingClock();
  const store = openStore(':memory:');
  const parts = testAccounts(store, clock, settings);
  passedOn = parts.accounts;
  return {
    ...parts,
    app,
    log,
    store,
    clock,
    person: (role: Role, name?: string) => signedIn(store, role, { clock, ...(name ? { name } : {}) }),
  };
}

export type Desk = ReturnType<typeof aDesk>;

/** An account over the desk's own store and trail, whose password is real work of nobody. */
export async function anAccount(desk: Desk, name: string, password: string, role: Role = 'reviewer') {
  const { accounts } = desk;
  const { token } = accounts.invite(name, role, commandLine);
  await accounts.accept({ token, name, password, userAgent: '', requestId: null });
  return accounts.accountNamed(name);
}

/** The desk after a stop and a start: the same database, everything else new. */
export function restarted({ store, clock }: Desk) {
  const hasher = plainHasher();
  return { hasher, accounts: createAccounts({ store, clock, audit: { record: () => {} }, hasher }) };
}

/** Sends a form as a browser sends one of the site's own. */
export function sendForm(app: Express, path: string, fields: Record<string, string>, cookie = '') {
  return request(app).post(path).set(sameOrigin).set('Cookie', cookie).type('form').send(fields);
}

/** Cookies an answer sets, as the next request sends them. */
export function cookiesOf(response: { headers: Record<string, unknown> }): string {
  const set = response.headers['set-cookie'];
  return (Array.isArray(set) ? set : []).map((line: string) => line.split(';')[0]).join('; ');
}

/** What stands above the form when something was wrong. */
export function alertOf(html: string): string {
  return load(html)('[role=alert] li').text();
}
