import { parseQuery } from '../query/parseQuery.ts';
import type { KnownCodes } from '../query/readTerm.ts';
import { isStopWord } from '../query/stopWords.ts';
import { suggestSpelling } from '../query/suggestSpelling.ts';
import type { Store } from '../store/openStore.ts';
import { fold } from '../text/fold.ts';
import { type CatalogQuery, emptyQuery } from './catalogQuery.ts';

/** Longer searches are pasted strategies, not words typed in haste. */
const longestSearch = 200;

/**
 * Finds what a search was probably meant to say: each word that no record has is replaced by the one nearest to it.
 *
 * @param count how many records a search finds; what would find none is not suggested.
 * @returns the search with better words; null where there is none, or nothing is misspelt.
 */
export function createSpelling(store: Store, codes: KnownCodes, count: (query: CatalogQuery) => number) {
  let edition: string | null = null;
  let vocabulary: ReadonlyMap<string, number> = new Map();

  function words(): ReadonlyMap<string, number> {
    const now = store.references.edition();
    if (now !== edition) {
      vocabulary = new Map(store.searchWords.list().map(({ word, records }) => [word, records]));
      edition = now;
    }
    return vocabulary;
  }

  return (query: CatalogQuery): { q: string; total: number } | null => {
    if (query.q === '' || query.q.length > longestSearch || parseQuery(query.q, codes).ast === null) return null;
    let changed = false;
    // What stands in brackets or before a colon names a field.
    const q = query.q.replace(/(?<![[\p{L}\p{N}:])\p{Script=Latin}{4,}(?![\p{L}\p{N}\]:])/gu, (word) => {
      if (isStopWord(word) || /^(AND|OR|NOT)$/.test(word)) return word;
      const better = suggestSpelling(fold(word), words());
      if (better === null) return word;
      changed = true;
      return better;
    });
    if (!changed) return null;
    const total = count({ ...emptyQuery, ...query, q, page: emptyQuery.page });
    return total > 0 ? { q, total } : null;
  };
}
