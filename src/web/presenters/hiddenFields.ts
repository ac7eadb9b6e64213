import { type CatalogQuery, catalogQueryString } from '../../catalog/catalogQuery.ts';

export interface HiddenField {
  name: string;
  value: string;
}

/** What a form must carry along so that it changes only its own fields of a search; it starts on page one. */
export function hiddenFields(query: CatalogQuery, ownFields: readonly string[]): HiddenField[] {
  const carried = new URLSearchParams(catalogQueryString({ ...query, page: 1 }));
  return [...carried].filter(([name]) => !ownFields.includes(name)).map(([name, value]) => ({ name, value }));
}
