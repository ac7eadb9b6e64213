import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { stages } from '../../../src/domain/review.ts';
import { decisionFiles } from '../../../src/review/decisionTables.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';
import { routesOf } from '../../support/routesOf.ts';
import { libraryCopies, type StoreCopies } from '../../support/storeCopies.ts';

/** The record that B has not voted on. */
const recordId = 7;
/** Another, on which B and the curator vote after that, so that what came before could show in numbers and seals. */
const laterId = 8;

/** What A may have done about it before B looks. */
const worlds = {
  nothing: null,
  include: { verdict: 'include', version: '0', tagVersion: '0', key: 'a' },
  exclude: { verdict: 'exclude', reason: 'wrong-topic', version: '0', tagVersion: '0', key: 'a', note: 'a note of A' },
  tags: {
    ...{ verdict: 'include', version: '0', tagVersion: '0', key: 'a' },
    ...{ mechanism: 'inflammation', 'mechanism.inflammation': 'supports' },
  },
};
type World = keyof typeof worlds;

let copies: StoreCopies;
let a: SignedInPerson;
let b: SignedInPerson;
/** A curator who votes, and one who does not. */
let curator: SignedInPerson;
let overseer: SignedInPerson;
/** The whole application in each world, over databases that were one until A voted. */
const apps = {} as Record<World, ReturnType<typeof deskApp>>;
beforeAll(async () => {
  copies = await libraryCopies();
  const store = copies.store();
  a = signedIn(store, 'reviewer', { name: 'Reviewer A' });
  b = signedIn(store, 'reviewer', { name: 'Reviewer B' });
  curator = signedIn(store, 'curator', { name: 'Curator' });
  overseer = signedIn(store, 'curator', { name: 'Overseer' });
  for (const [world, fields] of Object.entries(worlds) as [World, Record<string, string> | null][]) {
    store.copyTo(`${store.file}-${world}`);
    apps[world] = deskApp({ store: openStore(`${store.file}-${world}`) });
    const form = request(apps[world].app).post(`/en/review/title-abstract/${recordId}`).set(a.headers).type('form');
    if (fields) await form.send(fields).expect(303);
    for (const { headers } of [b, curator])
      await request(apps[world].app)
        .post(`/en/review/title-abstract/${laterId}`)
        .set(headers)
        .type('form')
        .send({ verdict: 'include', version: '0', tagVersion: '0', key: 'later' })
        .expect(303);
  }
});
afterAll(() => {
  for (const { store } of Object.values(apps)) store.close();
  copies.remove();
});

/** What a parameter of an address stands for, by its name and what comes before it. */
const parameters: Record<string, readonly string[]> = {
  'records{/*key}': ['records'],
  ':stage': stages,
  ':recordId': [String(recordId)],
  ':otherId': ['8'],
  '*key': ['{key}', '{key}.ris'],
  ':file': decisionFiles,
  'mechanisms/:id': ['mechanisms/inflammation'],
  'predictors/:id': ['predictors/rim-enhancement'],
  'mechanisms{/:id}': ['mechanisms'],
  'predictors{/:id}': ['predictors'],
  'runs{/:id}': ['runs/1'],
  'runs/:id': ['runs/1'],
  'evidence/:id': ['evidence/1'],
  'evidence/:key': ['evidence/1'],
  ':token': ['none'],
  ':name': ['none'],
  ':ending': ['csv'],
  ':part': ['1'],
  ':kind': ['csv'],
  ':finding': ['all'],
  '{/*rest}': [''],
};

/** Every address that can be read, English ones for both languages. */
function addresses(): string[] {
  const key = apps.nothing.store.records.get(recordId)?.key ?? '';
  const routes = routesOf(apps.nothing.app).filter(({ method, path }) => method === 'GET' && !path.startsWith('/zh'));
  const filled = routes.flatMap(({ path }) => fill(path)).map((path) => path.replace('{key}', key));
  return [
    ...new Set([
      ...filled,
      '/en/records?screening=unscreened',
      '/en/review/trail?check=1',
      `/en/review/history/${laterId}`,
    ]),
  ];
}

function fill(path: string): string[] {
  const name = Object.keys(parameters).find((each) => path.includes(each));
  return name ? (parameters[name] ?? []).flatMap((value) => fill(path.replace(name, value))) : [path];
}

/** Everything of an answer but what differs between any two: its number, the time, names of acts still to come. */
async function seen(world: World, { headers }: SignedInPerson, path: string): Promise<string> {
  const response = await request(apps[world].app)
    .get(path)
    .set({ ...headers, Host: 'site.example' })
    .buffer(true);
  const text = response.text ?? String(response.body);
  const { 'x-request-id': _number, date: _date, etag, ...rest } = response.headers;
  const plain = text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'a name of an act or request')
    // The column of request numbers in the trail's table.
    .replace(/(?<=,)[0-9a-f]{16}(?=,)/g, 'a request');
  // A page that names an act has an ETag of its own each time.
  return JSON.stringify([response.status, rest, plain === text ? etag : '', plain], null, 1);
}

/** The addresses whose answers differ from world to world; every world is asked the same in the same order. */
async function differing(person: SignedInPerson, paths: readonly string[], among: readonly World[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const answers: string[] = [];
    for (const world of Object.keys(worlds) as World[]) {
      const answer = await seen(world, person, path);
      if (among.includes(world)) answers.push(answer);
    }
    if (new Set(answers).size > 1) found.push(path);
  }
  return found;
}

describe('before B has voted on a record', () => {
  test('every address can be filled in', () => {
    const paths = addresses();
    expect(paths.filter((path) => /[:*{]/.test(path.replace(/(pmid|doi):/g, '')))).toEqual([]);
    expect(paths).toContain(`/en/review/title-abstract/${recordId}`);
    expect(paths.length).toBeGreaterThan(60);
  });

  test('no number, seal or check of the trail tells a curator who votes', async () => {
    const trail = addresses().filter((path) => /review\/(trail|history|progress)/.test(path));
    expect(trail.length).toBeGreaterThan(4);
    expect(await differing(curator, trail, ['nothing', 'include', 'exclude', 'tags'])).toEqual([]);
  });

  test('nor does any page, file, count or header tell B', async () => {
    expect(await differing(b, addresses(), ['nothing', 'include', 'exclude', 'tags'])).toEqual([]);
    // Every address in four worlds, on machines that may be busy.
  }, 300_000);

  test('a curator who has never voted learns how much was done, and not what', async () => {
    const paths = ['/en/review/trail', '/en/review/trail.csv', '/en/review/progress'];
    expect(await differing(overseer, paths, ['include', 'exclude'])).not.toContain('/en/review/progress');
    expect(await differing(overseer, paths, ['nothing', 'include'])).toEqual(paths);
    for (const path of paths) {
      const page = await seen('exclude', overseer, path);
      expect(page).not.toContain('a note of A');
      expect(page).not.toContain('wrong-topic');
    }
    const row = (world: World) => seen(world, overseer, '/en/review/progress');
    expect(await row('nothing')).toContain('votes still needed');
    expect(await seen('nothing', curator, '/en/review/progress')).not.toContain('votes still needed');
  });

  test('once B has voted, both see both', async () => {
    const { app } = apps.exclude;
    const page = `/en/review/title-abstract/${recordId}`;
    const before = await request(app).get(page).set(b.headers);
    expect(before.text).not.toContain('a note of A');
    await request(app).post(page).set(b.headers).type('form').send(worlds.include).expect(303);
    for (const { headers } of [a, b]) {
      const after = await request(app).get(page).set(headers).expect(200);
      expect(after.text).toContain('a note of A');
    }
  });
});
