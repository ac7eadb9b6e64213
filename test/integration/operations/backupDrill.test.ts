import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { listBackups } from '../../../src/backup/backupFolder.ts';
import type { Backup } from '../../../src/backup/takeBackup.ts';
import { verifyBackup } from '../../../src/backup/verifyBackup.ts';
import { createCatalog } from '../../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../../src/catalog/loadSynonyms.ts';
import { protocolDir, rootDir } from '../../../src/paths.ts';
import { createPrisma } from '../../../src/review/prisma/createPrisma.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { createApp } from '../../../src/web/app.ts';
import { testAccounts } from '../../support/identity.ts';
import { libraryStore, protocol, testInstant } from '../../support/libraryStore.ts';
import { runScript } from '../../support/runScript.ts';
import { recordingLog } from '../../support/silentLog.ts';

let folder: string;
let database: string;
let backups: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-drill-'));
  database = join(folder, 'review.sqlite');
  backups = join(folder, 'backups');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const backUp = (words: string[]) => runScript('backup', ['--db', database, '--to', backups, ...words]);

/** Writes a run and its one rejection at a time, always both or neither, until told to stop. */
function startWriting() {
  const writer = openKept(database, { timeout: 10_000 });
  const run = writer.prepare<[string]>(
    "insert into search_run (source, status, program_version, started_at) values ('file', 'running', 'test', ?)",
  ) as { run(at: string): { lastInsertRowid: number | bigint } };
  const rejection = writer.prepare(
    "insert into rejection (search_run_id, position, reason, raw) values (?, 1, 'none', zeroblob(2000) || '')",
  ) as { run(runId: number | bigint): unknown };
  let pairs = 0;
  let writing = true;
  const ended = (async () => {
    while (writing) {
      writer.transaction(() => rejection.run(run.run(testInstant).lastInsertRowid)).immediate();
      pairs += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    writer.close();
  })();
  return {
    async stop(): Promise<number> {
      writing = false;
      await ended;
      return pairs;
    },
  };
}

describe('the restore drill', () => {
  test('a backup taken while somebody writes is one moment of the database', async () => {
    const writer = startWriting();
    const { code, stdout, stderr } = await backUp(['--json']);
    const pairs = await writer.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { file, manifest } = JSON.parse(stdout) as Backup;
    // The library's own run has no rejection.
    expect(manifest.rows.search_run).toBe(Number(manifest.rows.rejection) + 1);
    expect(manifest.rows.rejection).toBeGreaterThan(0);
    expect(manifest.rows.rejection).toBeLessThan(pairs);
    expect(verifyBackup(file).rows).toEqual(manifest.rows);
  });

  test('one command on an empty machine, and the catalog answers as before', async () => {
    const elsewhere = join(folder, 'elsewhere', 'new.sqlite');
    const { code, stdout } = await runScript('restore', ['--from', backups, '--db', elsewhere]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/is .* again: 147 records\.\n$/) });
    const store = openStore(elsewhere, { readonly: true });
    const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
    const log = recordingLog();
    const { accounts } = testAccounts(store);
    const app = createApp({
      catalog,
      protocol,
      accounts,
      prisma: createPrisma(store),
      log,
      options: { production: true },
    });
    const { body } = await request(app).get('/health').expect(200);
    expect(body).toMatchObject({ records: 147 });
    await request(app).get('/en/records?q=macrophage');
    expect(log.errors).toEqual([]);
    store.close();
  });

  test('the commands say in one sentence what they cannot do', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const faults = await Promise.all([
      runScript('restore', ['--from', empty, '--db', database]),
      runScript('verifyBackup', ['--from', join(empty, 'none.sqlite')]),
      runScript('backup', ['--db', database], { env: { RESORB_BACKUP_DIR: '' } }),
      backUp(['--keep', '0']),
    ]);
    expect(faults.map(({ code, stderr }) => [code, stderr.split('\n')[0]?.replaceAll(folder, '')])).toEqual([
      [1, 'There is no backup in /empty.'],
      [1, 'There is no backup /empty/none.sqlite.'],
      [2, 'Say where to with --to or RESORB_BACKUP_DIR.'],
      [2, expect.stringContaining('A whole number from 1 is needed.')],
    ]);
  });

  test('killed at any moment (kill -9), it leaves no backup that is not whole', async () => {
    const killed = join(folder, 'killed');
    const rounds = 3;
    for (let round = 0; round < rounds; round += 1) {
      const script = join(rootDir, 'scripts', 'backup.ts');
      const words = ['--import', 'tsx', script, '--db', database, '--to', killed];
      const child = spawn(process.execPath, words, { cwd: rootDir, stdio: 'ignore' });
      const begun = setInterval(() => {
        // Once the copy is being written, any moment will do.
        if (!readdirSync(folder).includes('killed') || readdirSync(killed).length <= round) return;
        clearInterval(begun);
        setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      }, 1);
      await new Promise((resolve) => child.on('close', resolve));
      clearInterval(begun);
    }
    for (const { file } of listBackups(killed)) expect(verifyBackup(file).manifest).not.toBeNull();
    const after = await runScript('backup', ['--db', database, '--to', killed]);
    expect(after.code).toBe(0);
    expect(verifyBackup(database).rows.record).toBe(147);
  });
});
