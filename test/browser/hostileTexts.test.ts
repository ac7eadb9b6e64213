import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ingestFiles } from '../../src/cli/ingestFiles.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { harmless, lookAt, watchingContext } from '../support/hostilePage.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { signedIn } from '../support/identity.ts';
import { startLibrarySite } from '../support/librarySite.ts';
import { testInstant } from '../support/libraryStore.ts';
import { silentTagger } from '../support/silentTagger.ts';

jest.setTimeout(300_000);

const texts = hostileTexts.map((text) => text.replaceAll('\u0000', ''));
const perRecord = 25;
const groups = Array.from({ length: texts.length / perRecord }, (_, index) =>
  texts.slice(index * perRecord, (index + 1) * perRecord),
);

/** A record as a reference manager writes it, every field of it hostile. */
function ris(group: readonly string[], number: number): string {
  const all = group.join(' ');
  const each = (tag: string) => group.map((text) => `${tag}  - ${text}\n`).join('');
  return `TY  - JOUR\n${each('AU')}TI  - Sample ${number} ${all}\nAB  - ${all}\nJO  - ${all}\n${each('KW')}PY  - 2020\nN1  - ${all}\nUR  - javascript:alert(1)\nDO  - 10.1000/${number}"><img src=x onerror=alert(1)>\nER  - \n`;
}

describeInBrowser('five hundred texts that try to run a script', () => {
  let folder: string;
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let cookie: string;
  let recordIds: number[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'resorb-hostile-'));
    site = await startLibrarySite(() => new Date().toISOString());
    const known = new Set(site.store.records.ids());
    const files = groups.map((group, index) => {
      const file = join(folder, `${group[1]?.replaceAll('/', '') ?? ''}${index}.ris`);
      writeFileSync(file, ris(group, index));
      return file;
    });
    const options = { store: site.store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' };
    const failures = await ingestFiles(files, options, {}, { result: () => {}, remark: () => {} });
    expect(failures).toEqual([]);
    recordIds = site.store.records.ids().filter((id) => !known.has(id));
    const clock = () => new Date().toISOString();
    for (const name of ['<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>'])
      signedIn(site.store, 'reviewer', { name, clock });
    ({ cookie } = signedIn(site.store, 'administrator', { clock }));
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const contextOf = (bypassCSP: boolean) => watchingContext(browser, { url: site.url, cookie, bypassCSP });
  const look = (page: Page, address: string) => lookAt(page, site.url, address);

  test.each([
    ['under the policy of the site', false, 2],
    ['with the policy switched off', true, 6],
  ])('none runs, %s', async (_, bypassCSP, every) => {
    expect(texts).toHaveLength(500);
    expect(recordIds).toHaveLength(groups.length);
    const context = await contextOf(bypassCSP);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const some = <Value>(values: readonly Value[]) => values.filter((_value, index) => index % every === 0);
    const addresses = [
      '/en/records?sort=newest&size=100',
      '/zh/records?q=Sample&size=100',
      '/en/runs',
      '/en/admin/users',
      ...some(recordIds).map((id) => `/en/records/${id}`),
      ...some(site.store.runs.list()).map((run) => `/en/runs/${run.searchRunId}`),
      ...some(groups).map((group) => `/en/records?q=${encodeURIComponent(group.join(' '))}`),
      ...some(groups).map((group) => `/zh/${encodeURIComponent(group[0] ?? '')}`),
    ];
    for (const address of addresses) expect(await look(page, address)).toEqual(harmless(address));
    await context.close();
  });

  test('and the browser would have told: a page that takes the text for markup is found out', async () => {
    const context = await contextOf(true);
    const page = await context.newPage();
    await page.goto(`${site.url}/en/`);
    await page.evaluate(`document.body.innerHTML = '<img src=x onerror=alert(1)>'`);
    await page.waitForFunction('window.ran > 0');
    await context.close();
  });
});
