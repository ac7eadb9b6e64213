import { type CatalogQuery, emptyQuery } from '../../src/catalog/catalogQuery.ts';
import { abstractText } from '../../src/domain/recordText.ts';
import type { Codebook } from '../../src/protocol/protocol.ts';
import { isStopWord } from '../../src/query/stopWords.ts';
import type { SyntheticRecord } from './searchCorpus.ts';

/** The kinds of search that are timed. */
export const queryKinds = [
  'common word',
  'rare word',
  'two words',
  'three words',
  'phrase',
  'beginning',
  'field',
  'OR and NOT',
  'six words, any',
  'Chinese',
  'words and facets',
  'no words',
] as const;
export type QueryKind = (typeof queryKinds)[number];

export interface TimedQuery {
  kind: QueryKind;
  query: CatalogQuery;
}

/** So many records are read for the words of searches. */
const readRecords = 600;

/**
 * Searches of every kind in turn, their words drawn as records use them: words that are asked for together stand in one
 * record.
 *
 * @param next a corpus of the same distribution, with a seed of its own.
 */
export function queryMix(next: () => SyntheticRecord, codebook: Codebook, perKind: number): TimedQuery[] {
  const records = Array.from({ length: readRecords }, next);
  const counts = new Map<string, number>();
  const rows = records.map(({ citation }) => wordsOf(citation.title).concat(wordsOf(abstractText(citation.abstract))));
  for (const row of rows) for (const word of new Set(row)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCount = [...counts.keys()].filter(isSought).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const rare = byCount.filter((word) => counts.get(word) === 1);
  const long = rows.filter((row) => row.filter(isSought).length > 40);
  const chinese = records.flatMap(({ citation }) => citation.vernacularTitle ?? []).filter((text) => text.length > 6);

  const make = (kind: QueryKind, place: number): Partial<CatalogQuery> => {
    const row = long[(place * 13) % long.length] ?? [];
    const sought = row.filter(isSought);
    const word = (at: number) => sought[(place * 7 + at * 5) % sought.length] ?? '';
    switch (kind) {
      case 'common word':
        return { q: byCount[place] ?? '' };
      case 'rare word':
        return { q: rare[place * 3] ?? '' };
      case 'two words':
        return { q: `${word(0)} ${word(1)}` };
      case 'three words':
        return { q: `${word(0)} ${word(1)} ${word(2)}` };
      case 'phrase':
        return { q: `"${row.slice(place, place + 2).join(' ')}"` };
      case 'beginning':
        return { q: `${word(0).slice(0, 4)}*` };
      case 'field':
        return { q: place % 2 === 0 ? `${word(0)}[ti]` : `title:${word(0)} keywords:${word(1)}` };
      case 'OR and NOT':
        return { q: `(${word(0)} OR ${word(1)}) NOT ${word(2)}` };
      case 'six words, any':
        return { q: [0, 1, 2, 3, 4, 5].map(word).join(' OR ') };
      case 'Chinese':
        return { q: (chinese[place % chinese.length] ?? '').slice(1, 3 + (place % 3)) };
      case 'words and facets':
        return { q: `${word(0)} ${byCount[place] ?? ''}`, facets: someFacets(codebook, place), yearFrom: 2000 };
      case 'no words':
        return { q: '', facets: place % 2 === 0 ? {} : someFacets(codebook, place) };
    }
  };
  return Array.from({ length: perKind }, (_, place) =>
    queryKinds.map((kind): TimedQuery => ({ kind, query: { ...emptyQuery, ...make(kind, place) } })),
  ).flat();
}

function someFacets({ mechanisms, designs }: Codebook, place: number): CatalogQuery['facets'] {
  const mechanism = mechanisms[place % mechanisms.length]?.id ?? '';
  return place % 3 === 0
    ? { mechanism: [mechanism], stance: ['supports'] }
    : { design: designs.slice(0, 4).map((design) => design.id) };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

function isSought(word: string): boolean {
  return word.length > 3 && !isStopWord(word);
}
