import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { createGroupCommit } from '../../../src/store/groupCommit.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';

let folder: string;
let [ours, theirs]: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-commit-'));
  [ours, theirs] = [0, 1].map(() => openKept(join(folder, 'x.sqlite'), { timeout: 50 }));
  ours?.pragma('journal_mode = wal');
  ours?.exec('create table t (n integer primary key) strict');
});
afterEach(() => {
  ours?.close();
  theirs?.close();
  rmSync(folder, { recursive: true, force: true });
});

function parts() {
  if (!ours || !theirs) throw new Error('not open');
  const add = ours.prepare<[number]>('insert into t (n) values (?)');
  const all = ours.prepare<[], number>('select n from t order by n').pluck();
  return { write: createGroupCommit(ours, { own: 2_000, others: 50 }), add, all, other: theirs };
}

describe('writes that arrive together', () => {
  test('are all there; one that throws is alone in being lost', async () => {
    const { write, add, all } = parts();
    const results = await Promise.allSettled([
      write(() => add.run(1).changes),
      write(() => {
        add.run(2);
        throw new Error('not this one');
      }),
      write(() => add.run(3).changes),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(all.all()).toEqual([1, 3]);
  });

  test('fail where the database is closed before their turn', async () => {
    const { write, add } = parts();
    const written = write(() => add.run(1).changes);
    ours?.close();
    await expect(written).rejects.toThrow('closed');
  });

  test('wait for another writer while everything else goes on', async () => {
    const { write, add, all, other } = parts();
    other.exec('begin immediate; insert into t (n) values (9)');
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const written = write(() => add.run(1));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(turns).toBeGreaterThan(3);
    other.exec('commit');
    await written;
    clearInterval(ticking);
    expect(all.all()).toEqual([1, 9]);
  });

  test('fail as busy where the other writer does not end, and the next ones work again', async () => {
    const { add, all, other } = parts();
    if (!ours) throw new Error('not open');
    const write = createGroupCommit(ours, { own: 60, others: 50 });
    other.exec('begin immediate');
    await expect(write(() => add.run(1))).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    other.exec('rollback');
    await write(() => add.run(2));
    expect(all.all()).toEqual([2]);
  });

  test('that come in while a batch waits are the next batch', async () => {
    const { write, add, all, other } = parts();
    other.exec('begin immediate');
    const first = write(() => add.run(1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = write(() => add.run(2));
    other.exec('commit');
    await Promise.all([first, second]);
    expect(all.all()).toEqual([1, 2]);
  });
});
