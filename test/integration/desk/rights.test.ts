import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { type Role, roles } from '../../../src/review/accounts/roles.ts';
import { signedIn } from '../../support/identity.ts';
import { routesOf } from '../../support/routesOf.ts';
import type { Row } from './routeTable.ts';
import {
  allCells,
  expectedStatus,
  nameOf,
  type RouteWorld,
  routeTables,
  startRouteWorld,
  unsafeCells,
} from './routeWorld.ts';

let site: RouteWorld;
/** Grows with every commit of anybody else. */
let writes: () => number;
beforeAll(async () => {
  site = await startRouteWorld();
  const looking = new BetterSqlite(site.store.file, { readonly: true });
  writes = () => looking.pragma('data_version', { simple: true }) as number;
});
afterAll(() => site.stop());

test('every route of the application is in the table, and nothing else: who adds one says who may use it', () => {
  const listed = routeTables.flatMap(([locale, rows]) => rows.map((row) => nameOf(locale, row)));
  const there = new Set(routesOf(site.app).map(({ method, path }) => `${method} ${path}`));
  expect([...there].filter((route) => !listed.includes(route))).toEqual([]);
  expect(listed.filter((route) => !there.has(route))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

describe.each(allCells)('$name of $cell.object: $cell.path', ({ locale, row, cell }) => {
  test('is answered to each role as the table says', async () => {
    for (const role of rolesFor(row)) {
      const person = role === 'nobody' ? null : signedIn(site.store, role);
      const response = await site.ask(person, locale, row, cell);
      expect({ role, status: response.status }).toEqual({ role, status: expectedStatus(row, cell, role) });
      if (row.least !== null) expect(response.headers['cache-control']).toBe('no-store');
    }
  });
});

/** Pages that everybody reads are asked for by the least and the most; all else by everybody. */
function rolesFor({ route, least }: Row): readonly (Role | 'nobody')[] {
  return least === null && route.startsWith('GET ') ? ['nobody', 'administrator'] : ['nobody', ...roles];
}

describe.each(unsafeCells)('$name of $cell.object, sent by another site: $cell.path', ({ locale, row, cell }) => {
  test('is refused to whoever may everything, and changes nothing', async () => {
    const person = signedIn(site.store, 'administrator');
    const world = await site.worldFor(person, row, cell);
    const before = writes();
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }, {}]) {
      const response = await site.send(world, { Cookie: person.cookie, ...headers }, locale, row, cell);
      expect({ headers, status: response.status }).toEqual({ headers, status: 403 });
      expect(response.headers['set-cookie']).toBeUndefined();
    }
    expect(writes()).toBe(before);
  });
});
