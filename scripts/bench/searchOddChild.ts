import { join } from 'node:path';
import { emptyQuery, QueryError } from '../../src/catalog/catalogQuery.ts';
import { createSnapshots } from '../../src/catalog/catalogSnapshot.ts';
import type { SearchContext } from '../../src/catalog/findHits.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { searchCatalog } from '../../src/catalog/searchCatalog.ts';
import { libraryFile, protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../../src/protocol/protocol.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createCorpus } from './searchCorpus.ts';
import { oddSearches } from './searchOdd.ts';

/** The whole page of an odd search, the first time it is asked for. */
export interface OddTime {
  name: string;
  cpuMilliseconds: number;
  /** Null where it was refused. */
  total: number | null;
  /** How many times the work that one search may take it asks for, where it was refused. */
  times: number | null;
}

const [folder = '', size = ''] = process.argv.slice(2);
const { codebook, review } = loadProtocol(protocolDir);
const synonyms = loadSynonyms(protocolDir);
const codes = { mechanism: codebook.mechanisms, predictor: codebook.predictors, design: codebook.designs };
const searches = oddSearches(createCorpus(libraryFile, codebook, 79), expandedSearch(review.search.pubmed));
// The first of them once more: the compiler's work is not the search's.
const times = [...searches.slice(0, 1), ...searches].map(([name, q]) => timeFirst(name, q)).slice(1);
process.stdout.write(JSON.stringify(times));

/** In a store of its own, that has answered one plain search and remembers nothing of any other. */
function timeFirst(name: string, q: string): OddTime {
  const store = openStore(join(folder, `search-${size}.sqlite`));
  const snapshot = createSnapshots(store, codebook)();
  const context: SearchContext = { store, snapshot, synonyms, codes, facetOrder: {} };
  searchCatalog(context, { ...emptyQuery, q: 'disc' }, 'en');
  const started = process.cpuUsage();
  const answer = answerOf(context, q);
  const { user, system } = process.cpuUsage(started);
  store.close();
  return { name, cpuMilliseconds: (user + system) / 1000, ...answer };
}

function answerOf(context: SearchContext, q: string): Pick<OddTime, 'total' | 'times'> {
  try {
    return { total: searchCatalog(context, { ...emptyQuery, q }, 'en').total, times: null };
  } catch (cause) {
    if (!(cause instanceof QueryError) || cause.fault.kind !== 'work') throw cause;
    return { total: null, times: cause.fault.times };
  }
}
