import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { emptyQuery } from '../../../../src/catalog/catalogQuery.ts';
import { countFacets } from '../../../../src/catalog/countFacets.ts';
import { buildFacetIndex, type FacetIndex } from '../../../../src/catalog/facetIndex.ts';
import { evidenceMap } from '../../../../src/catalog/map/evidenceMap.ts';
import {
  mapCellQuery,
  mapColumnKinds,
  mapQueryString,
  mapRowKinds,
  mapSizes,
  parseMapSettings,
} from '../../../../src/catalog/map/mapSettings.ts';

interface Row {
  recordId: number;
  year: number | null;
  sampleN: number | null;
  mechanism: { value: string; qualifier: string }[];
  predictor: { value: string; qualifier: string }[];
  design: string[];
  language: string[];
  screening: string;
}

const mechanisms = ['a', 'b', 'c'];
const designs = ['rct', 'cohort', 'animal'];
const rows = fc.array(
  fc.record({
    year: fc.option(fc.integer({ min: 1981, max: 2026 })),
    sampleN: fc.option(fc.nat(500)),
    mechanism: fc.uniqueArray(
      fc.record({ value: fc.constantFrom(...mechanisms), qualifier: fc.constantFrom('supports', 'discusses') }),
      { selector: ({ value }) => value },
    ),
    predictor: fc.uniqueArray(
      fc.record({ value: fc.constantFrom('size', 'age'), qualifier: fc.constantFrom('favours', 'against', '') }),
      { selector: ({ value }) => value },
    ),
    design: fc.uniqueArray(fc.constantFrom(...designs), { maxLength: 2 }),
    language: fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 2 }),
    screening: fc.constantFrom('included', 'unscreened', 'excluded'),
  }),
  { maxLength: 30 },
);

function indexOf(records: readonly Omit<Row, 'recordId'>[]): FacetIndex {
  const plain = (values: readonly string[]) => values.map((value) => ({ value }));
  return buildFacetIndex<Row>(
    records.map((record, place) => ({ ...record, recordId: place + 1 })),
    [
      { facet: 'mechanism', qualifierFacet: 'stance', statements: (row) => row.mechanism },
      { facet: 'predictor', qualifierFacet: 'direction', statements: (row) => row.predictor },
      { facet: 'design', statements: (row) => plain(row.design) },
      { facet: 'species', statements: () => [] },
      { facet: 'language', statements: (row) => plain(row.language) },
      { facet: 'screening', byDefault: ['included', 'unscreened'], statements: (row) => plain([row.screening]) },
    ],
  );
}

const settings = fc.record({
  rows: fc.constantFrom(...mapRowKinds),
  columns: fc.constantFrom(...mapColumnKinds),
  size: fc.constantFrom(...mapSizes),
});
const order = {
  mechanism: mechanisms,
  predictor: ['size', 'age'],
  design: designs,
  species: [],
  years: [],
  language: [],
};

describe('the evidence map', () => {
  test('each cell and total counts the records that its search finds', () => {
    fc.assert(
      fc.property(rows, settings, (records, chosen) => {
        const index = indexOf(records);
        const map = evidenceMap(index, chosen, order[chosen.rows], order[chosen.columns]);
        const found = (query: typeof emptyQuery) => countFacets(index, null, query).passing.length;
        const ids = map.rows.map(({ id }) => id);
        for (const row of map.rows) {
          expect(row.total.records).toBe(found(mapCellQuery(chosen, [row.id], null)));
          row.cells.forEach((cell, place) => {
            expect(cell.records).toBe(found(mapCellQuery(chosen, [row.id], map.columns[place] ?? null)));
          });
        }
        map.columns.forEach((column, place) => {
          expect(map.columnTotals[place]?.records).toBe(found(mapCellQuery(chosen, ids, column)));
        });
        expect(map.total.records).toBe(found(mapCellQuery(chosen, ids, null)));
      }),
      { numRuns: 60 },
    );
  });

  test('participants are the sample sizes that are given; the rest is counted apart', () => {
    const paper = {
      year: 1999,
      mechanism: [{ value: 'a', qualifier: 'supports' }],
      predictor: [],
      design: ['rct'],
      language: [],
      screening: 'included',
    };
    const index = indexOf([
      { ...paper, sampleN: 40 },
      { ...paper, sampleN: 2 },
      { ...paper, sampleN: null },
    ]);
    const map = evidenceMap(index, { rows: 'mechanism', columns: 'design', size: 'participants' }, ['a'], ['rct']);
    expect(map.rows[0]?.cells[0]).toEqual({
      records: 3,
      participants: 42,
      withoutSample: 1,
      byStance: { supports: 3 },
    });
  });

  test('rows and columns of the codebook stay where nobody has published: they are the gaps', () => {
    const map = evidenceMap(indexOf([]), parseMapSettings(new URLSearchParams()), mechanisms, designs);
    expect(map.rows.map(({ id }) => id)).toEqual(mechanisms);
    expect(map.rows[0]?.cells.map(({ records }) => records)).toEqual([0, 0, 0]);
    const years = evidenceMap(indexOf([]), { rows: 'mechanism', columns: 'years', size: 'records' }, mechanisms, []);
    expect(years.columns).toEqual([]);
  });

  test('settings survive their query string, and nonsense falls back', () => {
    fc.assert(
      fc.property(settings, (chosen) => {
        expect(parseMapSettings(new URLSearchParams(mapQueryString(chosen)))).toEqual(chosen);
      }),
    );
    expect(parseMapSettings(new URLSearchParams('rows=x&columns=&size=7'))).toEqual({
      rows: 'mechanism',
      columns: 'design',
      size: 'records',
    });
  });
});
