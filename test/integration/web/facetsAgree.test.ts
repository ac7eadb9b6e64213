import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { libraryApp } from '../../support/librarySite.ts';

const { app, store } = libraryApp();

afterAll(() => store.close());

async function open(address: string) {
  const response = await request(app).get(address).redirects(1).expect(200);
  return load(response.text);
}

function foundOn($: ReturnType<typeof load>): number {
  return Number(/^[\d,]+/.exec($('.results-head h2').text())?.[0].replaceAll(',', ''));
}

describe('over the shipped library', () => {
  test.each([
    '/en/records?size=10&language=chi',
    '/en/records?q=macrophage&mechanism=neovascularization&size=10',
    '/en/records?predictor=herniation-type&design=prospective-cohort&from=1990&size=10',
  ])('%s: every facet link gives as many records as it said', async (address) => {
    const $ = await open(address);
    const now = foundOn($);
    const promises = $('.value:not([aria-current])')
      .toArray()
      .map((link) => ({ href: $(link).attr('href') ?? '', count: $(link).find('.count').text() }));
    expect(promises.length).toBeGreaterThan(10);
    for (const { href, count } of promises) {
      const promised = count.startsWith('+') ? now + Number(count.slice(1)) : Number(count);
      expect({ href, found: foundOn(await open(href)) }).toEqual({ href, found: promised });
    }
  });

  test('the API counts what the page counts', async () => {
    const query = 'q=macrophage&mechanism=neovascularization';
    const { body } = await request(app).get(`/api/v1/records?${query}`).expect(200);
    expect(body.total).toBe(foundOn(await open(`/records?${query}`)));
    expect(body.records).toHaveLength(body.total);
  });

  test('every link of the main pages leads somewhere', async () => {
    const seen = new Set<string>();
    for (const address of [
      '/en/',
      '/zh/',
      '/en/mechanisms',
      '/zh/predictors',
      '/en/methods',
      '/en/runs',
      '/zh/runs/1',
      '/en/api',
      '/en/records?q=macrophage',
      '/en/records/pmid:40426259',
    ]) {
      const $ = await open(address);
      for (const link of $('a[href^="/"]').toArray()) seen.add(($(link).attr('href') ?? '').replace(/#.*/, ''));
    }
    for (const href of seen) {
      const { status } = await request(app).get(href);
      expect({ href, status }).toEqual({ href, status: 200 });
    }
  });

  test('a tally leads to as many records as it says', async () => {
    const $ = await open('/en/mechanisms/macrophage-infiltration');
    for (const link of $('.tag-numbers a.tally-link').toArray()) {
      const href = $(link).attr('href') ?? '';
      expect({ href, found: foundOn(await open(href)) }).toEqual({ href, found: Number($(link).find('b').text()) });
    }
  });

  test('a pair leads to as many records as it says', async () => {
    const $ = await open('/en/mechanisms/macrophage-infiltration');
    const pairs = $('.pair-link').toArray();
    expect(pairs.length).toBeGreaterThan(3);
    for (const link of pairs) {
      const href = $(link).attr('href') ?? '';
      expect({ href, found: foundOn(await open(href)) }).toEqual({
        href,
        found: Number($(link).find('.count').text()),
      });
    }
  });
});
