import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { emptyQuery } from '../../../src/catalog/catalogQuery.ts';
import { locales } from '../../../src/web/locale.ts';
import { libraryApp } from '../../support/librarySite.ts';
import { protocol } from '../../support/libraryStore.ts';

const { app, catalog, store } = libraryApp();
afterAll(() => store.close());

const addresses = ['/', '/records?q=macrophage', '/records/pmid:40426259', '/mechanisms/neovascularization', '/map'];
const open = async (address: string) => load((await request(app).get(address).expect(200)).text);

describe('every page', () => {
  test.each(locales.flatMap((locale) => addresses.map((address) => [`/${locale}${address}`, locale] as const)))(
    '%s says once that it is no medical advice, how old it is, and is small',
    async (address, locale) => {
      const { text } = await request(app).get(address).expect(200);
      expect(Buffer.byteLength(text)).toBeLessThan(90 * 1024);
      const page = load(text);
      expect(page('body').text().split(protocol.review.disclaimer[locale])).toHaveLength(2);
      expect(page('footer').text()).toMatch(locale === 'zh' ? /\d{4} *年/ : / \d{4}\b/);
      let bytes = 0;
      for (const script of page('script[src]').toArray()) {
        const file = await request(app).get(page(script).attr('src') ?? '');
        bytes += gzipSync(file.text).length;
      }
      expect(bytes).toBeLessThan(12 * 1024);
    },
  );
});

describe('what search engines read', () => {
  const described = async (address: string) =>
    JSON.parse((await open(address))('script[type="application/ld+json"]').text()) as Record<string, unknown>;

  test('of a record is the article it is about, and the page by which', async () => {
    const detail = catalog.record('pmid:40426259', 'en');
    expect(await described('/en/records/pmid:40426259')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ScholarlyArticle',
      '@id': `https://doi.org/${detail?.card.doi}`,
      headline: detail?.citation.title,
      sameAs: expect.arrayContaining(['https://pubmed.ncbi.nlm.nih.gov/40426259/']),
      mainEntityOfPage: expect.stringMatching(/^https?:.*\/en\/records\//),
    });
  });

  test('of the catalog is a data set whose files are there', async () => {
    const dataset = await described('/zh/');
    expect(dataset).toMatchObject({ '@type': 'Dataset', name: protocol.review.title.zh });
    for (const { contentUrl, encodingFormat } of dataset.distribution as {
      contentUrl: string;
      encodingFormat: string;
    }[]) {
      const answer = await request(app).get(new URL(contentUrl).pathname).expect(200);
      expect(answer.headers['content-type']).toContain(encodingFormat);
    }
  });
});

describe('the order of the hits', () => {
  test('those whose title has the word come first, and asked again it is the same', () => {
    const query = { ...emptyQuery, q: 'resorption', synonyms: false, size: 100 };
    const { cards } = catalog.search(query, 'en');
    const inTitle = cards.map(({ title }) => /resorption/i.test(title.map(({ text }) => text).join('')));
    expect(new Set(inTitle)).toEqual(new Set([true, false]));
    expect(inTitle.lastIndexOf(true)).toBe(inTitle.filter(Boolean).length - 1);
    const again = catalog.search({ ...query, size: 50 }, 'zh').cards.map(({ recordId }) => recordId);
    expect(again).toEqual(cards.slice(0, 50).map(({ recordId }) => recordId));
  });
});
