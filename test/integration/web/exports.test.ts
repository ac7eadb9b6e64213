import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import request from 'supertest';
import { type CatalogQuery, emptyQuery, sortOrders } from '../../../src/catalog/catalogQuery.ts';
import { exportFormats } from '../../../src/exporting/exportCitations.ts';
import { importCitations } from '../../../src/importing/importCitations.ts';
import { exportEndings } from '../../../src/web/exports.ts';
import { fetchFile } from '../../support/fetchFile.ts';
import { libraryApp } from '../../support/librarySite.ts';

const { app, catalog, store } = libraryApp();

afterAll(() => store.close());

function reread(bytes: Buffer) {
  return [...importCitations(bytes, { name: 'export' })].flatMap((event) =>
    event.kind === 'citation' ? [event.citation] : [],
  );
}

describe('a search as a file', () => {
  const search = '?q=macrophage&mechanism=neovascularization&sort=oldest&page=2&size=10';
  const asked = { ...emptyQuery, q: 'macrophage', facets: { mechanism: ['neovascularization'] } };
  const { total } = catalog.search(asked, 'en');

  test.each(exportFormats)('%s holds every record of it, read again', async (format) => {
    const response = await fetchFile(app, `/en/records.${exportEndings[format]}${search}`);
    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename=resorb-${total}-records.${exportEndings[format]}`,
    );
    const citations = reread(response.body);
    const ids = catalog.exportIds({ ...asked, sort: 'oldest' });
    expect(ids).toHaveLength(total);
    expect(citations.map(({ title }) => title)).toEqual(ids.map((id) => store.records.get(id)?.citation.title));
    expect(citations.map(({ pmid }) => pmid)).toEqual(ids.map((id) => store.records.get(id)?.citation.pmid ?? null));
    expect(citations.map(({ doi }) => doi)).toEqual(ids.map((id) => store.records.get(id)?.citation.doi ?? null));
  });

  test.each([
    ['ris', 'application/x-research-info-systems; charset=utf-8'],
    ['nbib', 'application/nbib; charset=utf-8'],
    ['bib', 'application/x-bibtex; charset=utf-8'],
    ['csl.json', 'application/vnd.citationstyles.csl+json'],
    ['csv', 'text/csv; charset=utf-8'],
    ['jsonl', 'application/x-ndjson; charset=utf-8'],
  ])('.%s is served as %s', async (ending, type) => {
    await request(app).get(`/records.${ending}?q=macrophage`).expect(200).expect('Content-Type', type);
  });

  test('an unchanged file costs nothing the second time', async () => {
    const first = await fetchFile(app, '/records.ris?q=macrophage');
    const tag = String(first.headers.etag);
    await request(app).get('/records.ris?q=macrophage').set('If-None-Match', tag).expect(304);
    await request(app).get('/records.ris?q=macrophage&sort=oldest').set('If-None-Match', tag).expect(200);
    await request(app).get('/records.nbib?q=macrophage').set('If-None-Match', tag).expect(200);
  });

  test('the page offers it, and a file of each facet holds as many records as the facet says', async () => {
    const $ = load((await request(app).get(`/en/records${search}`)).text);
    expect($('.keep summary').text()).toBe(`Export ${total}`);
    const hrefs = $('.keep a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(hrefs[0]).toBe('/en/records.ris?q=macrophage&mechanism=neovascularization&sort=oldest');
    for (const { name, values } of catalog.search(emptyQuery, 'en').facets.slice(0, 6)) {
      for (const { value, count } of values.slice(0, 3)) {
        const found = await fetchFile(app, `/records.jsonl?${new URLSearchParams({ [name]: value })}`);
        const lines = found.body.toString().split('\n').filter(Boolean).length;
        expect({ name, value, lines }).toEqual({ name, value, lines: count });
      }
    }
  });

  test('any search exports as many records as its total', () => {
    const words = fc.constantFrom(
      '',
      'macrophage',
      'rim OR size',
      '吸收',
      'zzz',
      '"disc herniation" -review',
      'tnf zzz',
    );
    const facets = fc.constantFrom<CatalogQuery['facets']>(
      {},
      { language: ['chi'] },
      { design: ['review'] },
      { screening: ['excluded'] },
    );
    fc.assert(
      fc.property(words, facets, fc.constantFrom(...sortOrders), fc.boolean(), (q, chosen, sort, synonyms) => {
        const query = { ...emptyQuery, q, facets: chosen, sort, synonyms };
        const ids = catalog.exportIds(query);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toHaveLength(catalog.search(query, 'en').total);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a selection as a file', () => {
  test('holds the ticked records in their order, each once', async () => {
    const { body } = await fetchFile(app, '/zh/records.jsonl?ids=&ids=7&ids=3&ids=7,5&ids=99999999');
    const titles = reread(body).map(({ title }) => title);
    expect(titles).toEqual([7, 3, 5].map((id) => store.records.get(id)?.citation.title));
  });

  test.each([
    ['none', 'ids=', 'No record is ticked. Tick at least one on the page before and try again.'],
    ['what is no number', 'ids=1&ids=x', '“x” is no number of a record.'],
    ['too many', `ids=${'1,'.repeat(1001)}`, 'More than 1,000 records are chosen. Export the whole search instead.'],
  ])('%s is refused in words', async (_what, query, words) => {
    const response = await request(app).get(`/en/records.ris?${query}`).expect(400);
    expect(load(response.text)('.lead').text()).toBe(words);
  });

  test('the page has a box on each card and a button a format', async () => {
    const $ = load((await request(app).get('/en/records?size=10')).text);
    expect($('.card input[name=ids][form=tray]')).toHaveLength(10);
    expect(
      $('#tray button')
        .toArray()
        .map((button) => $(button).attr('formaction')),
    ).toEqual(['/en/compare', ...exportFormats.map((format) => `/en/records.${exportEndings[format]}`)]);
  });
});

describe('one record as a file', () => {
  test.each(['/records/pmid:40426259.ris', '/en/records/pmid:40426259.ris'])('%s', async (address) => {
    const response = await fetchFile(app, address);
    expect(response.headers['content-disposition']).toBe('attachment; filename=pmid-40426259.ris');
    expect(reread(response.body).map(({ pmid }) => pmid)).toEqual(['40426259']);
  });

  test('its page offers it and shows how to cite it', async () => {
    const $ = load((await request(app).get('/en/records/pmid:40426259')).text);
    const links = $('.cite a').toArray();
    expect(links.map((link) => $(link).text())).toEqual(['RIS', 'NBIB', 'BibTeX', 'CSL-JSON', 'CSV', 'JSON Lines']);
    for (const link of links)
      await request(app)
        .get($(link).attr('href') ?? '')
        .expect(200);
    expect(
      $('.cite dt')
        .toArray()
        .map((style) => $(style).text()),
    ).toEqual(['Vancouver (ICMJE, NLM)', 'APA 7', 'GB/T 7714—2015', 'BibTeX']);
    expect($('.cite dd').first().text()).toMatch(/^[A-Z].*\d{4}/);
  });

  test('of a record there is not, nothing', async () => {
    await request(app).get('/en/records/999999.ris').expect(404);
    await request(app).get('/en/records.docx').expect(404);
  });
});
