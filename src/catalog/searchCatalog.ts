import type { CompiledQuery, Selection } from '../query/compiled.ts';
import { describeQuery } from '../query/describeQuery.ts';
import { parseQuery } from '../query/parseQuery.ts';
import type { KnownCodes } from '../query/readTerm.ts';
import type { SynonymTable } from '../query/synonyms.ts';
import { toFts } from '../query/toFts.ts';
import type { Store } from '../store/openStore.ts';
import type { CatalogPage, Facet, Language, RecordCard } from './answers.ts';
import { type CatalogQuery, type FacetName, facetNames } from './catalogQuery.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { countFacets, type FacetCounts } from './countFacets.ts';
import { evaluateQuery } from './evaluateQuery.ts';
import { positionOf } from './facetIndex.ts';
import { recordCard } from './recordCards.ts';

/** Fewer hits than this, and records with only some of the words are shown too. */
const fewHits = 1;
/** A search can be so broken that its faults would bury its results. */
const shownWarnings = 10;

export interface SearchContext {
  store: Store;
  snapshot: CatalogSnapshot;
  synonyms: SynonymTable;
  /** What the codebook calls its terms, so that a search may name them in words. */
  codes: KnownCodes;
  /** Ids of a facet's values in the protocol's order; facets without one are ordered by count. */
  facetOrder: Partial<Record<FacetName, readonly string[]>>;
}

/** One page of a search: hits, facets, and how the search was read. */
export function searchCatalog(context: SearchContext, query: CatalogQuery, language: Language): CatalogPage {
  const { store, snapshot } = context;
  const parsed = parseQuery(query.q, context.codes);
  const compiled = parsed.ast ? toFts(parsed.ast, query.synonyms ? { synonyms: context.synonyms } : {}) : null;
  const found = findHits(context, compiled, query);
  const ordered = orderHits(context, found, query);
  const pageIds = take(ordered, (query.page - 1) * query.size, query.size);
  const preferred = new Set([...(query.facets.mechanism ?? []), ...(query.facets.predictor ?? [])]);
  const terms = compiled && compiled.terms.length > 0 ? compiled.terms : null;
  const cards = pageIds.flatMap((recordId): RecordCard[] => {
    const record = store.records.get(recordId);
    return record ? [recordCard(store, record, { language, terms, preferred })] : [];
  });
  const { counts } = found;
  return {
    query,
    total: counts.passing.length,
    cards,
    facets: facetNames.map((name) => orderedFacet(name, counts, context.facetOrder[name])),
    years: counts.years,
    hiddenExcluded: hiddenExcluded(counts, query),
    reading: parsed.ast ? { en: describeQuery(parsed.ast, 'en'), zh: describeQuery(parsed.ast, 'zh') } : null,
    warnings: parsed.warnings.slice(0, shownWarnings).map(({ en, zh }) => ({ en, zh })),
    relaxed: found.relaxed,
    rescue: counts.passing.length === 0 ? rescue(snapshot, found.hits, query) : null,
  };
}

interface Found {
  /** Positions the words find, before any filter; null for all records. */
  hits: number[] | null;
  counts: FacetCounts;
  ranking: string | null;
  relaxed: boolean;
}

function findHits({ store, snapshot }: SearchContext, compiled: CompiledQuery | null, query: CatalogQuery): Found {
  const find = (selection: Selection | null, relaxed: boolean): Found => {
    const hits = selection?.where ? evaluateQuery(store, snapshot, selection.where) : null;
    return { hits, counts: countFacets(snapshot.facets, hits, query), ranking: selection?.ranking ?? null, relaxed };
  };
  const strict = find(compiled, false);
  if (!compiled?.relaxed || (strict.hits?.length ?? fewHits) >= fewHits) return strict;
  const relaxed = find(compiled.relaxed, true);
  return (relaxed.hits?.length ?? 0) > 0 ? relaxed : strict;
}

/** The record ids of the hits that pass the filters, in the order the reader asked for. */
function* orderHits({ store, snapshot }: SearchContext, found: Found, query: CatalogQuery): Iterable<number> {
  const { facets } = snapshot;
  const id = (position: number) => facets.recordIds[position] as number;
  const { passing } = found.counts;
  if (query.sort === 'relevance' && found.ranking !== null) {
    const wanted = new Uint8Array(facets.recordIds.length);
    for (const position of passing) wanted[position] = 1;
    let left = passing.length;
    for (const recordId of store.searchIndex.rank(found.ranking)) {
      const position = positionOf(facets, recordId);
      if (position < 0 || !wanted[position]) continue;
      wanted[position] = 0;
      yield recordId;
      if (--left === 0) return;
    }
    // What is wanted without holding a word that ranks: newest first, as without words.
    yield* byYear(passing.filter((position) => wanted[position])).map(id);
    return;
  }
  if (query.sort === 'participants') {
    const size = (position: number) => facets.sampleSizes[position] as number;
    yield* [...passing].sort((a, b) => size(b) - size(a) || b - a).map(id);
  } else if (query.sort === 'oldest') {
    yield* byYear(passing).reverse().map(id);
  } else yield* byYear(passing).map(id);

  function byYear(list: readonly number[]): number[] {
    const year = (position: number) => facets.years[position] as number;
    return [...list].sort((a, b) => year(b) - year(a) || b - a);
  }
}

function take(ids: Iterable<number>, skip: number, count: number): number[] {
  const taken: number[] = [];
  let place = 0;
  for (const id of ids) {
    if (place++ < skip) continue;
    taken.push(id);
    if (taken.length === count) break;
  }
  return taken;
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
function rescue(snapshot: CatalogSnapshot, hits: number[] | null, query: CatalogQuery): CatalogPage['rescue'] {
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
