import { type CatalogQuery, facetNames, toggleFacet } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';

/** A chosen filter and the address of the search without it. */
export interface ActiveFilter {
  name: string;
  facet: string;
  href: string;
}

export function presentActiveFilters(site: Site, query: CatalogQuery): ActiveFilter[] {
  const { labels, links, messages } = site;
  const chosen = facetNames.flatMap((facet) =>
    (query.facets[facet] ?? []).map((value) => ({
      name: labels.facet(facet, value),
      facet: messages.facetNames[facet],
      href: links.records(toggleFacet(query, facet, value)),
    })),
  );
  const years = yearWords(site, query);
  if (!years) return chosen;
  const href = links.records({ ...query, yearFrom: null, yearTo: null, page: 1 });
  return [...chosen, { name: years, facet: messages.yearTitle, href }];
}

function yearWords(site: Site, { yearFrom, yearTo }: CatalogQuery): string | null {
  const { yearRange, yearsSince, yearsUntil } = site.messages;
  if (yearFrom !== null && yearTo !== null) return yearRange(String(yearFrom), String(yearTo));
  if (yearFrom !== null) return yearsSince(String(yearFrom));
  return yearTo === null ? null : yearsUntil(String(yearTo));
}
