import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '../../../src/web/server.ts';
import { axeFaults, expectAccessibleInEveryLook } from '../../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { deskApp } from '../../support/deskApp.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';

jest.setTimeout(120_000);

describeInBrowser('agreement, in both languages, light and dark, wide and narrow', () => {
  const desk = deskApp({ clock: () => new Date().toISOString() });
  const people = ['Reviewer A', 'Reviewer B'].map((name) =>
    signedIn(desk.store, 'reviewer', { name, clock: () => new Date().toISOString() }),
  );
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    for (const recordId of [1, 2, 3, 4])
      for (const [index, { identity }] of people.entries())
        await desk.desk.vote({
          recordId,
          stage: 'title-abstract',
          answer: { verdict: recordId % (2 + index) === 0 ? 'exclude' : 'include', exclusionReason: null, note: '' },
          version: 0,
          shown: { suggestions: [], ranking: null },
          annotatorId: identity.annotatorId,
          at: deskInstant,
          requestId: null,
          idempotencyKey: null,
        });
    server = await startServer({ app: desk.app, port: 0, host: '127.0.0.1', log: desk.log });
    browser = await launchBrowser();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const [name = '', value = ''] = (people[0]?.cookie ?? '').split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each([
    '/en/review/agreement',
    '/zh/review/agreement?stage=title-abstract&field=verdict',
    '/en/review/agreement?stage=tagging',
  ])('%s has no accessibility faults and no sideways scroll', async (path) => {
    await page.goto(server.url + path);
    expect(await page.locator('h1').count()).toBe(1);
    await expectAccessibleInEveryLook(page, path);
  });

  test('a cell leads to the records in it', async () => {
    await page.goto(`${server.url}/en/review/agreement?stage=title-abstract&field=goes-on`);
    await page.locator('.agreement-cross a', { hasText: '2' }).first().click();
    expect(await page.locator('.agreement-records a').count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
  });
});
