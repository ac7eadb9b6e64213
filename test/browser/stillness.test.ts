import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { startLibrarySite } from '../support/librarySite.ts';

jest.setTimeout(60_000);

const paths = ['', 'records?q=吸收', 'records/pmid:40426259', 'mechanisms/inflammation', 'predictors/herniation-type'];
const pages = [...paths, 'map', 'synthesis', 'methods'];

/** Adds up how far things move after they were first seen, as browsers measure it (Layout Instability). */
const watchShift = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

describeInBrowser('nothing moves under a reader’s eyes', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;

  beforeAll(async () => {
    site = await startLibrarySite();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  // A new visitor on a slow line: no font is kept yet, and each comes after the text has been shown.
  test.each([390, 1440])('when fonts come late, on a page %i wide', async (width) => {
    const moved: Record<string, number> = {};
    for (const path of pages) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      let fonts = 0;
      await page.route('**/*.woff2', async (route) => {
        await wait(250);
        fonts++;
        await route.continue();
      });
      await page.addInitScript(watchShift);
      await page.goto(`${site.url}/en/${path}`);
      await page.evaluate('document.fonts.ready.then(() => null)');
      await page.waitForTimeout(100);
      expect(fonts).toBeGreaterThan(0);
      moved[path] = await page.evaluate<number>('window.shift');
      await context.close();
    }
    expect(moved).toEqual(Object.fromEntries(pages.map((path) => [path, 0])));
  });
});
