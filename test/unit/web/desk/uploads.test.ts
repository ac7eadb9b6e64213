import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { guessColumns } from '../../../../src/importing/columns.ts';
import { chosenColumns, columnFaults, correctionsOf } from '../../../../src/web/desk/uploads/chosenColumns.ts';
import { createPendingUploads } from '../../../../src/web/desk/uploads/pendingUploads.ts';

describe('the columns of a table, as a form says', () => {
  const head = { columns: guessColumns(['Title', 'Writers', 'Note', 'Note']), rows: [['A', 'B', 'C', 'D']] };
  const form = (text: string) => new URLSearchParams(text);

  test('are the guess before anything is said, and what is said after that', () => {
    expect(chosenColumns(head, form('')).map(({ field }) => field)).toEqual(['title', null, 'notes', null]);
    const said = chosenColumns(head, form('c0=&c1=title&c2=nonsense'));
    expect(said.map(({ field }) => field)).toEqual([null, 'title', 'notes', null]);
  });

  test('of one name stay as they are guessed, since neither can be named', () => {
    const columns = chosenColumns(head, form('c0=title&c1=authors&c2=abstract&c3=doi'));
    expect(columns.map(({ name }) => name)).toEqual(['c0', 'c1', null, null]);
    expect(correctionsOf(columns)).toEqual({ Title: 'title', Writers: 'authors' });
  });

  test('need a title, and hold each fact once', () => {
    expect(columnFaults(chosenColumns(head, form('c0=&c1=authors')))).toEqual([{ kind: 'title' }]);
    expect(columnFaults(chosenColumns(head, form('c0=title&c1=title')))).toEqual([
      { kind: 'twice', field: 'title', one: 'Title', other: 'Writers' },
    ]);
    expect(columnFaults(chosenColumns(head, form('')))).toEqual([]);
  });
});

describe('uploads that wait', () => {
  let folder: string;
  beforeAll(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'resorb-pending-')), 'uploads');
  });
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const received = (text: string): string => {
    const path = join(folder, '..', 'received');
    writeFileSync(path, text);
    return path;
  };

  test('are their sender’s alone, for no longer than two hours', () => {
    let now = Date.now();
    const uploads = createPendingUploads(() => now, folder);
    const token = uploads.keep(received('one'), '文献.ris', 7);
    expect(uploads.find(token, 7)).toMatchObject({ fileName: '文献.ris', annotatorId: 7 });
    expect(uploads.find(token, 8)).toBeNull();
    for (const other of ['', '../received', `${token}.json`, 'x'.repeat(22)]) expect(uploads.find(other, 7)).toBeNull();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, '..', 'received'))).toBe(false);

    now += 3 * 60 * 60_000;
    const next = uploads.keep(received('two'), 'next.ris', 7);
    expect(uploads.find(token, 7)).toBeNull();
    uploads.remove(next);
    expect(uploads.find(next, 7)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });
});
