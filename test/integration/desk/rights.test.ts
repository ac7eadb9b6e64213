import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import request from 'supertest';
import { type Role, roles } from '../../../src/review/accounts/roles.ts';
import { locales } from '../../../src/web/locale.ts';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, sameOrigin, signedIn } from '../../support/identity.ts';
import { routesOf } from '../../support/routesOf.ts';
import { libraryCopies, type StoreCopies } from '../../support/storeCopies.ts';
import { type Cell, localRoutes, plainRoutes, type Row } from './routeTable.ts';

let copies: StoreCopies;
let desk: ReturnType<typeof deskApp>;
let records: number[];
let included: number[];
let others: SignedInPerson[];
let adjudicator: SignedInPerson;
/** Grows with every commit of anybody else. */
let writes: () => number;
let names = 0;
beforeAll(async () => {
  copies = await libraryCopies(400);
  desk = deskApp({ store: copies.store() });
  const looking = new BetterSqlite(desk.store.file, { readonly: true });
  writes = () => looking.pragma('data_version', { simple: true }) as number;
  records = desk.store.reviewQueue.all();
  included = records.filter((recordId) => desk.store.screening.standing(recordId) === 'included');
  others = [signedIn(desk.store, 'reviewer'), signedIn(desk.store, 'reviewer')];
  adjudicator = signedIn(desk.store, 'adjudicator');
});
afterAll(() => copies.remove());

const tables: [locale: string, rows: Row[]][] = [
  ['', plainRoutes],
  ...locales.map((locale) => [`/${locale}`, localRoutes] as [string, Row[]]),
];
const nameOf = (locale: string, { route }: Row): string =>
  route.replace(' ', ` ${locale}`).replace(/(?<=.)\/$/, locale ? '' : '/');

test('every route of the application is in the table, and nothing else: who adds one says who may use it', () => {
  const listed = tables.flatMap(([locale, rows]) => rows.map((row) => nameOf(locale, row)));
  const there = new Set(routesOf(desk.app).map(({ method, path }) => `${method} ${path}`));
  expect([...there].filter((route) => !listed.includes(route))).toEqual([]);
  expect(listed.filter((route) => !there.has(route))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

const cells = tables.flatMap(([locale, rows]) =>
  rows.flatMap((row) => row.cells.map((cell) => ({ name: nameOf(locale, row), locale, row, cell }))),
);

describe.each(cells)('$name of $cell.object: $cell.path', ({ locale, row, cell }) => {
  test('is answered to each role as the table says', async () => {
    for (const role of rolesFor(row)) {
      const person = role === 'nobody' ? null : signedIn(desk.store, role);
      const response = await answerTo(person, locale, row, cell);
      expect({ role, status: response.status }).toEqual({ role, status: expectedStatus(row, cell, role) });
      if (row.least !== null) expect(response.headers['cache-control']).toBe('no-store');
    }
  });
});

/** Pages that everybody reads are asked for by the least and the most; all else by everybody. */
function rolesFor({ route, least }: Row): readonly (Role | 'nobody')[] {
  return least === null && route.startsWith('GET ') ? ['nobody', 'administrator'] : ['nobody', ...roles];
}

const unsafe = cells.filter(({ row, locale }) => row.route.startsWith('POST ') && locale !== '/zh');

describe.each(unsafe)('$name of $cell.object, sent by another site: $cell.path', ({ locale, row, cell }) => {
  test('is refused to whoever may everything, and changes nothing', async () => {
    const person = signedIn(desk.store, 'administrator');
    const world = await worldFor(person, row, cell);
    const before = writes();
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }, {}]) {
      const response = await send(world, { Cookie: person.cookie, ...headers }, locale, row, cell);
      expect({ headers, status: response.status }).toEqual({ headers, status: 403 });
      expect(response.headers['set-cookie']).toBeUndefined();
    }
    expect(writes()).toBe(before);
  });
});

async function answerTo(person: SignedInPerson | null, locale: string, row: Row, cell: Cell) {
  return await send(await worldFor(person, row, cell), person?.headers ?? sameOrigin, locale, row, cell);
}

async function send(
  world: Record<string, unknown>,
  headers: Record<string, string>,
  locale: string,
  row: Row,
  cell: Cell,
) {
  const path = filled(locale + cell.path, world);
  if (row.route.startsWith('GET ')) return await request(desk.app).get(path).set(headers);
  const fields = Object.entries(cell.fields ?? {}).map(([name, value]) => [name, filled(value, world)]);
  return await request(desk.app).post(path).set(headers).type('form').send(Object.fromEntries(fields));
}

