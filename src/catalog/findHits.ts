import type { CompiledQuery, Selection } from '../query/compiled.ts';
import { type ParsedQuery, parseQuery } from '../query/parseQuery.ts';
import type { KnownCodes } from '../query/readTerm.ts';
import type { SynonymTable } from '../query/synonyms.ts';
import { toFts } from '../query/toFts.ts';
import type { Store } from '../store/openStore.ts';
import type { CatalogQuery, FacetName } from './catalogQuery.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { countFacets, type FacetCounts } from './countFacets.ts';
import { evaluateQuery } from './evaluateQuery.ts';
import type { HitList } from './hitList.ts';
import { checkWords, checkWork } from './searchBudget.ts';

/** Fewer hits than this, and records with only some of the words are offered too. */
export const fewHits = 20;

export interface SearchContext {
  store: Store;
  snapshot: CatalogSnapshot;
  synonyms: SynonymTable;
  /** What the codebook calls its terms, so that a search may name them in words. */
  codes: KnownCodes;
  /** Ids of a facet's values in the protocol's order; facets without one are ordered by count. */
  facetOrder: Partial<Record<FacetName, readonly string[]>>;
}

/** A set of records and how to rank them. */
export interface Hits {
  /** Positions that the words find, before any filter; null for all records. */
  positions: HitList | null;
  counts: FacetCounts;
  /** FTS5 expression to rank by; null where no word was asked for. */
  ranking: string | null;
  /** Records whose title meets the search come first; not among records that hold only some of its words. */
  titleFirst: boolean;
}

export interface FoundHits {
  parsed: ParsedQuery;
  compiled: CompiledQuery | null;
  /** The records that hold all that was asked for. */
  strict: Hits;
  /** Where these are few: the records that hold some of the words. They include the strict ones. */
  relaxed: Hits | null;
}

/**
 * Reads a search and finds its records.
 *
 * @throws {QueryError} for a search that asks for too much work.
 */
export function findHits({ store, snapshot, synonyms, codes }: SearchContext, query: CatalogQuery): FoundHits {
  const parsed = parseQuery(query.q, codes);
  if (parsed.ast) checkWords(parsed.ast);
  const compiled = parsed.ast ? toFts(parsed.ast, query.synonyms ? { synonyms } : {}) : null;
  if (compiled) checkWork(store.searchIndex, compiled);
  const find = (selection: Selection | null): Hits => {
    const positions = selection?.where ? evaluateQuery(store, snapshot, selection.where) : null;
    const counts = countFacets(snapshot.facets, positions, query);
    return { positions, counts, ranking: selection?.ranking ?? null, titleFirst: selection === compiled };
  };
  const strict = find(compiled);
  const isFew = strict.positions !== null && strict.positions.length < fewHits;
  return { parsed, compiled, strict, relaxed: isFew && compiled?.relaxed ? find(compiled.relaxed) : null };
}

/** The records with all the words; where there are none, those with some. */
export function shownHits({ strict, relaxed }: FoundHits): Hits {
  return strict.positions?.length === 0 && relaxed?.positions?.length ? relaxed : strict;
}
