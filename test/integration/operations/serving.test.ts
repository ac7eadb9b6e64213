import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listBackups } from '../../../src/backup/backupFolder.ts';
import { verifyBackup } from '../../../src/backup/verifyBackup.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';

// Three processes have to start, on machines that may be busy.
jest.setTimeout(240_000);

let folder: string;
let database: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-serving-'));
  database = join(folder, 'review.sqlite');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries === 600) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Servers of a test that failed half-way. */
const left: ServedProcess[] = [];
async function start(...words: Parameters<typeof startServing>): Promise<ServedProcess> {
  const served = await startServing(...words);
  left.push(served);
  return served;
}
afterEach(() => {
  for (const { child } of left.splice(0)) child.kill('SIGKILL');
});

/** A service manager's ordinary end: told to, and 0. */
const clean = { code: 0, signal: null };

describe('a server of one process', () => {
  test('backs up by itself, logs each request as JSON and ends cleanly when told to', async () => {
    const backups = join(folder, 'backups');
    const served = await start(database, [], { RESORB_BACKUP_DIR: backups, RESORB_METRICS: 'on' });
    const response = await fetch(`${served.url}/en/records?q=private`);
    expect(response.status).toBe(200);
    const requestId = response.headers.get('x-request-id');
    await until('its line in the log', () => served.log().some((line) => line.requestId === requestId));
    expect(served.log().find((line) => line.requestId === requestId)).toMatchObject({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      method: 'GET',
      path: '/en/records',
      status: 200,
    });
    await until('the backup', async () =>
      /^resorb_backup_newest/m.test(await (await fetch(`${served.url}/metrics`)).text()),
    );
    expect(listBackups(backups)).toHaveLength(1);
    expect(verifyBackup(listBackups(backups)[0]?.file ?? '').rows.record).toBe(147);
    expect(await served.end()).toEqual(clean);
  });
});

describe('a server of two workers', () => {
  test('measures both as one, replaces one that dies, and ends whole', async () => {
    const served = await start(database, ['--workers', '2'], { RESORB_METRICS: 'on' });
    const ask = async (path: string) => {
      try {
        const response = await fetch(`${served.url}${path}`, { headers: { connection: 'close' } });
        return { status: response.status, text: await response.text() };
      } catch {
        return { status: 0, text: '' };
      }
    };
    await until('both workers', async () => (await ask('/metrics')).status === 200);
    for (let count = 0; count < 10; count += 1) expect((await ask('/health')).status).toBe(200);
    const { text } = await ask('/metrics');
    expect(text).toContain('resorb_http_request_seconds_count{method="GET",route="/health",status="200"} 10');
    expect(text).toContain('resorb_records 147');

    // The compiler of a cold start is a child too.
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(served.child.pid)], { encoding: 'utf8' });
    const worker = children.split('\n').find((child) => child.includes('scripts/serve'));
    process.kill(Number.parseInt(worker ?? '', 10), 'SIGKILL');
    await until('the worker’s death', () => served.log().some((line) => line.msg === 'a worker died'));
    expect((await ask('/health')).status).toBe(200);
    expect(await served.end()).toEqual(clean);
    expect((await ask('/health')).status).toBe(0);
  });
});
