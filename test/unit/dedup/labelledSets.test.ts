import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fromRow, guessColumns } from '../../../src/dedup/csvColumns.ts';
import { findDuplicates } from '../../../src/dedup/index.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';

const sets = ['respiratory', 'haematology', 'digital_work_a', 'copper', 'gambling_silver'];

/** True and false merges on a labelled set: k records of e publications in a group are k - 1 merges, e - 1 of them false. */
function count(name: string, keepDois: boolean): { found: number; falseMerges: number } {
  const rows: Record<string, string>[] = parse(readFileSync(sharedData('dedup', `${name}.csv`)), {
    columns: true,
    bom: true,
  });
  const columns = guessColumns(Object.keys(rows[0] ?? {}));
  const groupOf = new Map(rows.map((row) => [row.id, row.duplicate_group]));
  const records = rows.map((row, at) => fromRow(row, columns, `row ${at}`));
  const { merged } = findDuplicates(keepDois ? records : records.map((record) => ({ ...record, doi: null })));
  let found = 0;
  let falseMerges = 0;
  for (const { ids } of merged) {
    const publications = new Set(ids.map((id) => groupOf.get(id))).size;
    found += ids.length - publications;
    falseMerges += publications - 1;
  }
  return { found, falseMerges };
}

describeWithShared(
  'labelled sets',
  sets.map((name) => `dedup/${name}.csv`),
  () => {
    test('at least 1,213 of 1,242 duplicates are found and at most one merge is false', () => {
      const counts = sets.map((name) => count(name, true));
      expect(counts.reduce((sum, { found }) => sum + found, 0)).toBeGreaterThanOrEqual(1213);
      expect(counts.reduce((sum, { falseMerges }) => sum + falseMerges, 0)).toBeLessThanOrEqual(1);
    });

    test('without a single DOI no merge is false, and few are lost', () => {
      const counts = sets.map((name) => count(name, false));
      expect(counts.reduce((sum, { falseMerges }) => sum + falseMerges, 0)).toBe(0);
      expect(counts.reduce((sum, { found }) => sum + found, 0)).toBeGreaterThanOrEqual(1200);
    });
  },
);
