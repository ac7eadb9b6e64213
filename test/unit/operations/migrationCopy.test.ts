import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrationsDir } from '../../../src/paths.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { migrate, readMigrations } from '../../../src/store/migrate.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-migration-copy-'));
  file = join(folder, 'review.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database as the first release made it, with one row. */
function firstSchema(): void {
  const database = openKept(file, {});
  migrate(database, readMigrations(migrationsDir).slice(0, 1));
  database.exec("insert into setting (name, value) values ('ncbi_email', 'then@example.org')");
  database.close();
}

const newest = readMigrations(migrationsDir).length;
const copy = () => `${file}.schema-1`;

describe('before a migration', () => {
  test('the database is copied as it was, and the copy can be opened', () => {
    firstSchema();
    openDatabase(file).close();
    const old = openKept(copy(), { readonly: true });
    expect(old.pragma('user_version', { simple: true })).toBe(1);
    expect(old.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(old.prepare('select value from setting').pluck().get()).toBe('then@example.org');
    old.close();
    const migrated = openDatabase(file, { readonly: true });
    expect(migrated.pragma('user_version', { simple: true })).toBe(newest);
    migrated.close();
  });

  test('a new database and a current one are not copied', () => {
    openDatabase(file).close();
    openDatabase(file).close();
    expect(existsSync(`${file}.schema-0`) || existsSync(`${file}.schema-${newest}`)).toBe(false);
  });

  test('without a copy nothing is migrated', () => {
    firstSchema();
    // A folder of that name stands in for a disk that takes no file.
    mkdirSync(join(copy(), 'occupied'), { recursive: true });
    expect(() => openDatabase(file)).toThrow(/cannot be copied to/);
    const untouched = openKept(file, { readonly: true });
    expect(untouched.pragma('user_version', { simple: true })).toBe(1);
    untouched.close();
  });

  test('a migration that fails can be repeated: the copy is made anew', () => {
    firstSchema();
    const database = openKept(file, {});
    const broken = [...readMigrations(migrationsDir).slice(0, 1), { number: 2, name: 'b', sql: 'create nonsense' }];
    let copies = 0;
    const attempt = () =>
      migrate(database, broken, () => {
        copies += 1;
      });
    expect(attempt).toThrow(/syntax error/);
    expect(attempt).toThrow(/syntax error/);
    expect(copies).toBe(2);
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    database.close();
  });

  test('whoever comes second finds it done', () => {
    firstSchema();
    const late = openKept(file, {});
    const migrations = readMigrations(migrationsDir);
    expect(migrate(late, migrations, () => openDatabase(file).close())).toEqual({ from: newest, to: newest });
    late.close();
  });
});
