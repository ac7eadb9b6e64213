import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { emptyQuery } from '../../../src/catalog/catalogQuery.ts';
import { aCard } from '../../support/factories/records.ts';
import { libraryApp } from '../../support/librarySite.ts';
import { testApp, testProtocol } from '../../support/webApp.ts';

const { app, catalog, store } = libraryApp();

afterAll(() => store.close());

async function xml(address: string, type: string, site = app) {
  const response = await request(site).get(address).set('Host', 'evidence.example').buffer(true).expect(200);
  expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
  return load(response.text ?? response.body.toString(), { xml: true });
}

describe('the feed of a search', () => {
  test('holds its records, those that came last first', async () => {
    const $ = await xml('/en/records.atom?q=macrophage&sort=oldest&page=3', 'application/atom+xml');
    const ids = catalog.exportIds({ ...emptyQuery, q: 'macrophage' }).sort((a, b) => b - a);
    const links = $('entry > link').toArray();
    expect(links.map((link) => $(link).attr('href'))).toEqual(
      ids.slice(0, 50).map((id) => `http://evidence.example/en/records/${id}`),
    );
    expect($('feed > title').text()).toBe('New records: macrophage – Disc Resorption Evidence');
    expect($('feed > link[rel=self]').attr('href')).toBe('http://evidence.example/en/records.atom?q=macrophage');
    for (const element of ['id', 'title', 'updated', 'published', 'summary']) {
      expect($(`entry > ${element}`)).toHaveLength(links.length);
    }
    expect(
      new Set(
        $('entry > id')
          .toArray()
          .map((id) => $(id).text()),
      ).size,
    ).toBe(links.length);
    for (const time of $('updated, published').toArray()) {
      expect($(time).text()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    }
  });

  test('is named by the page of the search, in its language', async () => {
    const page = load((await request(app).get('/zh/records?q=吸收&language=chi')).text);
    const href = page('link[type="application/atom+xml"]').attr('href') ?? '';
    expect(page('.keep a[href*=atom]').attr('href')).toBe(href);
    const $ = await xml(href, 'application/atom+xml');
    expect($('feed').attr('xml:lang')).toBe('zh');
    expect($('feed > title').text()).toMatch(/^新记录：吸收/);
  });

  test('without a hit is a feed all the same', async () => {
    const $ = await xml('/records.atom?q=zzznothing', 'application/atom+xml');
    expect($('entry')).toHaveLength(0);
    expect($('updated').text()).not.toBe('');
  });

  test('is well formed whatever a title holds', async () => {
    const title = [{ text: 'A <b>&\u0000\u000b\ud800 "title" ]]>', hit: false }];
    const { app: strange } = testApp({
      arrivals: () => [
        { card: aCard({ title }), createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T00:00:00Z' },
      ],
    });
    const $ = await xml('/en/records.atom', 'application/atom+xml', strange);
    expect($('entry > title').text()).toBe('A <b>& "title" ]]>');
  });
});

describe('the site map', () => {
  test('names every record that is not excluded, in both languages', async () => {
    const index = await xml('/sitemap.xml', 'application/xml');
    expect(
      index('loc')
        .toArray()
        .map((loc) => index(loc).text()),
    ).toEqual(['http://evidence.example/sitemap-1.xml']);
    const $ = await xml('/sitemap-1.xml', 'application/xml');
    const addresses = $('url > loc')
      .toArray()
      .map((loc) => $(loc).text());
    expect(new Set(addresses).size).toBe(addresses.length);
    const { included, unscreened } = catalog.status();
    for (const locale of ['en', 'zh']) {
      const records = addresses.filter((address) => new RegExp(`/${locale}/records/\\d+$`).test(address));
      expect(records).toHaveLength(included + unscreened);
    }
    const others = addresses.filter((address) => !/records\/\d+$/.test(address));
    for (const address of others) await request(app).get(new URL(address).pathname).expect(200);
    await request(app).get('/sitemap-2.xml').expect(404);
    await request(app).get('/sitemap-x.xml').expect(404);
    await request(app)
      .get('/robots.txt')
      .set('Host', 'evidence.example')
      .expect(/Sitemap: http:\/\/evidence\.example\/sitemap\.xml/);
  });
});

describe('the browser’s own search box', () => {
  test.each(['en', 'zh'] as const)('finds the description of the search in %s', async (locale) => {
    const page = load((await request(app).get(`/${locale}/`)).text);
    const href = page('link[rel=search]').attr('href') ?? '';
    const $ = await xml(href, 'application/opensearchdescription+xml');
    expect($('Url[type="text/html"]').attr('template')).toBe(
      `http://evidence.example/${locale}/records?q={searchTerms}`,
    );
    expect([...$('ShortName').text()].length).toBeLessThanOrEqual(16);
    expect(testProtocol.review.title[locale]).toContain($('ShortName').text());
  });
});

describe('what a reference manager reads of a record’s page', () => {
  test('is its citation', async () => {
    const detail = catalog.record('pmid:40426259', 'en');
    if (!detail) throw new Error('The sample record is not in the library.');
    const { citation } = detail;
    const page = load((await request(app).get('/en/records/pmid:40426259').set('Host', 'evidence.example')).text);
    const said = (name: string) =>
      page(`meta[name="citation_${name}"]`)
        .toArray()
        .map((meta) => page(meta).attr('content'));
    expect(said('title')).toEqual([citation.title]);
    expect(said('author')).toHaveLength(citation.authors.length);
    expect(said('author')[0]).toContain(`${citation.authors[0]?.lastName}, `);
    expect(said('pmid')).toEqual([citation.pmid]);
    expect(said('doi')).toEqual([citation.doi]);
    expect(said('journal_title')).toEqual([citation.journal?.title]);
    expect(said('publication_date')[0]).toMatch(new RegExp(`^${citation.published.year}`));
    expect(said('abstract_html_url')).toEqual([`http://evidence.example/en/records/${detail.card.recordId}`]);
  });

  test('is on no other page', async () => {
    const page = load((await request(app).get('/en/records')).text);
    expect(page('meta[name^=citation_]')).toHaveLength(0);
  });
});
