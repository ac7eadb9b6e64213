import type { Arrival } from '../../catalog/answers.ts';
import type { CatalogQuery } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';
import { escapeXml, xmlHead } from '../xml.ts';
import { presentActiveFilters } from './activeFilters.ts';
import { authorLine, issueLine } from './card.ts';

/**
 * A search as an Atom feed (RFC 4287) of the records that joined the catalog last.
 *
 * @param origin scheme and host that addresses begin with.
 * @param updatedAt ISO instant of the catalog's last change, for a feed without entries.
 */
export function atomFeed(
  site: Site,
  {
    arrivals,
    origin,
    query,
    updatedAt,
  }: { arrivals: Arrival[]; origin: string; query: CatalogQuery; updatedAt: string },
): string {
  const { links, messages, protocol, locale } = site;
  const filters = presentActiveFilters(site, query).map(({ name }) => name);
  const title = messages.exchange.feedTitle([query.q, ...filters].filter(Boolean).join(', '));
  const self = origin + links.feed(query);
  const newest = arrivals.map((arrival) => arrival.updatedAt).reduce((a, b) => (a > b ? a : b), '');
  return [
    `${xmlHead}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    `<title>${escapeXml(messages.pageTitle(title, protocol.review.title[locale]))}</title>`,
    `<id>${escapeXml(self)}</id>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(origin + links.records(query))}"/>`,
    `<updated>${newest || updatedAt}</updated>`,
    `<author><name>${escapeXml(protocol.review.title[locale])}</name></author>`,
    ...arrivals.map((arrival) => entry(site, arrival, origin)),
    '</feed>\n',
  ].join('\n');
}

function entry(site: Site, { card, createdAt, updatedAt }: Arrival, origin: string): string {
  const title = card.title.map((piece) => piece.text).join('') || site.messages.untitled;
  const snippet = card.snippet?.pieces.map((piece) => piece.text).join('') ?? '';
  const source = [authorLine(site, card.authors, card.authorsComplete), card.journal, issueLine(site, card)];
  const notice = card.retracted ? `${site.messages.retracted}. ` : '';
  return [
    '<entry>',
    `<title>${escapeXml(notice + title)}</title>`,
    `<id>${escapeXml(`${origin}/records/${encodeURIComponent(card.key)}`)}</id>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(origin + site.links.record(card.recordId))}"/>`,
    `<published>${createdAt}</published>`,
    `<updated>${updatedAt}</updated>`,
    ...card.authors
      .slice(0, 10)
      .map((author) => `<author><name>${escapeXml(authorLine(site, [author], true))}</name></author>`),
    ...card.tags
      .filter(({ kind }) => kind === 'mechanism' || kind === 'predictor')
      .map(
        ({ kind, value }) =>
          `<category term="${escapeXml(value)}" label="${escapeXml(site.labels.tag(kind, value))}"/>`,
      ),
    `<summary>${escapeXml([source.filter(Boolean).join('. '), snippet].filter(Boolean).join(' – '))}</summary>`,
    '</entry>',
  ].join('\n');
}
