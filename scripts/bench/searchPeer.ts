import MiniSearch, { type SearchOptions } from 'minisearch';
import type { CatalogSnapshot } from '../../src/catalog/catalogSnapshot.ts';
import { countFacets } from '../../src/catalog/countFacets.ts';
import { abstractText } from '../../src/domain/recordText.ts';
import { isStopWord } from '../../src/query/stopWords.ts';
import type { Store } from '../../src/store/openStore.ts';
import type { TimedQuery } from './searchQueries.ts';

const fewHits = 20;

/**
 * MiniSearch over the same records, with the product's facets: the words of a search joined by AND, then by OR where that
 * finds few. Null for what it cannot: phrases, Chinese (it knows only words between spaces), and "without".
 */
export function miniSearchPeer(store: Store, { facets }: CatalogSnapshot): (timed: TimedQuery) => number | null {
  const fields = ['title', 'abstract', 'keywords', 'authors', 'mesh', 'journal'];
  const index = new MiniSearch<{ id: number } & Record<string, string | number>>({
    fields,
    processTerm: (term) => (isStopWord(term) ? null : term.toLowerCase()),
  });
  facets.recordIds.forEach((recordId, id) => {
    const citation = store.records.get(recordId)?.citation;
    if (!citation) return;
    index.add({
      id,
      title: citation.title,
      abstract: abstractText(citation.abstract),
      keywords: citation.keywords.join(' '),
      authors: citation.authors.map((author) => `${author.lastName} ${author.initials}`).join(' '),
      mesh: citation.mesh.map((heading) => heading.descriptor).join(' '),
      journal: citation.journal?.title ?? '',
    });
  });
  const find = (words: string, options: SearchOptions) => index.search(words, { boost: { title: 2 }, ...options });

  return ({ kind, query }) => {
    if (kind === 'phrase' || kind === 'Chinese' || kind === 'OR and NOT') return null;
    if (query.q === '') return countFacets(facets, null, query).passing.length;
    const words = query.q.replace(/\[ti\]|\w+:|\*|\bOR\b/g, ' ');
    const options: SearchOptions = {
      combineWith: kind === 'six words, any' ? 'OR' : 'AND',
      prefix: kind === 'beginning',
      ...(kind === 'field' ? { fields: ['title'] } : {}),
    };
    let found = find(words, options);
    if (found.length < fewHits) found = find(words, { ...options, combineWith: 'OR' });
    const positions = Uint32Array.from(found, ({ id }) => id as number).sort();
    return countFacets(facets, positions, query).passing.length;
  };
}
