import type { CatalogPage, RecordCard } from '../../catalog/answers.ts';
import { type CatalogQuery, catalogQueryString } from '../../catalog/catalogQuery.ts';
import type { ApiAnswer } from '../api/schemas.ts';
import { apiRecordsPath } from '../links.ts';

/** The search's answer as the API gives it: facts and counts, with no markup and no words of the interface. */
export function apiAnswer(page: CatalogPage): ApiAnswer<'Records'> {
  const { query, total, facets, years, reading, warnings, relaxed, hiddenExcluded, rescue } = page;
  const pages = Math.ceil(total / query.size);
  const link = (number: number): string | null =>
    number >= 1 && number <= pages ? address({ ...query, page: number }) : null;
  return {
    total,
    page: query.page,
    size: query.size,
    pages,
    links: { self: address(query), previous: link(query.page - 1), next: link(query.page + 1) },
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

function address(query: CatalogQuery): string {
  const string = catalogQueryString(query);
  return string === '' ? apiRecordsPath : `${apiRecordsPath}?${string}`;
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
