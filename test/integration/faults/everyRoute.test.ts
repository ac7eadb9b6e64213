import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { canLimitFiles, whileDiskIsFull } from '../../support/fullDisk.ts';
import { signedIn } from '../../support/identity.ts';
import { tableDump } from '../../support/tableDump.ts';
import { allCells, expectedStatus, type RouteWorld, startRouteWorld, unsafeCells } from '../desk/routeWorld.ts';

let site: RouteWorld;
let other: Database;
beforeAll(async () => {
  site = await startRouteWorld({ patience: 5, queuePatience: 5 });
  other = openKept(site.store.file, {});
});
afterAll(() => {
  other.close();
  site.stop();
});
beforeEach(() => {
  site.log.errors.length = 0;
});

/** What keeps the application from writing, and how it says so. */
interface Hindrance {
  name: string;
  during<Answer>(send: () => Promise<Answer>): Promise<Answer>;
  retryAfter: string;
  isPossible: boolean;
}

async function whileAnotherWrites<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  other.exec('begin immediate');
  try {
    return await send();
  } finally {
    other.exec('rollback');
  }
}

const hindrances: Hindrance[] = [
  { name: 'while another process writes', during: whileAnotherWrites, retryAfter: '2', isPossible: true },
  { name: 'while the disk takes nothing', during: whileDiskIsFull, retryAfter: '30', isPossible: canLimitFiles },
];
/**
 * But for who looks at which record just now, which a page that cannot write it down goes without, and for what came in
 * with the records, which is most of the database and none of what these forms write.
 */
const unlooked = ['assignment', 'citation', 'summary', 'annotation', 'evidence', 'study_fact'];
const rowsOf = (database: Database) => tableDump(database, unlooked);

const readingCells = allCells.filter(
  ({ row, locale, cell }) => row.route.startsWith('GET ') && locale !== '/zh' && cell.status === 200,
);

describe.each(hindrances)('$name', ({ during, retryAfter, isPossible }) => {
  // A full disk is made by prlimit, which not every machine has.
  const testWherePossible = isPossible ? test : test.skip;
  const refused: string[] = [];

  describe.each(unsafeCells)('$name of $cell.object: $cell.path', ({ locale, row, cell }) => {
    testWherePossible('says 503 and changes nothing, or has nothing to write', async () => {
      const person = signedIn(site.store, 'administrator');
      const world = await site.worldFor(person, row, cell);
      const send = () => site.send(world, person.headers, locale, row, cell);
      const usual = expectedStatus(row, cell, 'administrator');
      const before = rowsOf(other);

      const held = await during(send);
      expect(rowsOf(other)).toEqual(before);

      if (held.status === 503) {
        refused.push(row.route);
        expect(held.headers['retry-after']).toBe(retryAfter);
        expect(held.text).toContain('Nothing was changed');
        expect(held.headers['set-cookie']).toBeUndefined();
        expect((await send()).status).toBe(usual);
      } else {
        // It was answered as ever: that is right only where the same answer writes nothing when it could.
        expect(held.status).toBe(usual);
        await send();
        expect(rowsOf(other)).toEqual(before);
      }
    });
  });

  testWherePossible('most routes that change something had something to write', () => {
    const routes = new Set(unsafeCells.map(({ row }) => row.route));
    expect(new Set(refused).size).toBeGreaterThan(routes.size / 2);
    expect(refused).toEqual(expect.arrayContaining(['POST /review/:stage/:recordId', 'POST /sign-in']));
  });

  describe.each(readingCells)('$name of $cell.object: $cell.path', ({ locale, row, cell }) => {
    testWherePossible('is read as ever', async () => {
      const person = signedIn(site.store, 'administrator');
      const world = await site.worldFor(person, row, cell);
      const { status } = await during(() => site.send(world, person.headers, locale, row, cell));
      expect(status).toBe(expectedStatus(row, cell, 'administrator'));
    });
  });
});
