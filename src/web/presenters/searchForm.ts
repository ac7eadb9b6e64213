import { type CatalogQuery, emptyQuery } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';
import { type HiddenField, hiddenFields } from './hiddenFields.ts';

export interface SearchFormView {
  action: string;
  words: string;
  hidden: HiddenField[];
  /** Names of searchable fields, as the query language writes them. */
  fields: string[];
  /** A search in the language the page is not in, to show that it works. */
  example: { text: string; lang: string; href: string };
}

/** Field names that the hint shows; the query language knows more. */
const hintedFields = ['title:', 'author:', 'year:'];

export function presentSearchForm(site: Site, query: CatalogQuery = emptyQuery): SearchFormView {
  const first = site.protocol.codebook.mechanisms[0];
  const words = first?.label.zh ?? '';
  return {
    action: site.links.recordsPath,
    words: query.q,
    hidden: hiddenFields(query, ['q', 'page']),
    fields: hintedFields,
    example: { text: words, lang: 'zh', href: site.links.search(words) },
  };
}
