import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { signedIn } from '../../support/identity.ts';
import { expectedStatus, type RouteWorld, startRouteWorld, unsafeCells } from '../desk/routeWorld.ts';

let site: RouteWorld;
let other: Database;
/** Grows with every commit of the application. */
let writes: () => number;
const refused: string[] = [];
beforeAll(async () => {
  site = await startRouteWorld({ patience: 5, queuePatience: 5 });
  other = openKept(site.store.file, {});
  writes = () => other.pragma('data_version', { simple: true }) as number;
});
afterAll(() => {
  other.close();
  site.stop();
});
beforeEach(() => {
  site.log.errors.length = 0;
});

describe.each(unsafeCells)(
  '$name of $cell.object, while another process writes: $cell.path',
  ({ locale, row, cell }) => {
    test('says 503 and changes nothing, or has nothing to write', async () => {
      const person = signedIn(site.store, 'administrator');
      const world = await site.worldFor(person, row, cell);
      const send = () => site.send(world, person.headers, locale, row, cell);
      const usual = expectedStatus(row, cell, 'administrator');
      const before = writes();

      other.exec('begin immediate');
      const held = await send();
      other.exec('rollback');
      expect(writes()).toBe(before);

      if (held.status === 503) {
        refused.push(row.route);
        expect(held.headers['retry-after']).toBe('2');
        expect(held.text).toContain('Nothing was changed');
        expect(held.headers['set-cookie']).toBeUndefined();
        expect((await send()).status).toBe(usual);
      } else {
        // It was answered as ever: that is right only where the same answer writes nothing when it could.
        expect(held.status).toBe(usual);
        await send();
        expect(writes()).toBe(before);
      }
    });
  },
);

test('most routes that change something had something to write', () => {
  const routes = new Set(unsafeCells.map(({ row }) => row.route));
  expect(new Set(refused).size).toBeGreaterThan(routes.size / 2);
  expect(refused).toEqual(expect.arrayContaining(['POST /review/:stage/:recordId', 'POST /sign-in']));
});
