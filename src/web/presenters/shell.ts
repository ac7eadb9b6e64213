import type { CatalogStatus } from '../../catalog/answers.ts';
import { defaultMapSettings } from '../../catalog/map/mapSettings.ts';
import { mayScreen } from '../../review/accounts/roles.ts';
import { programVersion } from '../../version.ts';
import type { Assets } from '../assets.ts';
import type { Identity } from '../identity/identify.ts';
import { type PersonView, presentPerson } from '../identity/personView.ts';
import { createLinks, preferencesPath } from '../links.ts';
import { locales, localeTags } from '../locale.ts';
import type { Site } from '../site.ts';
import { type Theme, themes } from '../theme.ts';
import type { MetaView } from './citationMeta.ts';
import { type JsonLd, jsonLdHtml } from './jsonLd.ts';

/** What stands round every page. */
export interface ShellView {
  lang: string;
  theme: Theme;
  title: string;
  siteName: string;
  otherSiteName: { text: string; lang: string };
  homeHref: string;
  navigation: { text: string; href: string; current: boolean }[];
  person: PersonView;
  languages: { text: string; lang: string; href: string; current: boolean }[];
  themes: { value: Theme; name: string; current: boolean }[];
  preferencesPath: string;
  returnTo: string;
  stylesheets: string[];
  scripts: string[];
  fonts: string[];
  icon: string;
  /** The page as a feed; null where it is none. */
  feed: { title: string; href: string } | null;
  /** What the head tells programs of the page. */
  metas: MetaView[];
  /** What the page is about, as the content of a data block; null where nothing is said. */
  jsonLdHtml: string | null;
  openSearchHref: string;
  mark: MarkDot[];
  disclaimer: string;
  /** Said above every page of a sample review; empty elsewhere. */
  madeUp: string;
  status: string;
  methodsHref: string;
  apiHref: string;
  prismaHref: string;
  downloadsHref: string;
  /** Stands at the foot of what is printed: where it comes from, when, and of which version. */
  printLine: string;
}

/** A dot of the site's sign: one a mechanism, shrinking round a ring. */
export interface MarkDot {
  mechanism: string;
  x: number;
  y: number;
  radius: number;
}

export type Section = 'search' | 'mechanisms' | 'predictors' | 'map' | 'synthesis' | 'methods' | 'review' | 'none';

export interface PageFrame {
  /** Name of the page; empty on the home page, whose title is the site's. */
  title: string;
  section: Section;
  /** The address as asked for, with its query, beginning with the locale. */
  address: string;
  /** Scheme and host, for what is printed. */
  origin?: string;
  theme: Theme;
  assets: Pick<Assets, 'stylesheets' | 'fonts' | 'icon' | 'desk'>;
  status: CatalogStatus | null;
  /** Who asks; null for a reader who is not signed in. */
  identity?: Identity | null;
  /** Whether the review holds made-up votes. */
  isMadeUp?: boolean;
  head?: PageHead;
}

/** What a page tells programs in its head. */
export interface PageHead {
  /** A page of the reviewers' desk, with its style sheet and script. */
  desk?: boolean;
  feed?: ShellView['feed'];
  metas?: MetaView[];
  jsonLd?: JsonLd;
}

const languageNames = { en: 'EN', zh: '中文' } as const;

export function presentShell(site: Site, frame: PageFrame): ShellView {
  const { links, locale, messages, protocol, format } = site;
  const siteName = protocol.review.title[locale];
  const other = locale === 'en' ? 'zh' : 'en';
  const sections: [Section, string, string][] = [
    ['search', messages.navSearch, links.recordsPath],
    ['mechanisms', messages.navMechanisms, links.mechanisms],
    ['predictors', messages.navPredictors, links.predictors],
    ['map', messages.explore.map.name, links.map(defaultMapSettings)],
    ['synthesis', messages.synthesis.name, links.synthesisPath],
    ['methods', messages.navMethods, links.methods],
  ];
  const identity = frame.identity ?? null;
  if (identity && mayScreen(identity.role)) sections.push(['review', messages.account.navReview, links.review]);
  return {
    lang: localeTags[locale].html,
    theme: frame.theme,
    title: frame.title === '' ? siteName : messages.pageTitle(frame.title, siteName),
    siteName,
    otherSiteName: { text: protocol.review.title[other], lang: localeTags[other].html },
    homeHref: links.home,
    navigation: sections.map(([section, text, href]) => ({ text, href, current: section === frame.section })),
    person: presentPerson(site, identity, frame.address),
    languages: locales.map((language) => ({
      text: languageNames[language],
      lang: localeTags[language].html,
      href: inLocale(frame.address, language),
      current: language === locale,
    })),
    themes: themes.map((value) => ({ value, name: messages.themeNames[value], current: value === frame.theme })),
    preferencesPath,
    returnTo: frame.address,
    stylesheets: [...frame.assets.stylesheets, ...(frame.head?.desk ? frame.assets.desk.stylesheets : [])],
    scripts: frame.head?.desk ? frame.assets.desk.scripts : [],
    fonts: frame.assets.fonts,
    icon: frame.assets.icon,
    feed: frame.head?.feed ?? null,
    metas: frame.head?.metas ?? [],
    jsonLdHtml: frame.head?.jsonLd ? jsonLdHtml(frame.head.jsonLd) : null,
    openSearchHref: links.openSearch,
    mark: markDots(protocol.codebook.mechanisms.map(({ id }) => id)),
    disclaimer: protocol.review.disclaimer[locale],
    madeUp: frame.isMadeUp ? messages.desk.madeUp : '',
    status: frame.status ? statusWords(site, frame.status) : '',
    methodsHref: links.methods,
    apiHref: links.api,
    prismaHref: links.prisma.path,
    downloadsHref: links.downloads,
    printLine: messages.explore.shell.printed(
      `${frame.origin ?? ''}${frame.address}`,
      format.date(new Date().toISOString()),
      programVersion,
    ),
  };
}

/** How much there is, when it was last searched for, and what was screened since. */
function statusWords({ format, messages }: Site, status: CatalogStatus): string {
  const words = messages.explore.shell;
  const parts = [messages.records(status.records, format.number(status.records))];
  if (status.lastSearchAt) {
    parts.push(words.searched(format.date(status.lastSearchAt)));
    parts.push(words.screenedSince(format.number(status.screenedSince)));
  } else if (status.libraryLoadedAt) parts.push(words.notSearched(format.date(status.libraryLoadedAt)));
  return parts.join(' · ');
}

/** The same page and query in another language. */
function inLocale(address: string, locale: (typeof locales)[number]): string {
  const rest = address.replace(/^\/[a-z]{2}(?=\/|\?|$)/, '');
  return rest.startsWith('/') ? `/${locale}${rest}` : `${createLinks(locale).home}${rest}`;
}

/** Dots round a ring in a 32 by 32 box, each smaller than the one before: something that goes away by itself. */
export function markDots(mechanisms: readonly string[]): MarkDot[] {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return mechanisms.map((mechanism, index) => {
    const share = index / mechanisms.length;
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return {
      mechanism,
      x: round(16 + 10.5 * Math.cos(angle)),
      y: round(16 + 10.5 * Math.sin(angle)),
      radius: round(5 - 3.6 * share),
    };
  });
}
