import { createSnapshots } from '../../src/catalog/catalogSnapshot.ts';
import { findHits, type SearchContext, shownHits } from '../../src/catalog/findHits.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { orderHits } from '../../src/catalog/orderHits.ts';
import { searchCatalog } from '../../src/catalog/searchCatalog.ts';
import { libraryFile, protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import { createCorpus } from './searchCorpus.ts';
import { benchDatabase, megabytesOf } from './searchDatabase.ts';
import { miniSearchPeer } from './searchPeer.ts';
import { type QueryKind, queryMix, type TimedQuery } from './searchQueries.ts';

/** What is timed: the product's search, its whole page with cards, or the peer. */
export type Engine = 'search' | 'page' | 'minisearch';

export interface SearchMeasure {
  engine: Engine;
  size: number;
  /** CPU seconds; null where the database was there already. */
  buildSeconds: number | null;
  /** CPU seconds from an open database to the first answer; of the peer, to index every record. */
  startSeconds: number;
  fileMegabytes: number;
  /** Resident memory after all searches. */
  memoryMegabytes: number;
  times: QueryTime[];
}

/** The median of the rounds. */
export interface QueryTime {
  kind: QueryKind;
  cpuMilliseconds: number;
  wallMilliseconds: number;
  total: number;
}

const [engine = 'search', folder = '', sizeText = '', perKind = '', rounds = ''] = process.argv.slice(2);
const size = Number(sizeText);
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const { codebook } = loadProtocol(protocolDir);
const { store, file, buildSeconds } = benchDatabase(folder, size, codebook);
const queries = queryMix(createCorpus(libraryFile, codebook, 77), codebook, Number(perKind));
const started = cpuSeconds();
const answer = answers(engine as Engine);
answer(queries[0] as TimedQuery);
const startSeconds = cpuSeconds() - started;
// Other searches first, so that it is not the compiler that is timed.
for (const warm of queryMix(createCorpus(libraryFile, codebook, 78), codebook, 4)) answer(warm);
const times = queries.flatMap((timed): QueryTime[] => {
  const runs = Array.from({ length: Number(rounds) }, () => timeOne(timed));
  const middle = runs.sort((a, b) => (a?.cpuMilliseconds ?? 0) - (b?.cpuMilliseconds ?? 0))[runs.length >> 1];
  return middle ? [middle] : [];
});
const measure: SearchMeasure = {
  engine: engine as Engine,
  size,
  buildSeconds,
  startSeconds,
  fileMegabytes: megabytesOf(file),
  memoryMegabytes: process.memoryUsage().rss / 1e6,
  times,
};
process.stdout.write(JSON.stringify(measure));
store.close();

function timeOne(timed: TimedQuery): QueryTime | null {
  const [cpu, wall] = [cpuSeconds(), performance.now()];
  const total = answer(timed);
  if (total === null) return null;
  return {
    kind: timed.kind,
    cpuMilliseconds: (cpuSeconds() - cpu) * 1000,
    wallMilliseconds: performance.now() - wall,
    total,
  };
}

/** Answers a search with the best twenty, the exact total and all facets; gives the total, null where it cannot. */
function answers(kind: Engine): (timed: TimedQuery) => number | null {
  const synonyms = loadSynonyms(protocolDir);
  const snapshot = createSnapshots(store, codebook)();
  if (kind === 'minisearch') return miniSearchPeer(store, snapshot);
  const codes = { mechanism: codebook.mechanisms, predictor: codebook.predictors, design: codebook.designs };
  const context: SearchContext = { store, snapshot, synonyms, codes, facetOrder: {} };
  // Not through the catalog, which would remember the answer of the round before.
  if (kind === 'page') return ({ query }) => searchCatalog(context, query, 'en').total;
  return ({ query }) => {
    const shown = shownHits(findHits(context, query));
    orderHits(context, shown, query.sort, 20);
    return shown.counts.passing.length;
  };
}
