import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { commandLine } from '../../../src/review/accounts/audit.ts';
import type { Locale } from '../../../src/web/locale.ts';
import { codeAt } from '../../support/authenticator.ts';
import { axeFaults } from '../../support/axe.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { standingClock } from '../../support/identity.ts';
import { startLibrarySite } from '../../support/librarySite.ts';

jest.setTimeout(120_000);

const clock = standingClock();
const words = 'several words of mine';

const looks: [Locale, 'light' | 'dark', number][] = [
  ['en', 'light', 1440],
  ['en', 'dark', 390],
  ['zh', 'light', 390],
  ['zh', 'dark', 1440],
];

// That nothing of it needs a script is shown by the integration tests, which have none.
describeInBrowser('a second factor', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  let browser: Browser;
  let page: Page;
  let secret: string;
  let codes: string[];
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await startLibrarySite(clock);
    browser = await launchBrowser();
    page = await newPage();
    const { token } = site.accounts.invite('Reviewer A', 'reviewer', commandLine);
    await site.accounts.accept({ token, name: '', password: words, userAgent: '', requestId: null });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    const opened = await context.newPage();
    opened.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
    });
    return opened;
  }

  async function givePassword(): Promise<void> {
    await page.goto(`${site.url}/en/sign-in?return=%2Fen%2Faccount`);
    await page.getByLabel('Name').fill('Reviewer A');
    await page.getByLabel('Password').fill(words);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  function freshCode(): string {
    clock.pass(30_000);
    return codeAt(secret, Date.parse(clock()));
  }

  /** What is wrong with the page as it stands, in each appearance and width; it is not asked for again. */
  async function faultsNow(widths: readonly number[] = [1440, 390]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of widths) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        found.push(...(await axeFaults(page)));
      }
    }
    await page.setViewportSize({ width: 320, height: 900 });
    const narrowest = await page.evaluate('document.documentElement.scrollWidth');
    if (narrowest !== 320) found.push({ narrowest });
    return found;
  }

  test('is set up with the key on the screen, and recovery codes are shown once', async () => {
    await givePassword();
    await page.getByRole('link', { name: 'Turn on Second factor' }).click();
    await page.getByRole('button', { name: 'Show the key' }).click();
    const picture = page.getByRole('img', { name: 'The key as a QR code' });
    const box = await picture.boundingBox();
    expect(Math.round(box?.width ?? 0)).toBe(Math.round(box?.height ?? 1));
    expect(box?.width).toBeGreaterThan(180);
    // Dark on light, in a dark page too: cameras want it so.
    await page.emulateMedia({ colorScheme: 'dark' });
    const colours = `(() => { const qr = document.querySelector('.qr');
      return [getComputedStyle(qr).backgroundColor, getComputedStyle(qr.firstElementChild).fill]; })()`;
    expect(await page.evaluate(colours)).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);

    secret = await page.locator('.key-text').innerText();
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('This code is not right');
    expect(await faultsNow()).toEqual([]);
    await page.getByRole('textbox', { name: 'Code' }).fill(freshCode());
    await page.getByRole('button', { name: 'Turn on' }).click();
    codes = await page.locator('.recovery-codes code').allInnerTexts();
    expect(codes).toHaveLength(10);
    expect(await faultsNow()).toEqual([]);
    await page.getByRole('link', { name: 'I have kept them' }).click();
  });

  test('then signing in asks for a code, and takes a recovery code as well', async () => {
    await page.context().clearCookies();
    await givePassword();
    expect(page.url()).toBe(`${site.url}/en/sign-in/code?return=%2Fen%2Faccount`);
    await page.getByLabel('Code', { exact: true }).fill('000 000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toMatch(/^Error: Enter your code/);
    // The language is changed on the page with the form.
    await page.getByRole('link', { name: '中文', exact: true }).click();
    await page.getByLabel('验证码', { exact: true }).fill(freshCode());
    await page.getByRole('button', { name: '登录' }).first().click();
    expect(page.url()).toBe(`${site.url}/en/account`);

    await page.context().clearCookies();
    await givePassword();
    await page.getByText('Use a recovery code').click();
    await page.getByLabel('Recovery code').fill((codes[0] ?? '').toLowerCase());
    await page.getByRole('button', { name: 'Sign in' }).last().click();
    expect(page.url()).toBe(`${site.url}/en/account`);
    await page.getByRole('link', { name: 'Manage Second factor' }).click();
    expect(await page.locator('.notice').innerText()).toContain('9 recovery codes are left');
  });

  test('nothing is wrong with any page of it, in both languages, light and dark, wide and narrow', async () => {
    const halfway = await newPage();
    const signedIn = page;
    page = halfway;
    await givePassword();
    const visits: [Page, string][] = [
      [halfway, '/sign-in/code'],
      [signedIn, '/account/second-factor'],
      [signedIn, '/account'],
    ];
    for (const [visitor, path] of visits) {
      for (const [locale, colorScheme, width] of looks) {
        await visitor.emulateMedia({ colorScheme });
        await visitor.setViewportSize({ width, height: 900 });
        await visitor.goto(`${site.url}/${locale}${path}`);
        const seen = { path, locale, colorScheme, width };
        expect({ ...seen, faults: await axeFaults(visitor) }).toEqual({ ...seen, faults: [] });
        await visitor.setViewportSize({ width: 320, height: 900 });
        const narrowest = await visitor.evaluate('document.documentElement.scrollWidth');
        expect({ ...seen, narrowest }).toEqual({ ...seen, narrowest: 320 });
      }
    }
    expect(complaints).toEqual([]);
  });
});
