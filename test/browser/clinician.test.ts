import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { startLibrarySite } from '../support/librarySite.ts';

jest.setTimeout(120_000);

describeInBrowser('a clinician with two minutes', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await startLibrarySite();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
    page.on('console', (message) => complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  test('finds 吸收, narrows it, opens a record, follows its evidence, and takes it away', async () => {
    await page.goto(site.url);
    expect(page.url()).toBe(`${site.url}/zh/`);
    await page.getByRole('searchbox').fill('吸收');
    await page.getByRole('button', { name: '检索' }).click();
    expect(await page.locator('.cards > li').count()).toBe(25);
    expect(await page.locator('.card mark').first().isVisible()).toBe(true);
    const value = page.locator('.value', { hasText: '巨噬细胞浸润' });
    const promised = Number(await value.locator('.count').innerText());
    await value.click();
    expect(await page.locator('.results-head h2 .num').first().innerText()).toBe(`${promised} 条记录`);

    await page.locator('.card-title a').first().click();
    await page.locator('.panel:visible a.evn').first().click();
    expect(await page.locator('.note:target, .ev:target, .evn:target').first().isVisible()).toBe(true);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.cite').getByRole('link', { name: 'RIS' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^TY {2}- [A-Z]+\r\n/);

    const title = await page.locator('h1').innerText();
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    expect(page.url()).toMatch(/\/en\/records\/\d+/);
    expect(await page.locator('.record-head').innerText()).toContain(title.slice(0, 10));
  });

  test('reads the map by keyboard: a circle is a link to its papers', async () => {
    await page.goto(`${site.url}/en/map`);
    const circle = page.locator('.map tbody td a').first();
    const said = Number(/: (\d+) record/.exec((await circle.getAttribute('aria-label')) ?? '')?.[1]);
    await circle.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/en\/records\?mechanism=/);
    expect(await page.locator('.cards > li').count()).toBe(said);
  });

  test('ticks two records, sees them side by side, and has their citations', async () => {
    await page.goto(`${site.url}/en/records?q=rim&size=10`);
    const boxes = page.locator('.select input');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Compare and cite' }).click();
    expect(await page.locator('.compare thead a').count()).toBe(2);
    expect(await page.locator('.citations li').count()).toBe(2);
  });

  test('mistypes, and is helped', async () => {
    await page.goto(`${site.url}/en/records?q=macrofage`);
    await page.locator('.suggestion a').click();
    expect(page.url()).toBe(`${site.url}/en/records?q=macrophage`);
  });

  test('follows a sentence against a mechanism by its stance', async () => {
    await page.goto(`${site.url}/en/mechanisms/inflammation`);
    await page
      .locator('.tabs')
      .getByRole('link', { name: /Contradicts/ })
      .click();
    expect(page.url()).toContain('?stance=contradicts');
    const tones = await page.locator('.quote .stance').evaluateAll((marks) => marks.map((mark) => mark.dataset.tone));
    expect(new Set(tones)).toEqual(new Set(['contradicts']));
  });

  test('prints a record on two or three pages that say where they come from', async () => {
    await page.goto(`${site.url}/en/records/pmid:40426259`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.foot .print-only').innerText()).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/en\/records\/pmid:40426259, .*\d{4}, Resorb \d+\.\d+\.\d+$/,
    );
    expect(await page.locator('.nav').isVisible()).toBe(false);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(1);
    expect(sheets).toBeLessThanOrEqual(3);
    await page.emulateMedia({ media: 'screen' });
  });

  test('and the browser had nothing to complain about, data blocks included', () => {
    expect(complaints).toEqual([]);
  });
});
