import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { firstAdministratorLink } from '../../../src/review/accounts/invitations.ts';
import type { Locale } from '../../../src/web/locale.ts';
import { axeFaults } from '../../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { deskInstant } from '../../support/identity.ts';
import { startLibrarySite } from '../../support/librarySite.ts';

jest.setTimeout(120_000);

const clock = () => deskInstant;
const words = 'several words of mine';

/** Every language, appearance and width, each with each other at least once. */
const looks: [Locale, 'light' | 'dark', number][] = [
  ['en', 'light', 1440],
  ['en', 'dark', 390],
  ['zh', 'light', 390],
  ['zh', 'dark', 1440],
];

describeInBrowser('the people of a review, without a script in any page', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let administrator: Page;
  let reviewer: Page;
  const complaints: string[] = [];

  async function newPerson(): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
    });
    return page;
  }

  beforeAll(async () => {
    site = await startLibrarySite(clock);
    browser = await launchBrowser();
    administrator = await newPerson();
    reviewer = await newPerson();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('the link of the first start makes an administrator', async () => {
    const page = administrator;
    await page.goto(firstAdministratorLink(site.store, clock, site.url) ?? '');
    await page.getByLabel('Name').fill('Administrator A');
    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.getByLabel('The same password again').fill('password');
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('first that are guessed');
    expect(await page.getByLabel('Name').inputValue()).toBe('Administrator A');
    await page.getByRole('link', { name: 'This password is among' }).click();
    await page.getByLabel('Password', { exact: true }).fill(words);
    await page.getByLabel('The same password again').fill(words);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Administrator A' }).waitFor();
    expect(firstAdministratorLink(site.store, clock, site.url)).toBeNull();
  });

  test('who invites a reviewer, who comes in by the link', async () => {
    await administrator.getByRole('link', { name: 'People' }).click();
    await administrator.getByLabel('Role', { exact: true }).selectOption({ label: 'Reviewer' });
    await administrator.getByRole('button', { name: 'Make an invitation link' }).click();
    const link = await administrator.getByRole('textbox', { name: 'Invitation link' }).inputValue();
    expect(await administrator.getByText('Open invitations without a name').isVisible()).toBe(true);

    await reviewer.goto(link);
    await reviewer.getByLabel('Name').fill('Reviewer A');
    await reviewer.getByLabel('Password', { exact: true }).fill(words);
    await reviewer.getByLabel('The same password again').fill(words);
    await reviewer.getByRole('button', { name: 'Set password and sign in' }).click();
    expect(await reviewer.locator('.lead').innerText()).toContain('Reviewer (screens');
    const again = await reviewer.goto(link);
    expect(again?.status()).toBe(404);
    await reviewer.goto(`${site.url}/en/admin/users`);
    expect(await reviewer.locator('.lead').innerText()).toBe(
      'This needs the role Administrator or above; yours is Reviewer.',
    );
  });

  test('the reviewer signs out, and in again to the page that asked', async () => {
    await reviewer.getByRole('button', { name: 'Sign out' }).click();
    expect(reviewer.url()).toBe(`${site.url}/en/`);
    await reviewer.goto(`${site.url}/en/account`);
    expect(reviewer.url()).toBe(`${site.url}/en/sign-in?return=%2Fen%2Faccount`);
    await reviewer.getByLabel('Name').fill('reviewer a');
    await reviewer.getByLabel('Password').fill('not my words');
    await reviewer.getByRole('button', { name: 'Sign in' }).click();
    expect(await reviewer.title()).toMatch(/^Error: Sign in/);
    // The language is changed on the page with the form, not where the form went.
    await reviewer.getByRole('link', { name: '中文', exact: true }).click();
    expect(reviewer.url()).toBe(`${site.url}/zh/sign-in?return=%2Fen%2Faccount`);
    await reviewer.getByLabel('姓名').fill('reviewer a');
    await reviewer.getByLabel('密码').fill(words);
    await reviewer.getByRole('button', { name: '登录' }).click();
    expect(reviewer.url()).toBe(`${site.url}/en/account`);
    expect(await reviewer.locator('.person > a').innerText()).toBe('Reviewer A');
  });

  test('a new role ends the sessions, and a disabled account stays out', async () => {
    await administrator.goto(`${site.url}/en/admin/users`);
    await administrator.getByLabel('Role of Reviewer A').selectOption({ label: 'Adjudicator' });
    await administrator.getByRole('button', { name: 'Change role of Reviewer A' }).click();
    expect(await administrator.getByRole('status').innerText()).toContain('The role of Reviewer A was changed');
    await reviewer.reload();
    expect(reviewer.url()).toContain('/en/sign-in');
    await administrator.getByRole('button', { name: 'Disable Reviewer A' }).click();
    await reviewer.getByLabel('Name').fill('Reviewer A');
    await reviewer.getByLabel('Password').fill(words);
    await reviewer.getByRole('button', { name: 'Sign in' }).click();
    expect(await reviewer.getByRole('alert').innerText()).toContain('do not fit together');
  });

  test('nothing is wrong with any page, in both languages, light and dark, wide and narrow', async () => {
    const state = await administrator.context().storageState();
    const context = await browser.newContext({ storageState: state, reducedMotion: 'reduce' });
    const stranger = await browser.newContext({ reducedMotion: 'reduce' });
    const { token } = site.accounts.invite(null, 'curator', { accountId: null, annotatorId: null, requestId: null });
    const [mine, theirs] = [await context.newPage(), await stranger.newPage()];
    const visits: [Page, string][] = [
      [theirs, '/sign-in'],
      [theirs, `/invitations/${token}`],
      [mine, '/account'],
      [mine, '/account/confirm'],
      [mine, '/admin/users'],
    ];
    for (const [page, path] of visits) {
      for (const [locale, colorScheme, width] of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${site.url}/${locale}${path}`);
        const seen = { path, locale, colorScheme, width };
        expect({ ...seen, faults: await axeFaults(page) }).toEqual({ ...seen, faults: [] });
        await page.setViewportSize({ width: 320, height: 900 });
        const narrowest = await page.evaluate('document.documentElement.scrollWidth');
        expect({ ...seen, narrowest }).toEqual({ ...seen, narrowest: 320 });
      }
    }
    await theirs.goto(`${site.url}/en/sign-in`);
    await theirs.getByLabel('Name').fill('Nobody');
    await theirs.getByLabel('Password').fill('not my words');
    await theirs.getByRole('button', { name: 'Sign in' }).click();
    expect(await axeFaults(theirs)).toEqual([]);
    expect(await theirs.evaluate("document.activeElement.getAttribute('role')")).toBe('alert');
    expect(complaints).toEqual([]);
  });
});
