import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startServer } from '../../src/web/server.ts';
import { describeInBrowser, launchBrowser } from './browser.ts';
import { deskApp } from './deskApp.ts';
import { type SignedInPerson, signedIn } from './identity.ts';
import { libraryCopies } from './storeCopies.ts';

type Role = 'reviewer' | 'adjudicator' | 'curator' | 'administrator';

/** The desk over the shipped library, answering on a free port, with people who come in by a browser each. */
async function startDeskSite(browser: Browser) {
  const copies = await libraryCopies();
  const desk = deskApp({ store: copies.store() });
  const server = await startServer({ app: desk.app, port: 0, host: '127.0.0.1', log: desk.log });
  const complaints: string[] = [];

  /** Somebody who is signed in, at a page of their own. */
  async function enter(person: SignedInPerson, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const [name = '', value = ''] = person.cookie.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    page.on('console', (message) => {
      // The browser notes every refusal and lost connection; what a page itself does wrong is what counts.
      if (message.type() === 'error' && !/status of [45]\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    return page;
  }

  return {
    ...desk,
    browser,
    url: server.url,
    complaints,
    enter,
    person: (role: Role, name: string) => signedIn(desk.store, role, { name }),
    address: (recordId: number, stage = 'title-abstract') => `${server.url}/en/review/${stage}/${recordId}`,
    async close(): Promise<void> {
      await server.close();
      copies.remove();
    },
  };
}

export type DeskSite = Awaited<ReturnType<typeof startDeskSite>>;

/**
 * Declares tests in which people work at one desk in a browser; it opens before the first and closes after the last.
 *
 * @param tests is given what leads to the desk, for use inside tests and hooks: while they are declared there is none.
 */
export function describeAtDesk(name: string, tests: (site: () => DeskSite) => void): void {
  describeInBrowser(name, () => {
    let browser: Browser | undefined;
    let site: DeskSite | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
      site = await startDeskSite(browser);
    });
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });
    tests(() => {
      if (!site) throw new Error('The desk opens before the first test; ask for it inside a test or a hook.');
      return site;
    });
  });
}
