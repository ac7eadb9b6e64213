import type { CatalogQuery } from './catalogQuery.ts';
import { positionOf } from './facetIndex.ts';
import type { FoundHits, Hits, SearchContext } from './findHits.ts';

/** The record ids of hits that pass the filters, in the order the reader asked for. */
export function* orderHits(
  { store, snapshot }: Pick<SearchContext, 'store' | 'snapshot'>,
  { counts, ranking }: Hits,
  sort: CatalogQuery['sort'],
): Iterable<number> {
  const { facets } = snapshot;
  const { passing } = counts;
  const id = (position: number) => facets.recordIds[position] as number;
  const year = (position: number) => facets.years[position] as number;
  const size = (position: number) => facets.sampleSizes[position] as number;
  const newest = (list: readonly number[]) => [...list].sort((a, b) => year(b) - year(a) || b - a);

  if (sort === 'participants') yield* [...passing].sort((a, b) => size(b) - size(a) || b - a).map(id);
  else if (sort === 'oldest') yield* newest(passing).reverse().map(id);
  else if (sort === 'newest' || ranking === null) yield* newest(passing).map(id);
  else {
    const wanted = new Uint8Array(facets.recordIds.length);
    for (const position of passing) wanted[position] = 1;
    let left = passing.length;
    for (const recordId of store.searchIndex.rank(ranking)) {
      if (left === 0) return;
      const position = positionOf(facets, recordId);
      if (position < 0 || !wanted[position]) continue;
      wanted[position] = 0;
      left--;
      yield recordId;
    }
    // What is wanted without holding a word that ranks: newest first, as without words.
    yield* newest(passing.filter((position) => wanted[position])).map(id);
  }
}

/** Every record a search finds, best first: those with all the words, then, where these are few, those with some. */
export function* rankRecords(context: SearchContext, { strict, relaxed }: FoundHits): Iterable<number> {
  const seen = new Set<number>();
  for (const recordId of orderHits(context, strict, 'relevance')) {
    seen.add(recordId);
    yield recordId;
  }
  if (!relaxed) return;
  for (const recordId of orderHits(context, relaxed, 'relevance')) if (!seen.has(recordId)) yield recordId;
}
