import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { emptyQuery } from '../../src/catalog/catalogQuery.ts';
import { locales } from '../../src/web/locale.ts';
import { axeFaults, expectAccessibleInEveryLook } from '../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { startLibrarySite } from '../support/librarySite.ts';

jest.setTimeout(120_000);

const pages = [
  '/',
  '/records?size=10',
  '/records?q=macrophage&mechanism=neovascularization&from=1990&size=10&page=1',
  '/records?q=no-such-word-anywhere&design=rct',
  '/records/pmid:40426259',
  '/records/$excluded',
  '/mechanisms',
  '/mechanisms/apoptosis-autophagy',
  '/predictors',
  '/predictors/modic-changes',
  '/records?q=macrofage',
  '/compare?ids=1,5,9&style=gbt7714',
  '/map',
  '/map?rows=predictor&columns=years&view=table',
  '/synthesis/resorption',
  '/synthesis/resorption?by=type&check=on',
  '/synthesis/resorption?by=definition&design=rct',
  '/synthesis/findings',
  '/synthesis/calculator?data=A+2001,10,20%0AB+2002,30,40%0AC+2003,4,25%0Anothing',
  '/methods',
  '/runs',
  '/runs/1',
  '/api',
  '/no-such-page',
  '/records?q=$tooMuch',
];

/** More words than one search may have. */
const tooMuch = Array.from({ length: 501 }, (_, at) => `w${at}`).join('+OR+');

describeInBrowser('every page, in both languages, light and dark, wide and narrow', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let page: Page;
  let excluded = 0;
  const complaints: string[] = [];
  const strangers: string[] = [];

  beforeAll(async () => {
    site = await startLibrarySite();
    const screened = site.catalog.search({ ...emptyQuery, facets: { screening: ['excluded'] } }, 'en');
    excluded = screened.cards[0]?.recordId ?? 0;
    browser = await launchBrowser();
    // Colours that are on their way from one theme to the other would be measured half way.
    page = await browser.newPage({ reducedMotion: 'reduce' });
    page.on('console', (message) => {
      // The browser's own note of a page that we asked for in vain is no complaint.
      if (message.type() === 'error' && !/status of 40[04]/.test(message.text())) complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${site.url}/`)) strangers.push(request.url());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const cases = locales.flatMap((locale) => pages.map((path) => `/${locale}${path}`));

  test.each(cases)('%s has no accessibility faults and no sideways scroll', async (path) => {
    await page.goto(site.url + path.replace('$excluded', String(excluded)).replace('$tooMuch', tooMuch));
    await expectAccessibleInEveryLook(page, path);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  test('the narrow page of filters has no faults either', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.goto(`${site.url}/en/records?q=macrophage`);
    await page.getByRole('link', { name: 'Filters', exact: true }).click();
    expect(await axeFaults(page)).toEqual([]);
  });

  test('no page asked another machine for anything, and the browser had nothing to complain of', () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