function expectedStatus({ route, least }: Row, { status, nobody }: Cell, role: Role | 'nobody'): number {
  if (role === 'nobody') {
    if (least === null) return nobody ?? status;
    return route.startsWith('GET ') ? 303 : 401;
  }
  return least !== null && roles.indexOf(role) < roles.indexOf(least) ? 403 : status;
}

function filled(text: string, world: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (world[name] === undefined) throw new Error(`The world of the test has no ${name}.`);
    return String(world[name]);
  });
}

/** What the asker and others have, made only where the cell speaks of it. */
async function worldFor(person: SignedInPerson | null, row: Row, cell: Cell): Promise<Record<string, unknown>> {
  const { store } = desk;
  const text = JSON.stringify([cell.path, cell.fields]);
  const has = (name: string) => text.includes(`{${name}}`);
  const isAllowed =
    person !== null && (row.least === null || roles.indexOf(person.identity.role) >= roles.indexOf(row.least));
  const me = person?.identity.annotatorId ?? 0;
  const [a = 0, b = 0] = others.map(({ identity }) => identity.annotatorId);
  const world: Record<string, unknown> = {
    key: `key-${names++}`,
    pmid: store.records.get(1)?.key,
    password: person?.password ?? 'none',
    session: person?.identity.sessionId ?? 0,
    account: person?.identity.accountId ?? 0,
  };
  if (has('foreignSession') || has('foreignAccount')) {
    const somebody = signedIn(store, 'reviewer').identity;
    Object.assign(world, { foreignSession: somebody.sessionId, foreignAccount: somebody.accountId });
  }
  if (has('invitation') || has('invitationId')) {
    const actor = { accountId: null, annotatorId: null, requestId: null };
    world.invitation = desk.accounts.invite(null, 'reader', actor).token;
    world.invitationId = store.invitations.openUnnamed(desk.clock()).at(-1)?.invitationId;
  }
  // Who may not gets no further than the door: any record does.
  if (!isAllowed) {
    for (const name of recordNames) world[name] = records[0];
    return { conflict: 0, ...world };
  }
  if (has('included')) world.included = included[0];
  if (has('included') && cell.fields) included.shift();
  if (has('fresh')) world.fresh = freshRecord();
  if (has('voted')) world.voted = await voted([me, 'include']);
  if (has('closed')) world.closed = await voted([a, 'include'], [b, 'include']);
  if (has('drafted')) world.drafted = await draftedBy(a);
  for (const [name, first] of [
    ['ownConflict', me],
    ['foreignConflict', a],
    ['ownSettled', me],
    ['foreignSettled', a],
  ] as const) {
    if (!has(name)) continue;
    const recordId = await voted([first, 'include'], [b, 'exclude']);
    world[name] = recordId;
    world.conflict = store.reviewState.conflict(recordId, 'title-abstract')?.trailEntryId;
    if (name.endsWith('Settled')) await settled(recordId);
  }
  world.conflict ??= 0;
  return world;
}

const recordNames = [
  ...['included', 'fresh', 'voted', 'closed', 'drafted'],
  ...['ownConflict', 'foreignConflict', 'ownSettled', 'foreignSettled'],
];
const usedRecords = new Set<number>();
/** A record nobody has voted on: every cell that needs one takes its own. */
function freshRecord(): number {
  const recordId = records.findLast((each) => !usedRecords.has(each));
  if (recordId === undefined) throw new Error('There are no more records to vote on.');
  usedRecords.add(recordId);
  return recordId;
}

async function voted(...votes: [annotatorId: number, verdict: string][]): Promise<number> {
  const recordId = freshRecord();
  const act = { recordId, stage: 'title-abstract' as const, at: desk.clock(), requestId: null, idempotencyKey: null };
  for (const [annotatorId, verdict] of votes) {
    const answer = { verdict, exclusionReason: null, note: '' };
    await desk.desk.vote({ ...act, annotatorId, answer, version: 0, shown: { suggestions: [], ranking: null } });
  }
  return recordId;
}

async function settled(recordId: number): Promise<void> {
  const stage = 'title-abstract' as const;
  const conflictEntryId = desk.store.reviewState.conflict(recordId, stage)?.trailEntryId ?? 0;
  const answer = { verdict: 'include', exclusionReason: null, note: '' };
  const by = { annotatorId: adjudicator.identity.annotatorId, at: desk.clock(), requestId: null, idempotencyKey: null };
  await desk.desk.settle({ recordId, stage, ...by, answer, reason: 'as it says', conflictEntryId });
}

async function draftedBy(annotatorId: number): Promise<number> {
  const recordId = freshRecord();
  const draft = { recordId, stage: 'title-abstract' as const, annotatorId, answer: {}, version: 0, at: desk.clock() };
  await desk.desk.saveDraft(draft);
  return recordId;
}
