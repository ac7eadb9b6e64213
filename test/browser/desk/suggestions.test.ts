import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Protocol } from '../../../src/protocol/protocol.ts';
import type { LearnedTags } from '../../../src/review/learnedTags/createLearnedTags.ts';
import { startServer } from '../../../src/web/server.ts';
import { axeFaults } from '../../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';
import { protocol } from '../../support/libraryStore.ts';

jest.setTimeout(120_000);

const { reviewing, codebook } = protocol;
const hinting: Protocol = {
  ...protocol,
  reviewing: {
    ...reviewing,
    stages: { ...reviewing.stages, tagging: { votes: 2, suggestions: 'hints' } },
    queue: { ...reviewing.queue, showScore: true },
  },
};
const [first, second] = codebook.mechanisms.map(({ id }) => `mechanism:${id}`) as [string, string];
const learnedTags: LearnedTags = {
  speaksFor: (tag) => tag === first,
  of: () => [{ tag: first, spoke: ['labels', 'rules'], probability: 0.723 }],
  figures: () => ({
    records: 120,
    tags: [first, second].map((tag, at) => ({
      tag,
      source: 'rules',
      prior: { precision: 0.9, recall: 0.6, f1: 0.72, support: 30 },
      joined: { precision: 0.88, recall: 0.75 - at / 4, f1: 0.81 - at / 5, support: 30 },
      chosen: { precision: 0.89, recall: 0.74 - at / 7, f1: 0.8 - at / 12, support: 30 },
      worthLearning: at === 0,
    })),
  }),
};
const ranking = {
  order: () => null,
  explain: async () => ({
    basis: 'model' as const,
    score: 0.42,
    words: ['resorption', 'lumbar disc', 'macrophage', 'insulin'].map((word, at) => ({ word, weight: 0.3 - at / 8 })),
  }),
};

describeInBrowser('suggestions and reasons beside the form', () => {
  const desk = deskApp({ protocol: hinting, learnedTags, ranking, clock: () => new Date().toISOString() });
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startServer({ app: desk.app, port: 0, host: '127.0.0.1', log: desk.log });
    browser = await launchBrowser();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const person = signedIn(desk.store, 'reviewer', { name: 'Reviewer A', clock: () => new Date().toISOString() });
    const [name = '', value = ''] = person.cookie.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each(['/en/review/title-abstract/5', '/zh/review/tagging/5', '/en/review/agreement?stage=tagging'])(
    '%s has no accessibility faults and no sideways scroll',
    async (path) => {
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [390, 'dark'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(server.url + path);
        expect({ path, width, faults: await axeFaults(page) }).toEqual({ path, width, faults: [] });
        const scrolls = await page.evaluate('document.documentElement.scrollWidth');
        expect({ path, width, scrolls }).toEqual({ path, width, scrolls: width });
      }
    },
  );
});
