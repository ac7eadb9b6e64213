import type { Rescue } from './answers.ts';
import { type CatalogQuery, facetNames } from './catalogQuery.ts';

const mostOffered = 3;

/**
 * Ways out of a search that finds nothing: each filter given up by itself, the one that brings most records back first.
 *
 * @param count how many records a search finds.
 */
export function rescues(query: CatalogQuery, count: (query: CatalogQuery) => number): Rescue[] {
  const offers = facetNames.flatMap((without): Omit<Rescue, 'total'>[] => {
    const values = query.facets[without];
    if (!values) return [];
    const { [without]: _, ...facets } = query.facets;
    return [{ without, values, query: { ...query, facets, page: 1 } }];
  });
  if (query.yearFrom !== null || query.yearTo !== null) {
    offers.push({ without: 'years', values: [], query: { ...query, yearFrom: null, yearTo: null, page: 1 } });
  }
  return offers
    .map((offer) => ({ ...offer, total: count(offer.query) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, mostOffered);
}
