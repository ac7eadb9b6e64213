import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CatalogQuery, emptyQuery, type FacetName, toggleFacet } from '../../../src/catalog/catalogQuery.ts';
import { countFacets } from '../../../src/catalog/countFacets.ts';
import { buildFacetIndex, type FamilySource, positionOf } from '../../../src/catalog/facetIndex.ts';

interface Row {
  recordId: number;
  year: number | null;
  sampleN: number | null;
  mechanisms: [string, string][];
  design: string | null;
  screening: string;
}

const families: FamilySource<Row>[] = [
  {
    facet: 'mechanism',
    qualifierFacet: 'stance',
    statements: (row) => row.mechanisms.map(([value, qualifier]) => ({ value, qualifier })),
  },
  { facet: 'design', statements: (row) => (row.design === null ? [] : [{ value: row.design }]) },
  { facet: 'screening', byDefault: ['included', 'unscreened'], statements: (row) => [{ value: row.screening }] },
];
const facetsHere: FacetName[] = ['mechanism', 'stance', 'design', 'screening'];

const mechanism = fc.constantFrom('a', 'b', 'c');
const stance = fc.constantFrom('supports', 'discusses');
const row = fc.record({
  year: fc.option(fc.integer({ min: 1990, max: 1996 })),
  sampleN: fc.constant(null),
  mechanisms: fc.uniqueArray(fc.tuple(mechanism, stance), { maxLength: 3, selector: ([value]) => value }),
  design: fc.option(fc.constantFrom('rct', 'cohort', 'animal')),
  screening: fc.constantFrom('included', 'unscreened', 'excluded'),
});
const rows = fc
  .array(row, { maxLength: 40 })
  .map((list) => list.map((facts, place): Row => ({ ...facts, recordId: 3 * place + 1 })));
const some = <Value>(values: fc.Arbitrary<Value>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 });
const query = fc
  .record({
    mechanism: fc.option(some(fc.constantFrom('a', 'b', 'c', 'unknown'))),
    stance: fc.option(some(stance)),
    design: fc.option(some(fc.constantFrom('rct', 'cohort', 'animal'))),
    screening: fc.option(some(fc.constantFrom('included', 'excluded'))),
    yearFrom: fc.option(fc.integer({ min: 1989, max: 1994 })),
    yearTo: fc.option(fc.integer({ min: 1993, max: 1997 })),
  })
  .map(({ yearFrom, yearTo, ...chosen }): CatalogQuery => {
    const facets = Object.fromEntries(Object.entries(chosen).filter(([, values]) => values !== null));
    return { ...emptyQuery, facets, yearFrom, yearTo } as CatalogQuery;
  });

/** The rule in words, record by record: the plainest thing that can be compared with. */
function passes(record: Row, { facets, yearFrom, yearTo }: CatalogQuery): boolean {
  const meets = (chosen: string[] | undefined, value: string) => !chosen || chosen.includes(value);
  const mechanismPasses =
    (!facets.mechanism && !facets.stance) ||
    record.mechanisms.some(([value, qualifier]) => meets(facets.mechanism, value) && meets(facets.stance, qualifier));
  const designPasses = !facets.design || (record.design !== null && facets.design.includes(record.design));
  const screeningPasses = (facets.screening ?? ['included', 'unscreened']).includes(record.screening);
  const limited = yearFrom !== null || yearTo !== null;
  const yearPasses =
    !limited || (record.year !== null && record.year >= (yearFrom ?? 0) && record.year <= (yearTo ?? 9999));
  return mechanismPasses && designPasses && screeningPasses && yearPasses;
}

describe('counting facets', () => {
  test('finds the records that the rule in words finds', () => {
    fc.assert(
      fc.property(rows, query, (records, asked) => {
        const index = buildFacetIndex(records, families);
        const found = Array.from(countFacets(index, null, asked).passing, (position) => index.recordIds[position]);
        expect(found).toEqual(records.filter((record) => passes(record, asked)).map((record) => record.recordId));
      }),
      { numRuns: 500 },
    );
  });

  test('following the link of any value gives as many records as it said', () => {
    fc.assert(
      fc.property(rows, query, (records, asked) => {
        const index = buildFacetIndex(records, families);
        const counts = countFacets(index, null, asked);
        for (const facet of facetsHere) {
          for (const { value, following, count, selected } of counts.facets.get(facet) ?? []) {
            const next = countFacets(index, null, toggleFacet(asked, facet, value));
            expect({ facet, value, found: next.passing.length }).toEqual({ facet, value, found: following });
            const alone = { ...asked, facets: { ...asked.facets, [facet]: [value] } };
            expect(countFacets(index, null, alone).passing.length).toBe(count);
            expect(selected).toBe(asked.facets[facet]?.includes(value) ?? false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('leaves no value out that a record of the search has', () => {
    fc.assert(
      fc.property(rows, query, (records, asked) => {
        const counts = countFacets(buildFacetIndex(records, families), null, asked);
        const designs = counts.facets.get('design')?.map(({ value }) => value) ?? [];
        for (const record of records.filter((candidate) => passes(candidate, asked))) {
          if (record.design) expect(designs).toContain(record.design);
        }
      }),
    );
  });

  test('counts years without their own limits, gaps filled', () => {
    const records: Row[] = [1990, 1993, 1993, null].map((year, place) => ({
      recordId: place + 1,
      year,
      sampleN: null,
      mechanisms: [],
      design: null,
      screening: 'included',
    }));
    const counts = countFacets(buildFacetIndex(records, families), null, { ...emptyQuery, yearFrom: 1993 });
    expect(counts.passing.length).toBe(2);
    expect(counts.years).toEqual([
      { year: 1990, count: 1 },
      { year: 1991, count: 0 },
      { year: 1992, count: 0 },
      { year: 1993, count: 2 },
    ]);
  });

  test('counts only what the words of the search found', () => {
    const records: Row[] = [1, 2, 3].map((recordId) => ({
      recordId,
      year: null,
      sampleN: null,
      mechanisms: [],
      design: 'rct',
      screening: 'included',
    }));
    const counts = countFacets(buildFacetIndex(records, families), Uint32Array.of(0, 2), emptyQuery);
    expect(counts.facets.get('design')).toEqual([{ value: 'rct', count: 2, following: 2, selected: false }]);
  });
});

test('a record is found by its id', () => {
  fc.assert(
    fc.property(rows, (records) => {
      const index = buildFacetIndex(records, families);
      for (const [position, { recordId }] of records.entries()) {
        expect(positionOf(index, recordId)).toBe(position);
        expect(positionOf(index, recordId + 1)).toBe(-1);
      }
    }),
  );
});
