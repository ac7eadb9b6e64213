import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { listBackups, nameOfBackup } from '../../../src/backup/backupFolder.ts';
import { restoreBackup } from '../../../src/backup/restoreBackup.ts';
import { scheduleBackups } from '../../../src/backup/scheduleBackups.ts';
import { takeBackup } from '../../../src/backup/takeBackup.ts';
import { chosenBackup, verifyBackup } from '../../../src/backup/verifyBackup.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';

let folder: string;
let database: string;
let backups: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-backup-'));
  database = join(folder, 'review.sqlite');
  backups = join(folder, 'backups');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noon = '2026-03-14T12:00:00.000Z';
const hour = (count: number) => `2026-03-14T${String(count).padStart(2, '0')}:00:00.000Z`;

/** A database that knows one address. */
function fill(email: string, file = database): void {
  const store = openStore(file);
  store.settings.set('ncbi_email', email);
  store.close();
}

function emailIn(file: string): string | null {
  const store = openStore(file);
  const email = store.settings.get('ncbi_email');
  store.close();
  return email;
}

const take = (now = noon, keep = 3) => takeBackup({ database, folder: backups, keep, now, programVersion: '1.2.3' });
const restore = (from: string, force = false) => restoreBackup({ from, database, force, now: noon });

describe('a backup', () => {
  test('holds what the database holds, log included, and says so', () => {
    fill('old@example.org');
    const open = openStore(database);
    open.settings.set('ncbi_email', 'new@example.org');
    const { file, manifest } = take();
    open.close();
    expect(file).toBe(join(backups, 'resorb-2026-03-14T12-00-00-000Z.sqlite'));
    expect(manifest).toMatchObject({ takenAt: noon, programVersion: '1.2.3', comparedWithSource: true });
    expect(manifest.rows).toMatchObject({ setting: expect.any(Number), record: 0 });
    expect(verifyBackup(file)).toMatchObject({ manifest, rows: manifest.rows });
    expect(emailIn(file)).toBe('new@example.org');
  });

  test('of nothing, of another program’s database or of a damaged one is refused, and leaves nothing behind', () => {
    expect(() => take()).toThrow(/review.sqlite cannot be opened: unable to open database file/);
    const other = openKept(database, {});
    other.exec('create table theirs (a)');
    other.close();
    expect(() => take()).toThrow(/database of another program/);
    rmSync(database);
    fill('a@example.org');
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 5 * 4096, 9 * 4096);
    writeFileSync(database, bytes);
    expect(() => take()).toThrow(/malformed|damaged|cannot be copied/);
    expect(readdirSync(backups)).toEqual([]);
  });

  test('stays with the newest; older ones go, and what is not a backup stays', () => {
    fill('a@example.org');
    mkdirSync(backups);
    writeFileSync(join(backups, 'resorb-notes.sqlite'), 'mine');
    for (let at = 1; at <= 5; at += 1) take(hour(at), 2);
    expect(listBackups(backups).map(({ takenAt }) => takenAt)).toEqual([hour(5), hour(4)]);
    expect(readdirSync(backups).sort()).toEqual([
      'resorb-2026-03-14T04-00-00-000Z.sqlite',
      'resorb-2026-03-14T04-00-00-000Z.sqlite.json',
      'resorb-2026-03-14T05-00-00-000Z.sqlite',
      'resorb-2026-03-14T05-00-00-000Z.sqlite.json',
      'resorb-notes.sqlite',
    ]);
    expect(chosenBackup(backups)).toContain('T05-');
  });

  test('that was killed half-way is cleared away a day later, never the one still being made', () => {
    fill('a@example.org');
    mkdirSync(backups);
    const [old, fresh] = [hour(1), hour(2)].map((at) => join(backups, `${nameOfBackup(at)}.unchecked.part`));
    for (const part of [old, fresh]) writeFileSync(part as string, 'half');
    const dayBefore = Date.parse(noon) / 1000 - 25 * 60 * 60;
    utimesSync(old as string, dayBefore, dayBefore);
    utimesSync(fresh as string, dayBefore + 7200, dayBefore + 7200);
    take();
    expect([existsSync(old as string), existsSync(fresh as string)]).toEqual([false, true]);
  });
});

