import type { FakeRecord } from './fakeCorpus.ts';

export interface QueryOutcome {
  /** Newest first, as PubMed sorts. */
  hits: FakeRecord[];
  translation: string;
  phrasesNotFound: string[];
}

export interface DateLimits {
  datetype: string;
  mindate: string;
  maxdate: string;
}

const dateFields: Readonly<Record<string, 'entered' | 'changed' | 'published'>> = {
  crdt: 'entered',
  edat: 'entered',
  mdat: 'changed',
  pdat: 'published',
};

/**
 * The little of PubMed's query language that the client uses: words joined by AND, `lo:hi[UID]`, and
 * `"d1"[CRDT] : "d2"[CRDT]` (also EDAT, MDAT, PDAT). A word no record has is dropped, and said so, as NCBI does.
 */
export function runQuery(corpus: readonly FakeRecord[], term: string, dates: DateLimits | null): QueryOutcome {
  let hits = [...corpus];
  const rest = term
    .replace(/(\d+):(\d+)\[UID\]/gi, (_whole, low, high) => {
      hits = hits.filter((record) => record.pmid >= Number(low) && record.pmid <= Number(high));
      return ' ';
    })
    .replace(/"([\d/]+)"\[(\w+)\]\s*:\s*"([\d/]+)"\[\w+\]/g, (_whole, from, field, to) => {
      hits = within(hits, field, from, to);
      return ' ';
    });
  if (dates) hits = within(hits, dates.datetype, dates.mindate, dates.maxdate);
  const words =
    rest
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.filter((word) => word !== 'and') ?? [];
  const phrasesNotFound: string[] = [];
  for (const word of words) {
    if (corpus.some((record) => record.words.includes(word)))
      hits = hits.filter((record) => record.words.includes(word));
    else phrasesNotFound.push(word);
  }
  if (words.length > 0 && phrasesNotFound.length === words.length) hits = [];
  hits.sort((a, b) => b.pmid - a.pmid);
  const understood = words.filter((word) => !phrasesNotFound.includes(word)).map((word) => `"${word}"[All Fields]`);
  return { hits, translation: understood.join(' AND '), phrasesNotFound };
}

function within(records: FakeRecord[], field: string, from: string, to: string): FakeRecord[] {
  const name = dateFields[field.toLowerCase()] ?? 'published';
  // "2024/03" as an end means to the end of March: compared as far as it is written.
  return records.filter(
    (record) => record[name].slice(0, from.length) >= from && record[name].slice(0, to.length) <= to,
  );
}
