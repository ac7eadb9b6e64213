import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CatalogQuery,
  catalogQueryString,
  emptyQuery,
  parseCatalogQuery,
  toggleFacet,
} from '../../../src/catalog/catalogQuery.ts';
import { createCatalog } from '../../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../../src/catalog/loadSynonyms.ts';
import { libraryFile, protocolDir } from '../../../src/paths.ts';
import { expandedSearch } from '../../../src/protocol/protocol.ts';
import { incoming } from '../../support/citations.ts';
import { libraryStore, protocol } from '../../support/libraryStore.ts';

const store = libraryStore();
const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
const library = readFileSync(libraryFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const included = library.filter((record) => record.curation.screening.decision === 'include');

const search = (query: Partial<CatalogQuery>) => catalog.search({ ...emptyQuery, ...query }, 'en');
const keys = (query: Partial<CatalogQuery>) => search({ size: 100, ...query }).cards.map((card) => card.key);

describe('searching the library', () => {
  test('shows what is not excluded, and says what is hidden', () => {
    const page = search({});
    expect(page.total).toBe(included.length);
    expect(page.hiddenExcluded).toBe(library.length - included.length);
    expect(search({ facets: { screening: ['excluded'] } }).total).toBe(library.length - included.length);
  });

  test('finds words in titles and summaries, in both languages and either script', () => {
    const both = (record: (typeof library)[number]) => `${record.title} ${record.summary.zh}`;
    const gold = included.filter((record) => both(record).includes('巨噬细胞')).map((record) => record.key);
    expect(new Set(keys({ q: '"巨噬细胞"', synonyms: false }))).toEqual(new Set(gold));
    expect(keys({ q: '"巨噬細胞"', synonyms: false }).length).toBe(gold.length);
    expect(gold.length).toBeGreaterThan(5);
  });

  test('joins words and filters, as one statement of mechanism and stance', () => {
    const page = search({
      q: 'macrophage',
      facets: { mechanism: ['neovascularization'], stance: ['supports'] },
      size: 100,
    });
    expect(page.total).toBeGreaterThan(2);
    for (const card of page.cards) {
      expect(card.tags).toContainEqual(expect.objectContaining({ value: 'neovascularization', stance: 'supports' }));
      const source = library.find((record) => record.key === card.key);
      expect(JSON.stringify([source.title, source.summary, source.keywords]).toLowerCase()).toMatch(/macrophag|巨噬/);
    }
  });

  test('quotes the evidence that meets the search', () => {
    const [card] = search({ q: 'macrophages' }).cards;
    expect(card?.snippet?.pieces.some((piece) => piece.hit && /macrophage/i.test(piece.text))).toBe(true);
  });

  test('reads the whole strategy of the protocol and finds most of the review with it', () => {
    const page = search({ q: expandedSearch(protocol.review.search.pubmed) });
    expect(page.warnings).toEqual([]);
    expect(page.reading?.en).toContain('OR');
    expect(page.total).toBeGreaterThan(included.length / 3);
    expect(page.total).toBeLessThan(included.length);
  });

  test('a mistake never fails: it is read, and said', () => {
    const page = search({ q: '(macrophage AND "open quote' });
    expect(page.warnings.length).toBeGreaterThan(0);
    expect(page.warnings[0]?.zh).toMatch(/\p{Script=Han}/u);
  });

  test('for no hits, offers the filter whose removal helps most', () => {
    const page = search({ q: 'macrophage', facets: { design: ['guideline'], species: ['human'] } });
    expect(page.total).toBe(0);
    expect(page.rescue).toMatchObject({ facet: 'design', value: 'guideline' });
    expect(search({ q: 'macrophage', facets: { species: ['human'] } }).total).toBe(page.rescue?.count);
  });

  test('shows records with some of the words where none has all, and says so', () => {
    const page = search({ q: 'macrophage zzzunheardof' });
    expect(page.relaxed).toBe(true);
    expect(page.total).toBe(search({ q: 'macrophage' }).total);
  });

  test.each(['relevance', 'newest', 'oldest', 'participants'] as const)('pages by %s show each hit once', (sort) => {
    const seen = [1, 2, 3, 4, 5].flatMap((page) =>
      search({ q: 'resorption', sort, page, size: 25 }).cards.map((card) => card.key),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(search({ q: 'resorption' }).total);
  });

  test('sorts by year and by participants', () => {
    const years = search({ sort: 'newest', size: 100 }).cards.map((card) => card.year ?? 0);
    expect(years).toEqual([...years].sort((a, b) => b - a));
    const sizes = search({ sort: 'participants', size: 100 }).cards.map((card) => card.sample?.n ?? -1);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});

describe('facets of the library', () => {
  const queries: Partial<CatalogQuery>[] = [
    {},
    { q: 'macrophage' },
    { q: '吸收', facets: { mechanism: ['inflammation'] } },
    { facets: { mechanism: ['inflammation', 'neovascularization'], stance: ['supports'] }, yearFrom: 2000 },
    { q: 'MRI OR CT', facets: { predictor: ['herniation-type'], species: ['human'] }, yearTo: 2015 },
    { facets: { screening: ['excluded'] } },
  ];

  test.each(queries.map((query) => [catalogQueryString({ ...emptyQuery, ...query }) || 'everything', query] as const))(
    'each link of %s gives as many records as it says',
    (_, query) => {
      const asked = { ...emptyQuery, ...query };
      for (const facet of catalog.search(asked, 'en').facets) {
        for (const { value, following } of facet.values) {
          const found = catalog.search(toggleFacet(asked, facet.name, value), 'en').total;
          expect({ facet: facet.name, value, found }).toEqual({ facet: facet.name, value, found: following });
        }
      }
    },
  );
});

describe('the query string', () => {
  test('reads back as the query it was made from', () => {
    const query: CatalogQuery = {
      ...emptyQuery,
      q: '"a b" 吸收 & c',
      facets: { mechanism: ['x', 'y'], direction: ['no association'] },
      yearFrom: 1990,
      yearTo: 2020,
      sort: 'newest',
      page: 3,
      size: 50,
      synonyms: false,
    };
    expect(parseCatalogQuery(new URLSearchParams(catalogQueryString(query)))).toEqual(query);
    expect(catalogQueryString(emptyQuery)).toBe('');
  });

  test('any string at all is answered or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ maxLength: 20 }), (q, value) => {
        const parameters = new URLSearchParams({
          q,
          from: value,
          to: value,
          page: value,
          size: value,
          mechanism: value,
          sort: value,
        });
        const page = catalog.search(parseCatalogQuery(parameters), 'en');
        expect(page.total).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  test('beyond its limits it is refused', () => {
    expect(() => parseCatalogQuery(new URLSearchParams({ q: 'x'.repeat(8001) }))).toThrow(/8001 characters/);
    expect(() => parseCatalogQuery(new URLSearchParams({ mechanism: 'x'.repeat(201) }))).toThrow(/"mechanism"/);
  });
});

describe('other questions', () => {
  test('a record answers to its id, its key, its PMID and its DOI', () => {
    const record = included.find((candidate) => candidate.pmid && candidate.doi);
    const detail = catalog.record(record.key, 'en');
    for (const name of [String(detail?.card.recordId), `pmid:${record.pmid}`, `doi:${record.doi.toUpperCase()}`]) {
      expect(catalog.record(name, 'en')?.card.key).toBe(record.key);
    }
    expect(catalog.record('pmid:1', 'en')).toBeNull();
    expect(catalog.record('999999', 'en')).toBeNull();
  });

  test("a mechanism page counts what the library says and quotes it in the reader's language", () => {
    const page = catalog.mechanism('macrophage-infiltration', 'zh');
    const tagged = included.filter((record) =>
      record.curation.mechanisms.some((mechanism: { id: string }) => mechanism.id === 'macrophage-infiltration'),
    );
    expect(page?.count.records).toBe(tagged.length);
    expect(page?.evidence.length).toBe(tagged.length);
    expect(page?.evidence.every((item) => item.language === 'zh')).toBe(true);
    expect(page?.byDesign.reduce((sum, row) => sum + row.total, 0)).toBe(tagged.length);
    expect(catalog.mechanism('magic', 'en')).toBeNull();
  });

  test('the overview adds up', () => {
    const { status, mechanisms } = catalog.overview('en');
    expect(status).toMatchObject({
      records: library.length,
      included: included.length,
      unscreened: 0,
      withAbstract: 0,
    });
    for (const mechanism of mechanisms) {
      expect(mechanism.supports + mechanism.discusses + mechanism.contradicts).toBe(mechanism.records);
    }
  });

  test('what is stored later is found at once', () => {
    const fresh = libraryStore();
    const living = createCatalog({ store: fresh, protocol, synonyms: loadSynonyms(protocolDir) });
    const before = living.search(emptyQuery, 'en').total;
    fresh.records.save(incoming({ pmid: '999', title: 'Quokka discs' }));
    expect(living.search(emptyQuery, 'en').total).toBe(before + 1);
    expect(living.search({ ...emptyQuery, q: 'quokka' }, 'en').cards[0]?.key).toBe('pmid:999');
  });
});
