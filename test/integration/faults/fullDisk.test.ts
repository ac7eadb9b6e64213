import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBackup } from '../../../src/backup/verifyBackup.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { canLimitFiles, limitFiles } from '../../support/fullDisk.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';

/** A full disk is made by prlimit, which not every machine has. */
const describeWithLimits = (name: string, tests: () => void): void =>
  canLimitFiles ? describe(name, tests) : describe.skip(`${name} (not run: there is no prlimit)`, tests);

let folder: string;
let database: string;
let served: ServedProcess | undefined;
let cookie: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-full-'));
  database = join(folder, 'review.sqlite');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
  const opened = openStore(database);
  ({ cookie } = signedIn(opened, 'reviewer', { clock: () => new Date().toISOString() }));
  opened.close();
});
afterAll(() => {
  served?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describeWithLimits('when the disk takes no more (a limit on the size of files)', () => {
  test('votes are answered 503 and lost by nobody, readers read on, and all goes on once there is room', async () => {
    served = await startServing(database);
    const { url, child } = served;
    const limit = (bytes: number | 'unlimited') => limitFiles(child.pid as number, bytes);
    const status = async (path: string) => (await fetch(url + path)).status;
    const vote = async (recordId: number) => {
      const body = new URLSearchParams({ version: '0', tagVersion: '0', verdict: 'include', key: `k${recordId}` });
      const response = await fetch(`${url}/en/review/title-abstract/${recordId}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      });
      return { status: response.status, retry: response.headers.get('retry-after') };
    };

    expect((await vote(1)).status).toBe(303);
    limit(statSync(`${database}-wal`).size);
    for (let tries = 0; tries < 3; tries += 1) expect(await vote(2)).toEqual({ status: 503, retry: '30' });
    expect(await status('/en/records?q=macrophage')).toBe(200);
    expect(await status('/health')).toBe(200);
    limit('unlimited');
    expect((await vote(2)).status).toBe(303);
    expect((await vote(2)).status).toBe(303);
    expect(await served.end()).toEqual({ code: 0, signal: null });

    expect(verifyBackup(database).rows.record).toBe(147);
    const store = openStore(database);
    expect([1, 2, 3].map((id) => store.reviewState.votes(id, 'title-abstract').length)).toEqual([1, 1, 0]);
    expect(verifyTrail(store).fault).toBeNull();
    store.close();
  });
});
