import type { CatalogPage, RecordCard } from '../../catalog/answers.ts';
import type { ApiAnswer } from '../api/schemas.ts';
import { apiRecordsAddress } from '../links.ts';

/** The search's answer as the API gives it: facts and counts, with no markup and no words of the interface. */
export function apiAnswer(page: CatalogPage): ApiAnswer<'Records'> {
  const { query, total, facets, years, reading, warnings, relaxed, hiddenExcluded, rescue } = page;
  if (query.after !== null)
    return { ...apiAnswer({ ...page, query: { ...query, after: null } }), query, links: walk(page) };
  const pages = Math.ceil(total / query.size);
  const link = (number: number): string | null =>
    number >= 1 && number <= pages ? apiRecordsAddress({ ...query, page: number }) : null;
  return {
    total,
    page: query.page,
    size: query.size,
    pages,
    links: { self: apiRecordsAddress(query), previous: link(query.page - 1), next: link(query.page + 1) },
    query,
    reading,
    warnings,
    relaxed,
    hiddenExcluded,
    rescue,
    facets,
    years,
    records: page.cards.map(apiRecord),
    also: page.also.map(apiRecord),
  };
}

/** A list walked by cursor only goes on. */
function walk({ query, next }: CatalogPage): ApiAnswer<'Records'>['links'] {
  return {
    self: apiRecordsAddress(query),
    previous: null,
    next: next === null ? null : apiRecordsAddress({ ...query, after: next }),
  };
}

function apiRecord({ recordId, title, titleHtml: _markup, snippet, ...facts }: RecordCard) {
  return {
    id: recordId,
    ...facts,
    title: title.map((piece) => piece.text).join(''),
    snippet: snippet && {
      text: snippet.pieces.map((piece) => piece.text).join(''),
      field: snippet.field,
      language: snippet.language,
    },
  };
}
