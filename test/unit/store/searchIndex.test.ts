import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { emptyCitation } from '../../../src/domain/citation.ts';
import { openStore } from '../../../src/store/openStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'resorb-index-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = '2026-01-02T03:04:05.000Z';

function storeWith(file: string): number[] {
  const store = openStore(file);
  const runId = store.runs.start({ source: 'file', fileName: 'made', programVersion: 'test', startedAt: at });
  const ids = ['Discs that were resorbed', 'A resorbed disc'].map((title, place) => {
    const heading = { ui: null, qualifiers: [{ name: 'surgery', ui: null, majorTopic: place === 1 }] };
    const citation = {
      ...emptyCitation(),
      title,
      mesh: [
        {
          ...heading,
          descriptor: place === 0 ? 'Intervertebral Disc' : 'Intervertebral Disc Displacement',
          majorTopic: false,
        },
      ],
    };
    return store.records.save({ source: 'made', sourceId: String(place), citation, raw: title, runId, retrievedAt: at })
      .recordId;
  });
  store.close();
  return ids;
}

const find = (file: string, expression: string, options: { readonly?: boolean } = {}): number[] => {
  const store = openStore(file, options);
  const found = [...store.searchIndex.match(expression, 'exact')];
  store.close();
  return found;
};

describe('the index of words as they were written', () => {
  test('keeps endings, and a heading as a whole', () => {
    const file = join(folder, 'written.sqlite');
    const [first, second] = storeWith(file);
    expect(find(file, '"discs"')).toEqual([first]);
    expect(find(file, 'heading : "intervertebral\ue000disc"')).toEqual([first]);
    expect(find(file, 'heading : "intervertebral\ue000disc" *')).toEqual([first, second]);
    expect(find(file, 'major_heading : "intervertebral\ue000disc" *')).toEqual([second]);
    expect(find(file, 'heading : "disc"')).toEqual([]);
  });

  test('is made anew for a database that was indexed in another form, and only then', () => {
    const file = join(folder, 'older.sqlite');
    const [first] = storeWith(file);
    const database = new BetterSqlite(file);
    database.exec("insert into record_exact (record_exact) values ('delete-all'); delete from setting");
    database.close();
    expect(() => openStore(file, { readonly: true })).toThrow(/indexed by another version; open it once for writing/);
    expect(find(file, '"discs"')).toEqual([first]);
    expect(find(file, '"discs"', { readonly: true })).toEqual([first]);
  });
});
