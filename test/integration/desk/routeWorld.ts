import request from 'supertest';
import { type Role, roles } from '../../../src/review/accounts/roles.ts';
import type { OpenOptions } from '../../../src/store/database.ts';
import { locales } from '../../../src/web/locale.ts';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, sameOrigin, signedIn } from '../../support/identity.ts';
import { libraryCopies } from '../../support/storeCopies.ts';
import { type Cell, localRoutes, plainRoutes, type Row } from './routeTable.ts';

/** What the asker and others have, by the names that the table of routes uses. */
export type World = Record<string, unknown>;

export const routeTables: [locale: string, rows: Row[]][] = [
  ['', plainRoutes],
  ...locales.map((locale) => [`/${locale}`, localRoutes] as [string, Row[]]),
];

/** The name of a route in one language, as the application's router has it. */
export const nameOf = (locale: string, { route }: Row): string =>
  route.replace(' ', ` ${locale}`).replace(/(?<=.)\/$/, locale ? '' : '/');

/** Every line of the table of routes in every language, for `describe.each`. */
export const allCells = routeTables.flatMap(([locale, rows]) =>
  rows.flatMap((row) => row.cells.map((cell) => ({ name: nameOf(locale, row), locale, row, cell }))),
);

/** Those that may change something, in one language. */
export const unsafeCells = allCells.filter(({ row, locale }) => row.route.startsWith('POST ') && locale !== '/zh');

const recordNames = [
  ...['included', 'fresh', 'voted', 'closed', 'drafted'],
  ...['ownConflict', 'foreignConflict', 'ownSettled', 'foreignSettled'],
];

/** The whole application over a review in which every line of the table of routes finds what it speaks of. */
export async function startRouteWorld(options: OpenOptions = {}) {
  const copies = await libraryCopies(400);
  const desk = deskApp({ store: copies.store(options) });
  const { store } = desk;
  const records = store.reviewQueue.all();
  const included = records.filter((recordId) => store.screening.standing(recordId) === 'included');
  const others = [signedIn(store, 'reviewer'), signedIn(store, 'reviewer')];
  const adjudicator = signedIn(store, 'adjudicator');
  const usedRecords = new Set<number>();
  let names = 0;

  /** What the asker and others have, made only where the cell speaks of it. */
  async function worldFor(person: SignedInPerson | null, row: Row, cell: Cell): Promise<World> {
    const text = JSON.stringify([cell.path, cell.fields]);
    const has = (name: string) => text.includes(`{${name}}`);
    const isAllowed =
      person !== null && (row.least === null || roles.indexOf(person.identity.role) >= roles.indexOf(row.least));
    const me = person?.identity.annotatorId ?? 0;
    const [a = 0, b = 0] = others.map(({ identity }) => identity.annotatorId);
    const world: World = {
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
    const conflictEntryId = store.reviewState.conflict(recordId, stage)?.trailEntryId ?? 0;
    const answer = { verdict: 'include', exclusionReason: null, note: '' };
    const { annotatorId } = adjudicator.identity;
    const by = { annotatorId, at: desk.clock(), requestId: null, idempotencyKey: null };
    await desk.desk.settle({ recordId, stage, ...by, answer, reason: 'as it says', conflictEntryId });
  }

  async function draftedBy(annotatorId: number): Promise<number> {
    const recordId = freshRecord();
    const draft = { recordId, stage: 'title-abstract' as const, annotatorId, answer: {}, version: 0, at: desk.clock() };
    await desk.desk.saveDraft(draft);
    return recordId;
  }

  /** Sends what a line of the table says, with these headers. */
  async function send(world: World, headers: Record<string, string>, locale: string, row: Row, cell: Cell) {
    const path = filled(locale + cell.path, world);
    if (row.route.startsWith('GET ')) return await request(desk.app).get(path).set(headers);
    const fields = Object.entries(cell.fields ?? {}).map(([name, value]) => [name, filled(value, world)]);
    return await request(desk.app).post(path).set(headers).type('form').send(Object.fromEntries(fields));
  }

  return {
    ...desk,
    worldFor,
    freshRecord,
    send,
    /** The same as the site's own page sends it, in a world made for it. */
    async ask(person: SignedInPerson | null, locale: string, row: Row, cell: Cell) {
      return await send(await worldFor(person, row, cell), person?.headers ?? sameOrigin, locale, row, cell);
    },
    stop: (): void => copies.remove(),
  };
}

export type RouteWorld = Awaited<ReturnType<typeof startRouteWorld>>;

/** How a line of the table is answered to a role. */
export function expectedStatus({ route, least }: Row, { status, nobody }: Cell, role: Role | 'nobody'): number {
  if (role === 'nobody') {
    if (least === null) return nobody ?? status;
    return route.startsWith('GET ') ? 303 : 401;
  }
  return least !== null && roles.indexOf(role) < roles.indexOf(least) ? 403 : status;
}

function filled(text: string, world: World): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (world[name] === undefined) throw new Error(`The world of the test has no ${name}.`);
    return String(world[name]);
  });
}
