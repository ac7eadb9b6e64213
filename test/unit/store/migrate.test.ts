import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrationsDir, rootDir } from '../../../src/paths.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { DatabaseError, migrate, readMigrations } from '../../../src/store/migrate.ts';
import { schemaText } from '../../../src/store/schemaText.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('opening a database', () => {
  test('creates the newest schema and finds it again', () => {
    const file = join(folder, 'new.sqlite');
    const newest = readMigrations(migrationsDir).length;
    openDatabase(file).close();
    const again = openDatabase(file);
    expect(again.pragma('user_version', { simple: true })).toBe(newest);
    expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
    again.close();
  });

  test('refuses a database newer than the program and leaves it as it was', () => {
    const file = join(folder, 'newer.sqlite');
    const database = openDatabase(file);
    database.pragma('user_version = 999');
    database.pragma('wal_checkpoint(truncate)');
    database.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow(/written by a newer version of this program \(schema 999/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('refuses the database of another program and leaves it as it was', () => {
    const file = join(folder, 'other.sqlite');
    const other = openKept(file, {});
    other.exec('create table theirs (a)');
    other.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow(/database of another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('refuses a file that is no database', () => {
    const file = join(folder, 'text.sqlite');
    writeFileSync(file, 'This is a text, and long enough to be taken for a header of SQLite. '.repeat(40));
    expect(() => openDatabase(file)).toThrow(DatabaseError);
    expect(() => openDatabase(file)).toThrow(/cannot be opened: file is not a database/);
  });

  test('opened for reading, it is neither created nor written', () => {
    expect(() => openDatabase(join(folder, 'absent.sqlite'), { readonly: true })).toThrow(/cannot be opened/);
    const file = join(folder, 'kept.sqlite');
    openDatabase(file).close();
    const database = openDatabase(file, { readonly: true });
    expect(() => database.exec('create table t (a)')).toThrow(/readonly/);
    database.close();
  });
});

describe('migrations', () => {
  test('are all applied, or none', () => {
    const database = openKept(':memory:', {});
    const broken = [
      { number: 1, name: '0001__a.sql', sql: 'create table a (x) ' },
      { number: 2, name: '0002__b.sql', sql: 'create table b (x); create table b (x)' },
    ];
    expect(() => migrate(database, broken)).toThrow(/already exists/);
    expect(database.pragma('user_version', { simple: true })).toBe(0);
    expect(database.prepare('select count(*) from sqlite_schema').pluck().get()).toBe(0);
  });

  test('must be numbered without gaps', () => {
    writeFileSync(join(folder, '0001__first.sql'), '');
    writeFileSync(join(folder, '0003__third.sql'), '');
    expect(() => readMigrations(folder)).toThrow(/0003__third.sql: migrations are named/);
  });

  test('give the schema that db/schema.sql shows', () => {
    const database = openDatabase(':memory:');
    // If this fails, run "npm run schema" and look at what changed.
    expect(schemaText(database)).toBe(readFileSync(join(rootDir, 'db', 'schema.sql'), 'utf8'));
  });

  test('give strict tables only', () => {
    const database = openDatabase(':memory:');
    const loose = database
      .prepare(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
  });
});
