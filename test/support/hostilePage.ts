import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Watches a page from before its first byte: scripts that ran, and what the policy had to stop. */
const watch = `
  window.ran = 0;
  window.alert = () => { window.ran += 1; };
  window.stopped = [];
  document.addEventListener('securitypolicyviolation', (event) => window.stopped.push(event.violatedDirective));
`;

export interface Seen {
  address: string;
  ran: number;
  stopped: string[];
  /** Elements that only a text taken for markup can have brought. */
  foreign: string[];
}

/** What is seen at an address where every text is shown as text. */
export const harmless = (address: string): Seen => ({ address, ran: 0, stopped: [], foreign: [] });

/** A browser's context that watches its pages, for the holder of a session. */
export async function watchingContext(
  browser: Browser,
  { url, cookie, bypassCSP }: { url: string; cookie: string; bypassCSP: boolean },
): Promise<BrowserContext> {
  const context = await browser.newContext({ bypassCSP });
  await context.addInitScript(watch);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return context;
}

/** Opens an address and tells what ran there. */
export async function lookAt(page: Page, site: string, address: string): Promise<Seen> {
  await page.goto(site + address, { waitUntil: 'load' });
  // Written as text, since it runs in the page and not here.
  const seen = await page.evaluate(`({
    ran: window.ran,
    stopped: window.stopped,
    foreign: [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name, value }) => name.startsWith('on') || (['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(name) && /^\\s*javascript:/i.test(value)) || name === 'srcdoc') ||
      ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MATH', 'STYLE'].includes(element.tagName) || element.matches('meta[http-equiv]') ||
      (element.tagName === 'IMG' && element.getAttribute('src') === 'x') ||
      (element.tagName === 'SCRIPT' && !element.src && element.type !== 'application/ld+json')
    ).map((element) => element.outerHTML.slice(0, 120)),
  })`);
  return { address, ...(seen as Omit<Seen, 'address'>) };
}
