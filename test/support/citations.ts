import { type Citation, emptyCitation } from '../../src/domain/citation.ts';
import type { IncomingCitation } from '../../src/store/records.ts';

/** A complete, valid citation; a test names only what it is about. */
export function citation(facts: Partial<Citation> = {}): Citation {
  return { ...emptyCitation(), title: 'A study of disc fragments', languages: ['eng'], ...facts };
}

/** A citation of PubMed on its way into the database; its raw record changes with its facts. */
export function incoming(facts: Partial<Citation> = {}, rest: Partial<IncomingCitation> = {}): IncomingCitation {
  const given = citation({ pmid: '101', ...facts });
  return {
    source: 'pubmed',
    sourceId: given.pmid ?? 'none',
    citation: given,
    raw: JSON.stringify(given),
    runId: 1,
    retrievedAt: '2026-01-02T03:04:05.000Z',
    ...rest,
  };
}
