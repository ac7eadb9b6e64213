import type { CatalogStatus, RecordDetail } from '../../catalog/answers.ts';
import type { Author } from '../../domain/citation.ts';
import { issnsOf, pageSpan } from '../../exporting/citationText.ts';
import { outside } from '../links.ts';
import type { Site } from '../site.ts';

/** What a page is about in the words of schema.org, for search engines and data set indexes. */
export type JsonLd = Record<string, unknown>;

const context = 'https://schema.org';

/**
 * A record's publication as a `ScholarlyArticle`. The page is about it and is not the article itself, so its address is
 * where the description stands, and the identifiers say what it is.
 *
 * @param address absolute address of the record's page.
 */
export function articleJsonLd({ card, citation }: RecordDetail, address: string): JsonLd {
  const span = citation.pages ? pageSpan(citation.pages) : null;
  const sameAs = [card.doi && outside.doi(card.doi), card.pmid && outside.pubmed(card.pmid)].filter(Boolean);
  const journal = card.journal && {
    '@type': 'Periodical',
    name: citation.journal?.title ?? card.journal,
    issn: known(issnsOf(citation)),
  };
  return dropEmpty({
    '@context': context,
    '@type': 'ScholarlyArticle',
    '@id': sameAs[0] ?? address,
    mainEntityOfPage: address,
    headline: citation.title || citation.vernacularTitle,
    alternativeHeadline: citation.title ? citation.vernacularTitle : null,
    author: known(card.authors.map(person)),
    datePublished: card.year === null ? null : String(card.year),
    inLanguage: known(card.languages),
    isPartOf: journal && dropEmpty(journal),
    volumeNumber: card.volume,
    issueNumber: card.issue,
    pageStart: span?.start ?? citation.pages,
    pageEnd: span?.end,
    keywords: known(citation.keywords),
    sameAs: known(sameAs),
    creativeWorkStatus: card.retracted ? 'Retracted' : null,
  });
}

/** The catalog as a `Dataset` with the addresses it can be taken from. */
export function datasetJsonLd({ links, locale, protocol }: Site, status: CatalogStatus, origin: string): JsonLd {
  const { review } = protocol;
  const file = (format: string, path: string): JsonLd => ({
    '@type': 'DataDownload',
    encodingFormat: format,
    contentUrl: origin + path,
  });
  return dropEmpty({
    '@context': context,
    '@type': 'Dataset',
    '@id': origin + links.home,
    url: origin + links.home,
    name: review.title[locale],
    alternateName: review.title[locale === 'en' ? 'zh' : 'en'],
    description: `${review.question[locale]} ${review.disclaimer[locale]}`,
    inLanguage: ['en', 'zh'],
    isAccessibleForFree: true,
    dateModified: status.lastSearchAt ?? status.libraryLoadedAt,
    temporalCoverage:
      status.firstYear !== null && status.lastYear !== null ? `${status.firstYear}/${status.lastYear}` : null,
    measurementTechnique: 'Systematic review',
    distribution: [
      file('application/x-ndjson', '/api/v1/records.jsonl'),
      file('text/csv', '/api/v1/records.csv'),
      file('application/x-ndjson', '/api/v1/evidence.jsonl'),
    ],
    potentialAction: {
      '@type': 'SearchAction',
      target: `${origin}${links.recordsPath}?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  });
}

/** As the content of a `script` element: nothing in it can end the element. */
export function jsonLdHtml(data: JsonLd): string {
  return JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function person(author: Author): JsonLd {
  if (author.collectiveName) return { '@type': 'Organization', name: author.collectiveName };
  return dropEmpty({
    '@type': 'Person',
    name: [author.foreName ?? author.initials, author.lastName].filter(Boolean).join(' '),
    familyName: author.lastName,
    givenName: author.foreName,
    sameAs: author.orcid ? `https://orcid.org/${author.orcid}` : null,
  });
}

function known<Value>(values: readonly Value[]): readonly Value[] | null {
  return values.length > 0 ? values : null;
}

function dropEmpty(facts: JsonLd): JsonLd {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
