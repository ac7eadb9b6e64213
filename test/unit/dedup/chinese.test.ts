import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fromRow, guessColumns } from '../../../src/dedup/csvColumns.ts';
import { type DedupRecord, findDuplicates } from '../../../src/dedup/index.ts';
import { rootDir } from '../../../src/paths.ts';

/** Hand-written records as CNKI, Wanfang and PubMed would export them; `group` is the publication, `why` the trait. */
const rows: Record<string, string>[] = parse(readFileSync(join(rootDir, 'test/fixtures/dedup/chinese.csv')), {
  columns: true,
});
const columns = guessColumns(Object.keys(rows[0] ?? {}));
const records: DedupRecord[] = rows.map((row) => ({
  ...fromRow(row, columns, ''),
  otherTitles: row.otherTitle ? [row.otherTitle] : [],
}));
const groups = new Map<string, string[]>();
for (const { id = '', group = '' } of rows) groups.set(group, [...(groups.get(group) ?? []), id]);

describe('records in Chinese', () => {
  const { merged, maybe } = findDuplicates(records);

  test('the set is large enough to mean something', () => {
    expect(records.length).toBeGreaterThanOrEqual(40);
  });

  test.each([...groups].filter(([, ids]) => ids.length > 1))('group %s is found', (_, ids) => {
    expect(merged.map((group) => group.ids)).toContainEqual(ids);
  });

  test('nothing else is merged', () => {
    const expected = [...groups.values()].filter((ids) => ids.length > 1);
    expect(merged.map(({ ids }) => ids)).toEqual(expected);
  });

  test('a translation on two pages and a thesis wait for a person', () => {
    const held = maybe.map(({ a, b }) => `${groupOf(a)} ${groupOf(b)}`);
    expect(held).toEqual(expect.arrayContaining(['05a 05b', '09a 09b']));
  });

  test('parts, one-character differences, corrections and serial titles wait for nobody', () => {
    const held = maybe.flatMap(({ a, b }) => [groupOf(a), groupOf(b)]);
    for (const group of ['06a', '07a', '08a', '11a', '12a', '12c', '13a']) expect(held).not.toContain(group);
  });
});

function groupOf(id: string): string {
  return rows.find((row) => row.id === id)?.group ?? '';
}
