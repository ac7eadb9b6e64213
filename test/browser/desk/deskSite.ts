import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startServer } from '../../../src/web/server.ts';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';
import { libraryCopies } from '../../support/storeCopies.ts';

type Role = 'reviewer' | 'adjudicator' | 'curator' | 'administrator';

/** The desk over the shipped library, answering on a free port, with people who come in by a browser each. */
export async function startDeskSite(browser: Browser) {
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
