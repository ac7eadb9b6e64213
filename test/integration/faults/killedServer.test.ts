import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { examineDatabase } from '../../../src/store/databaseCopy.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';

/** RESORB_KILLS=2 for the figure in docs/reliability.md. */
const kills = Number(process.env.RESORB_KILLS ?? 1);

let folder: string;
let database: string;
let served: ServedProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-server-'));
  database = join(folder, 'review.sqlite');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
});
afterAll(() => {
  served?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody new votes record by record until the server is gone; gives the records whose vote was acknowledged. */
async function voteUntilKilled(): Promise<{ annotatorId: number; acknowledged: number[] }> {
  const store = openStore(database);
  const { cookie, identity } = signedIn(store, 'reviewer', { clock: () => new Date().toISOString() });
  store.close();
  served = await startServing(database, [], { RESORB_LOG: 'silent' });
  const { url, child } = served;
  const acknowledged: number[] = [];
  try {
    for (let recordId = 1; recordId <= 147; recordId += 1) {
      const { status } = await fetch(`${url}/en/review/title-abstract/${recordId}`, {
        method: 'POST',
        body: new URLSearchParams({ version: '0', tagVersion: '0', verdict: 'include', key: `k${recordId}` }),
        redirect: 'manual',
        headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      });
      if (status === 303) acknowledged.push(recordId);
      if (recordId === 1) setTimeout(() => child.kill('SIGKILL'), Math.random() * 400);
    }
  } catch {
    // The connection is gone with the server.
  }
  await served.end('SIGKILL');
  return { annotatorId: identity.annotatorId, acknowledged };
}

describe('a server that is killed (kill -9) while votes come in', () => {
  test(
    `has every acknowledged vote once, ${kills} times`,
    async () => {
      let all = 0;
      for (let round = 0; round < kills; round += 1) {
        const { annotatorId, acknowledged } = await voteUntilKilled();
        expect(examineDatabase(database).rows.record).toBe(147);
        const store = openStore(database);
        const lost = acknowledged.filter((recordId) => {
          const votes = store.reviewState.votes(recordId, 'title-abstract');
          return votes.filter((vote) => vote.annotatorId === annotatorId).length !== 1;
        });
        expect(lost).toEqual([]);
        expect(verifyTrail(store).fault).toBeNull();
        store.close();
        all += acknowledged.length;
      }
      expect(all).toBeGreaterThan(0);
      process.stdout.write(`${all} acknowledged votes, ${kills} kills\n`);
    },
    60_000 + kills * 60_000,
  );
});