describe('checking a backup', () => {
  test.each([
    ['a changed byte', (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000)],
    ['a changed header', (bytes: Buffer) => bytes.writeUInt8(0, 0)],
  ])('finds %s', (_, change) => {
    fill('a@example.org');
    const { file } = take();
    const bytes = readFileSync(file);
    change(bytes);
    writeFileSync(file, bytes);
    expect(() => verifyBackup(file)).toThrow(/was changed since 2026-03-14T12:00:00.000Z/);
  });

  test('finds a cut, also where the manifest is missing', () => {
    fill('a@example.org');
    const { file } = take();
    truncateSync(file, 3 * 4096);
    expect(() => verifyBackup(file)).toThrow(/was changed since/);
    rmSync(`${file}.json`);
    expect(() => verifyBackup(file)).toThrow(/damaged|malformed/);
  });

  test('finds rows that point at nothing', () => {
    fill('a@example.org');
    const raw = openKept(database, {});
    raw.pragma('foreign_keys = off');
    raw.exec("insert into search_run_pmid (search_run_id, pmid) values (77, '1')");
    raw.close();
    expect(() => take()).toThrow(/is not whole: a row of search_run_pmid without its search_run/);
  });

  test('says what is not there', () => {
    mkdirSync(backups);
    expect(() => verifyBackup(join(backups, 'none.sqlite'))).toThrow(/There is no backup/);
    expect(() => chosenBackup(backups)).toThrow(/There is no backup in/);
  });
});

describe('restoring', () => {
  test('brings back what was, and keeps what stood there', () => {
    fill('then@example.org');
    const { file } = take();
    fill('now@example.org');
    const { keptAside } = restore(file);
    expect(emailIn(database)).toBe('then@example.org');
    expect(emailIn(keptAside as string)).toBe('now@example.org');
    expect(verifyBackup(file).manifest).not.toBeNull();
  });

  test('makes a database where there is none', () => {
    fill('then@example.org');
    const { file } = take();
    rmSync(database);
    expect(restore(file)).toMatchObject({ keptAside: null, records: 0 });
    expect(emailIn(database)).toBe('then@example.org');
  });

  test('refuses a database that is in use, unless told to; its unwritten log goes aside with it', () => {
    fill('then@example.org');
    const { file } = take();
    const user = openStore(database);
    user.settings.set('ncbi_email', 'now@example.org');
    expect(() => restore(file)).toThrow(/review.sqlite is in use; stop the program/);
    expect(user.settings.get('ncbi_email')).toBe('now@example.org');
    const { keptAside } = restore(file, true);
    expect(emailIn(database)).toBe('then@example.org');
    user.close();
    expect(emailIn(keptAside as string)).toBe('now@example.org');
    expect(emailIn(database)).toBe('then@example.org');
  });

  test('a damaged backup replaces nothing', () => {
    fill('then@example.org');
    const { file } = take();
    truncateSync(file, 4096);
    expect(() => restore(file)).toThrow(/was changed since/);
    expect(emailIn(database)).toBe('then@example.org');
    expect(readdirSync(folder).sort()).toEqual(['backups', 'review.sqlite']);
  });

  test('a database damaged beyond reading can be replaced', () => {
    fill('then@example.org');
    const { file } = take();
    writeFileSync(database, 'no database at all, but long enough to be read as the header of one'.repeat(100));
    const { keptAside } = restore(file);
    expect(emailIn(database)).toBe('then@example.org');
    expect(readFileSync(keptAside as string, 'utf8')).toContain('no database at all');
  });
});

describe('the schedule', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const everyMs = 3_600_000;
  function schedule(run: () => Promise<void>, now = Date.parse(noon)) {
    const failures: unknown[] = [];
    const stop = scheduleBackups({
      folder: backups,
      everyMs,
      run,
      onFailure: (error) => failures.push(error),
      now: () => now,
    });
    return { failures, stop };
  }

  test('takes one at once where there is none, then one an interval, failed or not, until stopped', async () => {
    const run = jest.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue();
    const { failures, stop } = schedule(run);
    await jest.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledTimes(1);
    expect(failures).toEqual([new Error('disk full')]);
    await jest.advanceTimersByTimeAsync(2 * everyMs);
    expect(run).toHaveBeenCalledTimes(3);
    stop();
    await jest.advanceTimersByTimeAsync(5 * everyMs);
    expect(run).toHaveBeenCalledTimes(3);
  });

  test.each([
    ['a fresh one', '2026-03-14T11:45:00.000Z', 45],
    ['an old one', '2026-03-13T11:45:00.000Z', 0],
    ['one from a future the clock has left', '2031-01-01T00:00:00.000Z', 60],
  ])('after a restart it counts from the newest: %s', async (_, takenAt, minutes) => {
    mkdirSync(backups);
    writeFileSync(join(backups, nameOfBackup(takenAt)), '');
    const run = jest.fn<() => Promise<void>>().mockResolvedValue();
    const { stop } = schedule(run);
    await jest.advanceTimersByTimeAsync(Math.max(0, minutes * 60_000 - 1));
    expect(run).toHaveBeenCalledTimes(minutes === 0 ? 1 : 0);
    await jest.advanceTimersByTimeAsync(1);
    expect(run).toHaveBeenCalledTimes(1);
    stop();
  });
});
