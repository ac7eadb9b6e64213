import { withinTitle } from '../query/fts.ts';
import type { SearchIndex } from '../store/searchIndex.ts';
import type { CatalogQuery } from './catalogQuery.ts';
import type { FacetIndex } from './facetIndex.ts';
import type { FoundHits, Hits, SearchContext } from './findHits.ts';
import type { HitList } from './hitList.ts';

/** The record ids of hits that pass the filters, in the order the reader asked for: the first `count` of them. */
export function orderHits(
  { store, snapshot }: Pick<SearchContext, 'store' | 'snapshot'>,
  { counts, ranking, titleFirst }: Hits,
  sort: CatalogQuery['sort'],
  count = Number.POSITIVE_INFINITY,
): number[] {
  const { facets } = snapshot;
  const { passing } = counts;
  if (sort === 'relevance' && ranking !== null) {
    return ranked(store.searchIndex, { facets, passing, ranking, titleFirst }, count);
  }
  const wanted = Math.min(count, passing.length);
  const ids = (list: Iterable<number>) => Array.from(list, (position) => facets.recordIds[position] as number);
  return ids(firstOf(passing, wanted, sort === 'relevance' ? 'newest' : sort, facets));
}

/** Every record a search finds, best first: those with all the words, then, where these are few, those with some. */
export function rankRecords(context: SearchContext, { strict, relaxed }: FoundHits, count?: number): number[] {
  const best = orderHits(context, strict, 'relevance', count);
  if (!relaxed) return best;
  return [...new Set([...best, ...orderHits(context, relaxed, 'relevance', count)])].slice(0, count);
}

type Order = Exclude<CatalogQuery['sort'], 'relevance'>;
/** More than there are positions. */
const placeRoom = 2 ** 32;

/** The first positions by year or sample size; of equals the newer record. */
function firstOf(passing: HitList, count: number, order: Order, { years, sampleSizes }: FacetIndex): number[] {
  const keys = order === 'participants' ? sampleSizes : years;
  const sign = order === 'oldest' ? -1 : 1;
  /** The best so far, unsorted, and behind them those that came since. */
  const best = new Float64Array(2 * count);
  let size = 0;
  let least = Number.NEGATIVE_INFINITY;
  for (let at = passing.length - 1; at >= 0; at--) {
    const position = passing[at] as number;
    // Key first, then place, as one number: sorting compares nothing but numbers.
    const place = sign * ((keys[position] as number) * placeRoom + position);
    if (place <= least) continue;
    best[size++] = place;
    if (size < best.length) continue;
    best.sort().copyWithin(0, count);
    size = count;
    least = best[0] as number;
  }
  const sorted = best.subarray(0, size).sort().reverse().subarray(0, count);
  return Array.from(sorted, (place) => sign * place - Math.floor((sign * place) / placeRoom) * placeRoom);
}

interface Ranking {
  facets: FacetIndex;
  /** The records that the words find and that pass the filters. */
  passing: HitList;
  ranking: string;
  titleFirst: boolean;
}

/** Hits by rank: those whose title meets the search, then the others. */
function ranked(searchIndex: SearchIndex, { facets, passing, ranking, titleFirst }: Ranking, count: number): number[] {
  const wanted = Math.min(count, passing.length);
  /** By record id. */
  const left = new Uint8Array(facets.positions.length);
  for (let at = 0; at < passing.length; at++) left[facets.recordIds[passing[at] as number] as number] = 1;
  const chosen: number[] = [];
  for (const expression of titleFirst ? [withinTitle(ranking), ranking] : [ranking]) {
    if (chosen.length >= wanted) break;
    for (const recordId of searchIndex.rank(expression, wanted - chosen.length, left, !titleFirst)) {
      left[recordId] = 0;
      chosen.push(recordId);
    }
  }
  if (chosen.length < wanted) {
    const rest = passing.filter((position) => left[facets.recordIds[position] as number] === 1);
    chosen.push(...unranked(wanted - chosen.length, facets, rest));
  }
  return chosen;
}

/** What is wanted without holding a word that ranks: newest first, as without words. */
function unranked(count: number, facets: FacetIndex, rest: HitList): number[] {
  return firstOf(rest, Math.min(count, rest.length), 'newest', facets).map(
    (position) => facets.recordIds[position] as number,
  );
}
