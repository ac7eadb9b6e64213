import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrationsDir, rootDir } from '../../../src/paths.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { examineDatabase } from '../../../src/store/databaseCopy.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { migrate, readMigrations } from '../../../src/store/migrate.ts';
import { schemaText } from '../../../src/store/schemaText.ts';

/** RESORB_KILLS=100 for the figure in docs/reliability.md. */
const kills = Number(process.env.RESORB_KILLS ?? 3);
/** Of the time that it takes undisturbed: it is killed somewhere in that and a little more. */
const widest = 1.2;
const rows = 20_000;
const migrations = readMigrations(migrationsDir);

let folder: string;
let old: string;
let newest: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-migration-'));
  old = join(folder, 'old.sqlite');
  const database = openKept(old, {});
  migrate(database, migrations.slice(0, 1));
  database.exec(
    `insert into search_run (search_run_id, source, status, program_version, started_at) values (1, 'file', 'complete', 'test', '');
     insert into rejection (search_run_id, position, reason, raw)
       with recursive number(n) as (select 1 union all select n + 1 from number where n < ${rows}) select 1, n, 'none', hex(randomblob(100)) from number;`,
  );
  database.close();
  const fresh = openDatabase(':memory:');
  newest = schemaText(fresh);
  fresh.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Opens the file in a process that is killed so many milliseconds after it began, or after the copy that is made first
 * is there; tells how far that came.
 */
function killedWhileOpening(file: string, after: 'beginning' | 'copy', moment: number): Promise<'begun' | 'done'> {
  const words = ['--import', 'tsx', join(rootDir, 'test', 'support', 'migrator.ts'), file];
  const child = spawn(process.execPath, words, { cwd: rootDir, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const killSoon = () => setTimeout(() => child.kill('SIGKILL'), moment);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.includes('begun') && after === 'beginning') killSoon();
  });
  const watch = setInterval(() => {
    if (after === 'beginning' || !existsSync(`${file}.schema-1`)) return;
    clearInterval(watch);
    killSoon();
  }, 1);
  return new Promise((resolve) =>
    child.on('close', () => {
      clearInterval(watch);
      resolve(said.includes('done') ? 'done' : 'begun');
    }),
  );
}

/** Milliseconds that opening the old database takes. */
function timeUndisturbed(): number {
  const file = join(folder, 'undisturbed.sqlite');
  copyFileSync(old, file);
  const begun = performance.now();
  openDatabase(file).close();
  return performance.now() - begun;
}

/** The schema's number and how many rows there are, as they stand before anybody opens the file for writing. */
function found(file: string) {
  const database = openKept(file, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  const integrity = database.pragma('integrity_check', { simple: true });
  const count = database.prepare('select count(*) from rejection').pluck().get();
  database.close();
  return { version, integrity, count };
}

test(
  `a migration that is killed (kill -9) ${kills} times is done or not begun, and the next start ends it`,
  async () => {
    let [before, after, copies] = [0, 0, 0];
    const whole = timeUndisturbed();
    for (let round = 0; round < kills; round += 1) {
      const file = join(folder, `${round}.sqlite`);
      copyFileSync(old, file);
      const reached = await killedWhileOpening(file, round % 2 ? 'beginning' : 'copy', Math.random() * widest * whole);
      const { version, integrity, count } = found(file);
      expect({ integrity, count }).toEqual({ integrity: 'ok', count: rows });
      expect(reached === 'done' ? [migrations.length] : [1, migrations.length]).toContain(version);
      if (version === 1) before += 1;
      else {
        after += 1;
        // Nothing is changed before the copy has its name.
        expect(found(`${file}.schema-1`)).toEqual({ version: 1, integrity: 'ok', count: rows });
      }
      if (existsSync(`${file}.schema-1`)) copies += 1;

      const database = openDatabase(file);
      expect(schemaText(database)).toBe(newest);
      database.close();
      expect(examineDatabase(file).rows.rejection).toBe(rows);
      for (const part of ['', '-wal', '-shm', '.schema-1']) rmSync(file + part, { force: true });
    }
    if (process.env.RESORB_KILLS)
      process.stdout.write(
        `${kills} kills: ${before} left the old schema, ${after} the new one; ${copies} with a copy\n`,
      );
  },
  60_000 + kills * 20_000,
);
