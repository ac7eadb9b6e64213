import { join } from 'node:path';
import { emptyQuery, QueryError } from '../../src/catalog/catalogQuery.ts';
import { createSnapshots } from '../../src/catalog/catalogSnapshot.ts';
import type { SearchContext } from '../../src/catalog/findHits.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { checkWords, checkWork } from '../../src/catalog/searchBudget.ts';
import { searchCatalog } from '../../src/catalog/searchCatalog.ts';
import { libraryFile, protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../../src/protocol/protocol.ts';
import { parseQuery } from '../../src/query/parseQuery.ts';
import { toFts } from '../../src/query/toFts.ts';
import { openStore, type Store } from '../../src/store/openStore.ts';
import { createCorpus } from './searchCorpus.ts';
import { type OddSearch, oddSearches } from './searchOdd.ts';

/** The whole page of an odd search, the first time it is asked for. */
export interface OddTime {
  name: string;
  /** How many times the work that one search may take it asks for, where it is refused. */
  times: number | null;
  /** To answer or refuse the whole of it. */
  cpuMilliseconds: number;
  /** Where it is refused, the first so many of its parts, which are the most that is allowed. */
  allowed: { parts: number; cpuMilliseconds: number } | null;
  /** The records that the whole of it finds, or what is allowed of it. */
  total: number;
}

const [folder = '', size = ''] = process.argv.slice(2);
const { codebook, review } = loadProtocol(protocolDir);
const synonyms = loadSynonyms(protocolDir);
const codes = { mechanism: codebook.mechanisms, predictor: codebook.predictors, design: codebook.designs };
const searches = oddSearches(createCorpus(libraryFile, codebook, 79), expandedSearch(review.search.pubmed));
// All of them once before: the compiler's work is not the search's.
for (const search of searches) timeWhole(search);
process.stdout.write(JSON.stringify(searches.map(timeWhole)));

function timeWhole({ name, parts, join: between }: OddSearch): OddTime {
  const whole = timeFirst(parts.join(between));
  if (whole.times === null) return { name, ...whole, allowed: null };
  const store = openStore(join(folder, `search-${size}.sqlite`));
  let [most, refused] = [0, parts.length];
  while (refused - most > 1) {
    const middle = (most + refused) >> 1;
    if (isAllowed(store, parts.slice(0, middle).join(between))) most = middle;
    else refused = middle;
  }
  store.close();
  const { cpuMilliseconds, total } = timeFirst(parts.slice(0, most).join(between));
  return { name, ...whole, allowed: { parts: most, cpuMilliseconds }, total };
}

function isAllowed({ searchIndex }: Store, q: string): boolean {
  const { ast } = parseQuery(q, codes);
  return (
    timesOf(() => {
      if (ast) checkWords(ast);
      checkWork(searchIndex, toFts(ast, { synonyms }));
    }) === null
  );
}

/** In a store of its own, that has answered one plain search and remembers nothing of any other. */
function timeFirst(q: string): { cpuMilliseconds: number; times: number | null; total: number } {
  const store = openStore(join(folder, `search-${size}.sqlite`));
  const snapshot = createSnapshots(store, codebook)();
  const context: SearchContext = { store, snapshot, synonyms, codes, facetOrder: {} };
  searchCatalog(context, { ...emptyQuery, q: 'disc' }, 'en');
  let total = 0;
  const started = process.cpuUsage();
  const refused = timesOf(() => {
    total = searchCatalog(context, { ...emptyQuery, q }, 'en').total;
  });
  const { user, system } = process.cpuUsage(started);
  store.close();
  return { cpuMilliseconds: (user + system) / 1000, times: refused, total };
}

/** How many times the work that is allowed a search asks for; null where it is answered. */
function timesOf(search: () => void): number | null {
  try {
    search();
    return null;
  } catch (cause) {
    if (!(cause instanceof QueryError) || cause.fault.kind !== 'work') throw cause;
    return cause.fault.times;
  }
}
