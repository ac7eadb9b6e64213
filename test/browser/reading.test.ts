import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { startLibrarySite } from '../support/librarySite.ts';

jest.setTimeout(60_000);

describeInBrowser('a reader whose browser runs no script', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startLibrarySite();
    browser = await launchBrowser();
    page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('searches from the front door, narrows by a facet and gets as many records as it said', async () => {
    await page.goto(site.url);
    expect(page.url()).toBe(`${site.url}/en/`);
    await page.getByRole('searchbox').fill('macrophage');
    await page.getByRole('button', { name: 'Search' }).click();
    const value = page.locator('.value', { hasText: 'Neovascularization' });
    const promised = await value.locator('.count').innerText();
    await value.click();
    expect(page.url()).toBe(`${site.url}/en/records?q=macrophage&mechanism=neovascularization`);
    expect(await page.locator('.results-head h2 .num').first().innerText()).toBe(`${promised} records`);
    expect(await page.locator('.cards > li').count()).toBe(Number(promised));
    await page.getByRole('link', { name: 'Remove filter Mechanism Neovascularization' }).click();
    expect(page.url()).toBe(`${site.url}/en/records?q=macrophage`);
  });

  test('asks by what is seen, and by year', async () => {
    await page.goto(`${site.url}/en/`);
    await page.getByLabel('Herniation type').check();
    await page.getByRole('button', { name: 'Show the evidence' }).click();
    expect(page.url()).toBe(`${site.url}/en/records?predictor=herniation-type`);
    await page.getByLabel('From year').fill('2010');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(page.url()).toContain('predictor=herniation-type&from=2010');
    expect(await page.locator('.pill').count()).toBe(2);
  });

  test('follows an evidence sentence from its mechanism to its place in the record', async () => {
    await page.goto(`${site.url}/en/mechanisms/neovascularization`);
    const quote = page.locator('.quote').first();
    const sentence = (await quote.locator('blockquote').innerText()).replace(/^“|”$/g, '');
    await quote.locator('.quote-source').click();
    const note = page.locator('.note:target');
    expect(await note.isVisible()).toBe(true);
    await note.locator('a.evn').click();
    const place = page.locator(':target');
    expect(await place.isVisible()).toBe(true);
    const marked = await page.locator('.panel:visible .ev[data-m="neovascularization"]').allInnerTexts();
    expect(marked.join('|')).toContain(sentence.slice(0, 40));
  });

  test('switches a mechanism’s evidence off and on, and the text to Chinese', async () => {
    await page.goto(`${site.url}/en/records/pmid:40426259`);
    const notes = page.locator('.panel:visible .note[data-m="inflammation"]');
    expect(await notes.count()).toBe(1);
    await page.locator('#show-inflammation').uncheck();
    expect(await notes.first().isVisible()).toBe(false);
    expect(await page.locator('.panel:visible .note[data-m="neovascularization"]').first().isVisible()).toBe(true);
    await page.locator('#show-inflammation').check();
    expect(await notes.first().isVisible()).toBe(true);
    expect(await page.locator('.panel-2').isVisible()).toBe(false);
    await page.getByLabel('Chinese').check();
    expect(await page.locator('.panel-1').isVisible()).toBe(false);
    expect(await page.locator('.panel-2 .text-kind b').innerText()).toBe('Summary written for this catalog');
  });

  test('changes language and keeps the search, and the choice is remembered', async () => {
    await page.goto(`${site.url}/en/records?q=macrophage`);
    await page.getByRole('link', { name: '中文', exact: true }).click();
    expect(page.url()).toBe(`${site.url}/zh/records?q=macrophage`);
    await page.goto(`${site.url}/methods`);
    expect(page.url()).toBe(`${site.url}/zh/methods`);
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await page.goto(`${site.url}/methods`);
    expect(page.url()).toBe(`${site.url}/en/methods`);
  });

  test('chooses dark pages and stays where they were', async () => {
    await page.goto(`${site.url}/en/methods`);
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(page.url()).toBe(`${site.url}/en/methods`);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('on a telephone opens the filters as a page of their own and comes back to the results', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${site.url}/en/records?q=macrophage`);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Filters', exact: true }).click();
    expect(await page.locator('#filters').isVisible()).toBe(true);
    await page.getByRole('link', { name: /^Show \d+ records/ }).click();
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
