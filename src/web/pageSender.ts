import type { Request, Response } from 'express';
import type { CatalogStatus } from '../catalog/answers.ts';
import { rememberAnswers } from '../catalog/rememberAnswers.ts';
import type { Assets } from './assets.ts';
import { setPreference } from './cookies.ts';
import { identityOf } from './identity/identify.ts';
import { localeCookie, negotiateLocale } from './locale.ts';
import { originOf } from './origin.ts';
import type { PageName, Pages } from './pages.ts';
import { type PageHead, presentShell, type Section } from './presenters/shell.ts';
import type { Renderer } from './renderer.ts';
import type { Site } from './site.ts';
import { readTheme } from './theme.ts';

export interface PageToSend<Page extends PageName> {
  page: Page;
  view: Pages[Page];
  title: string;
  section: Section;
  /** For the foot of the page; null where the catalog cannot be asked. */
  status: CatalogStatus | null;
  head?: PageHead;
}

/** Puts a view into its frame and sends it. */
export interface PageSender {
  send<Page extends PageName>(request: Request, response: Response, site: Site, page: PageToSend<Page>): void;
  /**
   * The same for a page whose view follows from its address and from what the catalog shows, and from nothing else: it is
   * made once for all readers who are not signed in, until something in the catalog changes.
   */
  sendRemembered<Page extends PageName>(
    request: Request,
    response: Response,
    site: Site,
    make: () => PageToSend<Page>,
  ): void;
}

/** Pages kept at once; the largest have 90 KB. */
const mostRemembered = 250;

/**
 * @param isMadeUp whether the review holds made-up votes, which every page then says.
 * @param revision rises whenever something changes that the catalog shows.
 */
export function createPageSender(
  renderer: Renderer,
  assets: Assets,
  isMadeUp: () => boolean = () => false,
  revision: () => number = () => 0,
): PageSender {
  function render<Page extends PageName>(
    request: Request,
    response: Response,
    site: Site,
    { page, view, title, section, status, head = {} }: PageToSend<Page>,
  ): Buffer {
    const shell = presentShell(site, {
      title,
      section,
      address: addressIn(site, request),
      origin: originOf(request),
      theme: readTheme(request),
      assets,
      status,
      identity: identityOf(response),
      isMadeUp: isMadeUp(),
      head,
    });
    return Buffer.from(renderer.render(page, { shell, t: site.messages, view }));
  }

  function send(request: Request, response: Response, site: Site, html: Buffer): void {
    // A reader who came to a page in another language than the browser asks for has chosen that language.
    if (negotiateLocale(request) !== site.locale) setPreference(response, localeCookie, site.locale);
    response.vary('Cookie');
    // A private page has said already that nothing may keep it.
    if (!response.get('Cache-Control')) response.set('Cache-Control', 'private, no-cache');
    response.type('html').send(html);
  }

  const remembered = rememberAnswers((_: string, make: () => Buffer) => make(), {
    keyOf: (key) => key,
    most: mostRemembered,
    revision,
  });

  return {
    send(request, response, site, page) {
      send(request, response, site, render(request, response, site, page));
    },
    sendRemembered(request, response, site, make) {
      const renderNow = (): Buffer => render(request, response, site, make());
      // What stands round a page: who reads it, where, and the day it may be printed on.
      const day = new Date().toISOString().slice(0, 10);
      const key = [originOf(request), addressIn(site, request), readTheme(request), isMadeUp(), day].join(' ');
      const html = identityOf(response) ? renderNow() : remembered(key, renderNow);
      send(request, response, site, html);
    },
  };
}

/**
 * Where the page is found, in the site's language: also where the request named none (an error page, for one). After
 * a form was sent it is the page with the form, since its own address cannot be read.
 */
function addressIn(site: Site, request: Request): string {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const address = isRead ? request.originalUrl : cameFrom(request);
  const prefix = `/${site.locale}`;
  const named = address === prefix || address.startsWith(`${prefix}/`) || address.startsWith(`${prefix}?`);
  return named ? address : `${prefix}${address}`;
}

/** The page of this site that a request was sent from; the start page where that is not known. */
function cameFrom(request: Request): string {
  const referrer = request.get('referer') ?? '';
  if (!URL.canParse(referrer)) return '/';
  const { host, pathname, search } = new URL(referrer);
  return host === request.host ? `${pathname}${search}` : '/';
}
