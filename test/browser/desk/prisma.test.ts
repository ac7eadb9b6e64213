import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '../../../src/web/server.ts';
import { expectAccessibleInEveryLook } from '../../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { deskApp } from '../../support/deskApp.ts';

jest.setTimeout(120_000);

describeInBrowser('the PRISMA flow, in both languages, light and dark, wide and narrow', () => {
  const desk = deskApp();
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startServer({ app: desk.app, port: 0, host: '127.0.0.1', log: desk.log });
    browser = await launchBrowser();
    page = await browser.newPage({ reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each([
    '/en/prisma',
    '/zh/prisma?asof=2026-02-01',
    '/en/prisma?asof=never',
    '/zh/prisma/records?box=screened&key=records_screened',
  ])('%s has no accessibility faults and no sideways scroll', async (path) => {
    await page.goto(server.url + path);
    await expectAccessibleInEveryLook(page, path);
  });

  test('a number of the drawing leads to its records, and back', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/en/prisma`);
    await page.locator('svg.chart-wide a', { hasText: 'Records screened' }).click();
    expect(await page.locator('h1').textContent()).toBe('Records behind “Records screened”');
    await page.locator('.crumb a').click();
    expect(await page.locator('svg.chart-wide').isVisible()).toBe(true);
    expect(await page.locator('svg.chart-narrow').isVisible()).toBe(false);
  });
});
