import type { Citation } from '../../domain/citation.ts';
import { issnsOf, ownerName, pageSpan } from '../../exporting/citationText.ts';

/** A `<meta>` of a page's head. */
export interface MetaView {
  name: string;
  content: string;
}

/**
 * The citation as the embedded metadata that reference managers and scholarly indexes read (the `citation_*` names
 * of Highwire Press). What is unknown is left out.
 *
 * @param address absolute address of the record's page.
 */
export function citationMeta(citation: Citation, address: string): MetaView[] {
  const { book, journal } = citation;
  const span = citation.pages ? pageSpan(citation.pages) : null;
  const facts: [string, string | null | undefined][] = [
    ['title', citation.title || citation.vernacularTitle],
    ...citation.authors.map((author): [string, string] => ['author', ownerName(author)]),
    ['publication_date', dateText(citation)],
    ['journal_title', journal?.title],
    ['journal_abbrev', journal?.isoAbbreviation],
    ...issnsOf(citation).map((issn): [string, string] => ['issn', issn]),
    ['inbook_title', journal ? null : book?.title],
    ['publisher', book?.publisher],
    ...(book?.isbns ?? []).map((isbn): [string, string] => ['isbn', isbn]),
    ['volume', citation.volume],
    ['issue', citation.issue],
    ['firstpage', span?.start ?? citation.pages],
    ['lastpage', span?.end],
    ['doi', citation.doi],
    ['pmid', citation.pmid],
    ['language', citation.languages[0]],
    ['keywords', citation.keywords.join('; ')],
    ['abstract_html_url', address],
  ];
  return facts.flatMap(([name, content]) => (content ? [{ name: `citation_${name}`, content }] : []));
}

function dateText({ electronicDate, published }: Citation): string {
  const date = published.year === null && electronicDate ? electronicDate : published;
  const parts = [date.year, date.month, date.month && date.day].filter((part) => part !== null);
  return parts.map((part) => String(part).padStart(2, '0')).join('/');
}
