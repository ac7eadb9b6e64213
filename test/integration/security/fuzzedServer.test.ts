import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createPasswordHasher } from '../../../src/review/accounts/passwordHasher.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { createOddSender, type OddRequest, oddRequests } from '../../support/oddRequests.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';
import { localRoutes, plainRoutes } from '../desk/routeTable.ts';

/** Requests in all; `npm run test:fuzz` sends 10,000. */
const rounds = Number(process.env.RESORB_FUZZ ?? 160);
/** So many at once. */
const atOnce = 8;
/** Growth of memory is judged from so many requests on: before that, what is read once and kept makes it grow. */
const enoughForMemory = 4000;
const mostGrowth = 48;

jest.setTimeout(120_000 + rounds * 100);

let folder: string;
let served: ServedProcess;
let cookie: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-fuzz-'));
  const database = join(folder, 'review.sqlite');
  const store = libraryStore();
  const person = signedIn(store, 'administrator', { clock: () => new Date().toISOString() });
  ({ cookie } = person);
  store.accounts.setPasswordHash(person.identity.accountId, await createPasswordHasher().hash(person.password));
  store.copyTo(database);
  store.close();
  // So little memory that what is no longer used is put away: with more of it a server keeps what it need not.
  served = await startServing(database, [], { NODE_OPTIONS: '--max-old-space-size=160' });
});
afterAll(() => {
  served.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Megabytes the server holds; null where the system does not tell. */
function residentMegabytes(): number | null {
  try {
    const status = readFileSync(`/proc/${served.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return null;
  }
}

/** Every address of the route table, in both languages. */
function everyPath(): string[] {
  const pathsOf = (rows: typeof plainRoutes) => rows.flatMap(({ cells }) => cells.map(({ path }) => path));
  const local = pathsOf(localRoutes).flatMap((path) => [`/en${path}`, `/zh${path}`]);
  // Signing out would end the session with which everything private is asked for.
  return [...pathsOf(plainRoutes), ...local].filter((path) => !/sign-out|\/end$|disable|password/.test(path));
}

describe('a running server', () => {
  test('answers odd requests to every route without a fault, and does not grow', async () => {
    const sender = createOddSender(served.url);
    const requests = fc.sample(oddRequests(everyPath(), cookie), { numRuns: rounds, seed: 20_261_122 });
    const faults: (OddRequest & { status: number })[] = [];
    const statuses = new Map<number, number>();
    let half: number | null = null;
    for (let at = 0; at < requests.length; at += atOnce) {
      await Promise.all(
        requests.slice(at, at + atOnce).map(async (odd) => {
          const status = await sender.send(odd);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 0 || status >= 500) faults.push({ ...odd, status });
        }),
      );
      if (half === null && at >= requests.length / 2) half = residentMegabytes();
    }
    sender.close();
    expect(faults.slice(0, 5)).toEqual([]);
    expect(served.child.exitCode).toBeNull();
    expect((await fetch(`${served.url}/health`)).status).toBe(200);
    // What was meant to be odd was not all turned away at the door.
    expect(statuses.get(200)).toBeGreaterThan(rounds / 20);
    const end = residentMegabytes();
    const told = `${rounds} requests: ${[...statuses].sort().map(([status, count]) => `${count} × ${status}`)}`;
    if (process.env.RESORB_FUZZ)
      process.stdout.write(`${told}; ${half?.toFixed(0)} MB half-way, ${end?.toFixed(0)} MB at the end\n`);
    if (rounds >= enoughForMemory && half !== null && end !== null) expect(end - half).toBeLessThan(mostGrowth);
  });

  test('ends cleanly afterwards', async () => {
    expect(await served.end()).toEqual({ code: 0, signal: null });
  });
});
