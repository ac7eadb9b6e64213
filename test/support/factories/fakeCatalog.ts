import type { Catalog } from '../../../src/catalog/answers.ts';
import { synthesize } from '../../../src/catalog/synthesis/synthesize.ts';
import type { Protocol } from '../../../src/protocol/protocol.ts';
import { aMethodsAnswer, anOverview, aPage, aPredictorCount, aRun, aStatus, aTagPage } from './answers.ts';
import { aMap } from './map.ts';
import { aCard, aCitation, aDetail } from './records.ts';
import { someResults } from './synthesis.ts';

/** A catalog that answers every question with a sample; a test overrides the answer it is about. */
export function fakeCatalog(protocol: Protocol, overrides: Partial<Catalog> = {}): Catalog {
  const knows = (list: readonly { id: string }[], id: string): boolean => list.some((entry) => entry.id === id);
  return {
    overview: () => anOverview(protocol),
    search: (query) => aPage({ query }),
    record: (id) => (['1', 'pmid:1000001', 'doi:10.1000/sample.1'].includes(id) ? aDetail() : null),
    recordId: (id) => (['1', 'pmid:1000001', 'doi:10.1000/sample.1'].includes(id) ? 1 : null),
    exportIds: () => [2, 1],
    exportRecords: (ids) => ({
      count: ids.length,
      version: ids.join('-'),
      records: () => ids.map((id) => ({ citation: aCitation({ pmid: String(1_000_000 + id) }), sources: [] })),
    }),
    mechanism: (id) => (knows(protocol.codebook.mechanisms, id) ? aTagPage({ id }) : null),
    predictor: (id) =>
      knows(protocol.codebook.predictors, id)
        ? aTagPage({ id, count: aPredictorCount(id), byDesign: [], network: [] })
        : null,
    map: (settings) => aMap(settings),
    synthesis: (settings) => synthesize(someResults(), [], settings, protocol.synthesis),
    findings: () => [],
    facts: (ids) => ids.map(() => aDetail()),
    allEvidence: () => [],
    writePublicCopy: () => Promise.resolve(false),
    spelling: () => null,
    rescues: () => [],
    statement: () => null,
    evidence: () => ({ statements: [], next: null }),
    arrivals: () => [{ card: aCard(), createdAt: '2026-03-14T09:12:00.000Z', updatedAt: '2026-03-15T00:00:00.000Z' }],
    runs: () => aMethodsAnswer().runs,
    run: (runId) => (runId === 1 ? aRun() : null),
    methods: () => aMethodsAnswer(),
    status: () => aStatus(),
    revision: () => 1,
    ...overrides,
  };
}
