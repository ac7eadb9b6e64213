import { defaultMapSettings } from '../../catalog/map/mapSettings.ts';
import { createLinks, type Links } from '../links.ts';
import { locales, localeTags } from '../locale.ts';
import type { Site } from '../site.ts';
import { escapeXml, xmlHead } from '../xml.ts';

/** Records in one part of the site map: with both languages well below the 50,000 addresses a part may have. */
export const recordsInPart = 20_000;

/** The list of the site map's parts. */
export function siteMapIndex(records: number, origin: string): string {
  const parts = Math.max(1, Math.ceil(records / recordsInPart));
  const list = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${escapeXml(origin)}/sitemap-${index + 1}.xml</loc></sitemap>`,
  );
  return `${xmlHead}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${list.join('\n')}\n</sitemapindex>\n`;
}

/**
 * One part of the site map: each page in every language, each naming the others. The first part also holds the pages
 * that are no record.
 *
 * @param part counted from 1.
 * @returns null where there is no such part.
 */
export function siteMapPart({ protocol }: Site, ids: readonly number[], part: number, origin: string): string | null {
  const shown = ids.slice((part - 1) * recordsInPart, part * recordsInPart);
  if (part < 1 || (part > 1 && shown.length === 0)) return null;
  const { mechanisms, predictors } = protocol.codebook;
  const pages: ((links: Links) => string)[] = [];
  if (part === 1) {
    pages.push(
      (links) => links.home,
      (links) => links.recordsPath,
      (links) => links.mechanisms,
      ...mechanisms.map(
        ({ id }) =>
          (links: Links) =>
            links.mechanism(id),
      ),
      (links) => links.predictors,
      ...predictors.map(
        ({ id }) =>
          (links: Links) =>
            links.predictor(id),
      ),
      (links) => links.map(defaultMapSettings),
      (links) => links.synthesisPath,
      (links) => links.methods,
      (links) => links.runs,
      (links) => links.api,
    );
  }
  pages.push(...shown.map((id) => (links: Links) => links.record(id)));
  const every = locales.map((locale) => ({ tag: localeTags[locale].html, links: createLinks(locale) }));
  const entries = pages.flatMap((page) => {
    const addresses = every.map(({ tag, links }) => ({ tag, address: escapeXml(origin + page(links)) }));
    const others = addresses.map(
      ({ tag, address }) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${address}"/>`,
    );
    return addresses.map(({ address }) => `<url><loc>${address}</loc>${others.join('')}</url>`);
  });
  return `${xmlHead}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('\n')}\n</urlset>\n`;
}

/** How a browser can search here from its own search box (OpenSearch 1.1). */
export function openSearchDescription({ links, locale, messages, protocol }: Site, origin: string): string {
  const title = protocol.review.title[locale];
  const address = escapeXml(`${origin}${links.recordsPath}`);
  return [
    `${xmlHead}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">`,
    `<ShortName>${escapeXml([...title].slice(0, 16).join('').trim())}</ShortName>`,
    `<LongName>${escapeXml([...title].slice(0, 48).join('').trim())}</LongName>`,
    `<Description>${escapeXml(messages.searchLabel)}</Description>`,
    '<InputEncoding>UTF-8</InputEncoding>',
    `<Language>${localeTags[locale].html}</Language>`,
    `<Url type="text/html" template="${address}?q={searchTerms}"/>`,
    `<Url type="application/atom+xml" template="${address}.atom?q={searchTerms}"/>`,
    '</OpenSearchDescription>\n',
  ].join('\n');
}
