import { load } from 'cheerio';
import request from 'supertest';
import { codeAt } from '../../support/authenticator.ts';
import { sameOrigin, signedIn } from '../../support/identity.ts';
import { cookiesOf } from '../accounts/desk.ts';
import type { RouteWorld } from '../desk/routeWorld.ts';

type Send = () => Promise<request.Response>;

/** A form whose data is right, on a route that the table of routes asks only with data that is refused. */
export interface TakenForm {
  name: string;
  status: number;
  /** Everything before the form itself: it may be sent once, or again where nothing was changed. */
  prepare(site: RouteWorld): Promise<Send>;
}

const factorPage = '/en/account/second-factor';
let forms = 0;

function sending(
  { app }: RouteWorld,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
): Send {
  return async () => await request(app).post(path).set(headers).type('form').send(fields);
}

/** Somebody who is about to turn the second factor on. */
async function beginning(site: RouteWorld) {
  const person = signedIn(site.store, 'reviewer');
  await sending(site, `${factorPage}/begin`, {}, person.headers)();
  const page = await request(site.app).get(factorPage).set(person.headers);
  return { ...person, code: codeAt(load(page.text)('.key-text').text(), Date.parse(site.clock())) };
}

/** Somebody who has turned it on, with a recovery code: the clock stands, and the code of this moment is used up. */
async function enrolled(site: RouteWorld) {
  const person = await beginning(site);
  const done = await sending(site, `${factorPage}/confirm`, { code: person.code }, person.headers)();
  return { ...person, recoveryCode: load(done.text)('.recovery-codes code').first().text() };
}

async function judged(site: RouteWorld, headers: Record<string, string>, finding: string): Promise<string> {
  const version = String(site.desk.certainty.versionOf(finding));
  await sending(site, `/en/review/certainty/${finding}`, { start: 'low', version }, headers)();
  return String(site.desk.certainty.versionOf(finding));
}

export const takenForms: TakenForm[] = [
  {
    name: 'POST /en/sign-in with the right password',
    status: 303,
    async prepare(site) {
      const { identity, password } = signedIn(site.store, 'reviewer');
      return sending(site, '/en/sign-in', { name: identity.name, password }, sameOrigin);
    },
  },
  {
    name: 'POST /en/sign-in/code with a code that is right',
    status: 303,
    async prepare(site) {
      const { identity, password, recoveryCode } = await enrolled(site);
      const halfway = await sending(site, '/en/sign-in', { name: identity.name, password }, sameOrigin)();
      const headers = { ...sameOrigin, Cookie: cookiesOf(halfway) };
      return sending(site, '/en/sign-in/code', { code: recoveryCode }, headers);
    },
  },
  {
    name: 'POST /en/invitations/:token by somebody new',
    status: 303,
    async prepare(site) {
      const actor = { accountId: null, annotatorId: null, requestId: null };
      const { token } = site.accounts.invite(null, 'reviewer', actor);
      forms += 1;
      const fields = { name: `Person ${forms}`, password: 'some good words', repeat: 'some good words' };
      return sending(site, `/en/invitations/${token}`, fields, sameOrigin);
    },
  },
  {
    name: 'POST /en/account/second-factor/confirm with the first code',
    status: 200,
    async prepare(site) {
      const { headers, code } = await beginning(site);
      return sending(site, `${factorPage}/confirm`, { code }, headers);
    },
  },
  {
    name: 'POST /en/account/second-factor/off with a code',
    status: 303,
    async prepare(site) {
      const { headers, recoveryCode } = await enrolled(site);
      return sending(site, `${factorPage}/off`, { code: recoveryCode }, headers);
    },
  },
  {
    name: 'POST /en/review/:stage/:recordId that clashes with another vote',
    status: 303,
    async prepare(site) {
      const [first, second] = [signedIn(site.store, 'reviewer'), signedIn(site.store, 'reviewer')];
      const recordId = site.freshRecord();
      const vote = (verdict: string) => ({ verdict, version: '0', tagVersion: '0' });
      const path = `/en/review/title-abstract/${recordId}`;
      await sending(site, path, vote('include'), first.headers)();
      return sending(site, path, vote('exclude'), second.headers);
    },
  },
  {
    name: 'POST /en/review/certainty/:finding of what was judged before',
    status: 303,
    async prepare(site) {
      const { headers } = signedIn(site.store, 'curator');
      const version = await judged(site, headers, 'all');
      return sending(site, '/en/review/certainty/all', { start: 'high', version }, headers);
    },
  },
  {
    name: 'POST /en/review/certainty/:finding/withdraw of what was judged',
    status: 303,
    async prepare(site) {
      const { headers } = signedIn(site.store, 'curator');
      const version = await judged(site, headers, 'bulge');
      return sending(site, '/en/review/certainty/bulge/withdraw', { version }, headers);
    },
  },
  {
    name: 'POST /en/admin/duplicates/:recordId/:otherId of two records',
    status: 303,
    async prepare(site) {
      const { headers } = signedIn(site.store, 'curator');
      const [one, other] = [site.freshRecord(), site.freshRecord()];
      return sending(site, `/en/admin/duplicates/${one}/${other}`, { verdict: 'same', why: 'One paper.' }, headers);
    },
  },
];
