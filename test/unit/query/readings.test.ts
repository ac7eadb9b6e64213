import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { describeQuery } from '../../../src/query/describeQuery.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { SearchTable } from './searchTable.ts';
import { show } from './show.ts';

/** One search a line: as typed, how it is read, what it compiles to, the codes of its warnings. */
const rows = readFileSync(join(rootDir, 'test/unit/query/readings.tsv'), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [search: string, reading: string, compiled: string, warnings: string]);

const table = new SearchTable();
afterAll(() => table.close());

test('the table of readings is whole', () => {
  expect(rows.length).toBeGreaterThanOrEqual(140);
});

describe.each(rows)('%s', (search, reading, compiled, warnings) => {
  const parsed = parseQuery(search);

  test('is read as expected', () => {
    expect(describeQuery(parsed.ast, 'en')).toBe(reading);
    expect(parsed.warnings.map((warning) => warning.code).join(' ')).toBe(warnings);
  });

  test('compiles as expected, to expressions that FTS5 accepts', () => {
    const { where, ranking } = toFts(parsed.ast);
    expect(show(where)).toBe(compiled);
    expect(() => table.tryAll(where)).not.toThrow();
    if (ranking !== null) expect(() => table.match(ranking)).not.toThrow();
  });

  test('warns inside the search, in both languages', () => {
    for (const { start, end, en, zh } of parsed.warnings) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(search.length);
      expect(en).toMatch(/\.$/);
      expect(zh).toMatch(/。$/);
      expect(`${en}${zh}`).not.toContain('%s');
    }
  });
});
