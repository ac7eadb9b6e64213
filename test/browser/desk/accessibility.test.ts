import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Locale } from '../../../src/web/locale.ts';
import { axeFaults } from '../../support/axe.ts';
import { describeAtDesk } from '../../support/deskSite.ts';

jest.setTimeout(180_000);

/** Every language, appearance and width, each with each other at least once. */
const looks: [Locale, 'light' | 'dark', number][] = [
  ['en', 'light', 1440],
  ['en', 'dark', 390],
  ['zh', 'light', 390],
  ['zh', 'dark', 1440],
];

const pages = [
  '/review',
  '/review/keys',
  '/review/title-abstract/30',
  '/review/title-abstract/31',
  '/review/tagging/30',
  '/review/extraction/30',
  '/review/full-text',
  '/review/conflicts',
  '/review/conflicts/title-abstract/31',
  '/review/history/31',
  '/review/trail?check=1',
  '/review/progress',
  '/review/decisions',
  '/admin/imports',
  '/admin/duplicates',
];

describeAtDesk('the pages of the desk, in both languages, light and dark, wide and narrow', (site) => {
  let page: Page;
  beforeAll(async () => {
    for (const [name, verdict] of [
      ['Reviewer A', 'include'],
      ['Reviewer B', 'exclude'],
    ] as const) {
      const { annotatorId } = site().person('reviewer', name).identity;
      const act = { annotatorId, recordId: 31, stage: 'title-abstract' as const, version: 0, at: site().clock() };
      const answer = { verdict, exclusionReason: null, note: 'A note.' };
      const shown = { suggestions: [], ranking: null };
      await site().desk.vote({ ...act, answer, shown, requestId: null, idempotencyKey: null });
    }
    page = await site().enter(site().person('administrator', 'Administrator'));
  });

  test.each(pages)('%s has no accessibility faults and no sideways scroll', async (path) => {
    for (const [locale, colorScheme, width] of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const answer = await page.goto(`${site().url}/${locale}${path}`);
      const seen = { path, locale, colorScheme, width };
      expect({ ...seen, status: answer?.status() }).toEqual({ ...seen, status: 200 });
      expect({ ...seen, faults: await axeFaults(page) }).toEqual({ ...seen, faults: [] });
      await page.setViewportSize({ width: 320, height: 900 });
      const narrowest = await page.evaluate('document.documentElement.scrollWidth');
      expect({ ...seen, narrowest }).toEqual({ ...seen, narrowest: 320 });
    }
  });

  test('the browser had nothing to complain of', () => {
    expect(site().complaints).toEqual([]);
  });
});
