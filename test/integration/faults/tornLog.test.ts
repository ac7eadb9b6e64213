import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';

/** Random places at which the log is cut and torn; RESORB_FAULT_ROUNDS=2000 for the figure in docs/reliability.md. */
const rounds = Number(process.env.RESORB_FAULT_ROUNDS ?? 60);
const commits = 25;
/** Bytes: the header of the log, and of each page in it (SQLite's file format, section 4). */
const [logHeader, frameHeader] = [32, 24];

let folder: string;
let start: Buffer;
let log: Buffer;
let frame: number;
/** Bytes of the log after each commit. */
let ends: number[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-torn-'));
  const file = join(folder, 'review.sqlite');
  openStore(file).close();
  start = readFileSync(file);
  const database = openKept(file, {});
  database.pragma('synchronous = full');
  frame = (database.pragma('page_size', { simple: true }) as number) + frameHeader;
  const run = database.prepare(
    "insert into search_run (search_run_id, source, status, program_version, started_at) values (?, 'file', 'running', 'test', '')",
  ) as { run(id: number): unknown };
  const rejection = database.prepare(
    "insert into rejection (search_run_id, position, reason, raw) values (?, 1, '', hex(zeroblob(3000)))",
  ) as { run(id: number): unknown };
  ends = [];
  for (let id = 1; id <= commits; id += 1) {
    database.transaction(() => [run.run(id), rejection.run(id)])();
    copyFileSync(`${file}-wal`, join(folder, 'now'));
    ends.push(readFileSync(join(folder, 'now')).length);
  }
  log = readFileSync(`${file}-wal`);
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the database with this log beside it, as after a loss of power: no shared memory, no word of goodbye. */
function reopened(tornLog: Uint8Array) {
  const file = join(folder, 'after.sqlite');
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
  writeFileSync(file, start);
  writeFileSync(`${file}-wal`, tornLog);
  const database = openKept(file, {});
  const one = (sql: string) => database.prepare(sql).pluck().get();
  const found = {
    integrity: database.pragma('integrity_check', { simple: true }),
    runs: one('select count(*) from search_run'),
    halves: one('select count(*) from search_run where search_run_id not in (select search_run_id from rejection)'),
    orphans: one('select count(*) from rejection where search_run_id not in (select search_run_id from search_run)'),
    last: one('select coalesce(max(search_run_id), 0) from search_run'),
  };
  database.close();
  return found;
}

/** The first so many commits, whole, and nothing else. */
const whole = (count: number) => ({ integrity: 'ok', runs: count, halves: 0, orphans: 0, last: count });
/** How many commits lie wholly before a place in the log. */
const commitsBefore = (bytes: number) => ends.filter((end) => end <= bytes).length;

describe('a write-ahead log after a loss of power', () => {
  test('holds every commit that was acknowledged', () => {
    expect(ends.at(-1)).toBe(log.length);
    expect((log.length - logHeader) % frame).toBe(0);
    expect(reopened(log)).toEqual(whole(commits));
  });

  test('cut at every frame, it gives the commits before the cut', () => {
    for (let end = logHeader; end <= log.length; end += frame) {
      expect({ end, ...reopened(log.subarray(0, end)) }).toEqual({ end, ...whole(commitsBefore(end)) });
    }
  });

  test('cut at any byte, it gives the commits before the cut', () => {
    for (let round = 0; round < rounds; round += 1) {
      const end = Math.floor(Math.random() * log.length);
      expect({ end, ...reopened(log.subarray(0, end)) }).toEqual({ end, ...whole(commitsBefore(end)) });
    }
  });

  test.each([
    ['zeros', (bytes: Buffer) => bytes.fill(0)],
    ['other bytes', (bytes: Buffer) => bytes.set(bytes.map((value) => value ^ 0x5a))],
  ])('with %s from any byte on, it gives the commits before', (_, spoil) => {
    for (let round = 0; round < rounds; round += 1) {
      const place = Math.floor(Math.random() * log.length);
      const torn = Buffer.from(log);
      spoil(torn.subarray(place));
      expect({ place, ...reopened(torn) }).toEqual({ place, ...whole(commitsBefore(place)) });
    }
  });
});
