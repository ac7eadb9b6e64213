import { describeQuery } from '../query/describeQuery.ts';
import type { CatalogPage, Facet, Language, RecordCard } from './answers.ts';
import { type CatalogQuery, type FacetName, facetNames } from './catalogQuery.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { countFacets, type FacetCounts } from './countFacets.ts';
import { type FoundHits, fewHits, findHits, type Hits, type SearchContext, shownHits } from './findHits.ts';
import type { HitList } from './hitList.ts';
import { placeOf } from './hitList.ts';
import { orderHits, rankRecords } from './orderHits.ts';
import { recordCard } from './recordCards.ts';

/** A search can be so broken that its faults would bury its results. */
const shownWarnings = 10;
/** Records with only some of the words, below those with all of them. */
const mostAlso = 5;

/** One page of a search: hits, facets, and how the search was read. */
export function searchCatalog(context: SearchContext, query: CatalogQuery, language: Language): CatalogPage {
  const { store, snapshot } = context;
  const found = findHits(context, query);
  const { parsed, compiled } = found;
  const shown = shownHits(found);
  const isRelaxed = shown !== found.strict;
  const { counts } = shown;
  const preferred = new Set([...(query.facets.mechanism ?? []), ...(query.facets.predictor ?? [])]);
  const terms = compiled && compiled.terms.length > 0 ? compiled.terms : null;
  const cards = (ids: Iterable<number>): RecordCard[] =>
    [...ids].flatMap((recordId): RecordCard[] => {
      const record = store.records.get(recordId);
      return record ? [recordCard(store, record, { language, terms, preferred })] : [];
    });
  const ids = pageOf(context, shown, query);
  return {
    query,
    total: counts.passing.length,
    cards: cards(ids),
    next: nextAfter(context, shown, ids, query),
    also: isRelaxed || query.after !== null ? [] : cards(alsoFound(context, found, query)),
    facets: facetNames.map((name) => orderedFacet(name, counts, context.facetOrder[name])),
    years: counts.years,
    hiddenExcluded: hiddenExcluded(counts, query),
    reading: parsed.ast ? { en: describeQuery(parsed.ast, 'en'), zh: describeQuery(parsed.ast, 'zh') } : null,
    warnings: parsed.warnings.slice(0, shownWarnings).map(({ en, zh }) => ({ en, zh })),
    relaxed: isRelaxed,
    rescue: counts.passing.length === 0 ? rescue(snapshot, shown.positions, query) : null,
  };
}

/** How many records a search finds. */
export function countRecords(context: SearchContext, query: CatalogQuery): number {
  return shownHits(findHits(context, query)).counts.passing.length;
}

/** Ids of all records of a search, in its order. */
export function searchedIds(context: SearchContext, query: CatalogQuery): number[] {
  return orderHits(context, shownHits(findHits(context, query)), query.sort);
}

/** On the last page of a few hits: the best of the records that hold only some of the words. */
function alsoFound(context: SearchContext, found: FoundHits, query: CatalogQuery): number[] {
  const total = found.strict.counts.passing.length;
  const isLastPage = query.page * query.size >= total && (query.page - 1) * query.size < Math.max(total, 1);
  if (total === 0 || total >= fewHits || !isLastPage) return [];
  return rankRecords(context, found, total + mostAlso).slice(total);
}

function pageOf(context: SearchContext, hits: Hits, query: CatalogQuery): number[] {
  const { page, size, sort, after } = query;
  if (after !== null) return idsAfter(context, hits, after, size);
  return orderHits(context, hits, sort, page * size).slice((page - 1) * size);
}

function idsAfter({ snapshot }: SearchContext, { counts }: Hits, after: number, size: number): number[] {
  const { recordIds } = snapshot.facets;
  const first = placeOf(counts.passing, placeOf(recordIds, after + 1));
  return Array.from(counts.passing.subarray(first, first + size), (position) => recordIds[position] as number);
}

/** Where the next page of a list walked by ids begins; null at its end, and for pages by number. */
function nextAfter({ snapshot }: SearchContext, { counts }: Hits, ids: readonly number[], query: CatalogQuery) {
  const last = ids.at(-1);
  const highest = snapshot.facets.recordIds[counts.passing.at(-1) ?? -1];
  return query.after === null || last === undefined || last === highest ? null : last;
}

function orderedFacet(name: FacetName, counts: FacetCounts, order: readonly string[] | undefined): Facet {
  const values = [...(counts.facets.get(name) ?? [])];
  const place = (value: string) => {
    const known = order?.indexOf(value) ?? -1;
    return known < 0 ? Number.POSITIVE_INFINITY : known;
  };
  values.sort((a, b) => {
    const [left, right] = [place(a.value), place(b.value)];
    return left === right ? b.count - a.count || a.value.localeCompare(b.value) : left - right;
  });
  return { name, values };
}

function hiddenExcluded(counts: FacetCounts, query: CatalogQuery): number {
  if (query.facets.screening) return 0;
  return counts.facets.get('screening')?.find(({ value }) => value === 'excluded')?.count ?? 0;
}

/** The one filter whose removal brings most records back. */
function rescue(snapshot: CatalogSnapshot, hits: HitList | null, query: CatalogQuery): CatalogPage['rescue'] {
  const offers = facetNames.flatMap((facet) => {
    const [value] = query.facets[facet] ?? [];
    if (value === undefined) return [];
    const { [facet]: _, ...facets } = query.facets;
    const without = countFacets(snapshot.facets, hits, { ...query, facets });
    return [{ facet, value, count: without.passing.length }];
  });
  const best = offers.sort((a, b) => b.count - a.count)[0];
  return best && best.count > 0 ? best : null;
}
