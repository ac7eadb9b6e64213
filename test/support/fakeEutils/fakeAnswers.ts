import { type FakeRecord, recordXml } from './fakeCorpus.ts';
import type { FakeHistory } from './fakeHistory.ts';
import { type DateLimits, type QueryOutcome, runQuery } from './fakeQuery.ts';

/** How the fake server departs from good behaviour, beyond single faults. */
export interface FakeHabits {
  /** PMIDs that efetch leaves out without a word. */
  omits?: readonly number[];
  /** PMIDs that efetch leaves out the first time only. */
  omitsOnce?: readonly number[];
  /** efetch answers in another order than asked. */
  reorders?: boolean;
  /** esearch gives at most this many ids, whatever retmax says. */
  clipsTo?: number;
  /** The WebEnv is gone when it is first asked for. */
  expiresOnce?: boolean;
  /** The hits grow by this many records after the first search. */
  growsBy?: readonly FakeRecord[];
}

export interface FakeState {
  corpus: FakeRecord[];
  history: FakeHistory;
  habits: FakeHabits;
  searches: number;
  hasExpired: boolean;
  omitted: Set<number>;
}

export interface FakeAnswer {
  status: number;
  body: string;
  type?: string;
}

const mostHits = 9_999;
const header = '<?xml version="1.0" encoding="UTF-8" ?>\n';

export function esearchAnswer(state: FakeState, parameters: URLSearchParams): FakeAnswer {
  const term = parameters.get('term') ?? '';
  if (term.trim() === '') return errorAnswer('eSearchResult', 'Empty term and query_key - nothing todo');
  if (parameters.get('db') !== 'pubmed')
    return errorAnswer('eSearchResult', `Invalid db name specified: ${parameters.get('db')}`);
  const start = Number(parameters.get('retstart') ?? 0);
  if (start > mostHits - 1) {
    return errorAnswer(
      'eSearchResult',
      "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching the query.",
    );
  }
  if (state.searches++ === 1) state.corpus.push(...(state.habits.growsBy ?? []));
  const outcome = runQuery(state.corpus, term, datesOf(parameters));
  const most = Math.min(Number(parameters.get('retmax') ?? 20), state.habits.clipsTo ?? mostHits, mostHits - start);
  const ids = outcome.hits.slice(start, start + most).map((record) => record.pmid);
  const kept =
    parameters.get('usehistory') === 'y'
      ? state.history.keep(outcome.hits, parameters.get('WebEnv') ?? undefined)
      : null;
  if (parameters.get('retmode') === 'json') return jsonSearch(outcome, ids);
  const history = kept ? `<QueryKey>${kept.queryKey}</QueryKey><WebEnv>${kept.webEnv}</WebEnv>` : '';
  const listed = ids.map((id) => `<Id>${id}</Id>`).join('\n');
  const notFound = outcome.phrasesNotFound.map((phrase) => `<PhraseNotFound>${phrase}</PhraseNotFound>`).join('');
  const lists =
    (notFound ? `<ErrorList>${notFound}</ErrorList>` : '') +
    (outcome.hits.length === 0 ? '<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>' : '');
  return {
    status: 200,
    body: `${header}<eSearchResult><Count>${outcome.hits.length}</Count><RetMax>${ids.length}</RetMax><RetStart>${start}</RetStart>${history}<IdList>${listed}</IdList><TranslationSet/><QueryTranslation>${escapeXml(outcome.translation)}</QueryTranslation>${lists}</eSearchResult>`,
  };
}

export function efetchAnswer(state: FakeState, parameters: URLSearchParams): FakeAnswer {
  const recalled = recall(state, parameters);
  if (typeof recalled === 'string') return errorAnswer('eFetchResult', recalled, 400);
  const start = Number(parameters.get('retstart') ?? 0);
  if (parameters.get('rettype') === 'uilist') {
    const ids = (recalled ?? []).slice(start, Math.min(start + Number(parameters.get('retmax') ?? 20), mostHits));
    return { status: 200, type: 'text/plain', body: `${ids.map((record) => record.pmid).join('\n')}\n` };
  }
  const asked = parameters
    .getAll('id')
    .flatMap((ids) => ids.split(','))
    .map((id) => id.trim());
  if (!recalled && !asked.some((id) => /^-?\d+$/.test(id))) {
    return errorAnswer('eFetchResult', 'ID list is empty! Possibly it has no correct IDs.', 400);
  }
  const records = recalled
    ? recalled.slice(start, start + Number(parameters.get('retmax') ?? 20))
    : recordsOf(state, asked);
  if (state.habits.reorders) records.reverse();
  const body = records.map(recordXml).join('\n');
  return {
    status: 200,
    body: `<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n${body}\n</PubmedArticleSet>`,
  };
}

export function epostAnswer(state: FakeState, parameters: URLSearchParams): FakeAnswer {
  const asked = parameters.getAll('id').flatMap((ids) => ids.split(','));
  const { webEnv, queryKey } = state.history.keep(recordsOf(state, asked), parameters.get('WebEnv') ?? undefined);
  return {
    status: 200,
    body: `${header}<ePostResult><QueryKey>${queryKey}</QueryKey><WebEnv>${webEnv}</WebEnv></ePostResult>`,
  };
}

export function esummaryAnswer(state: FakeState, parameters: URLSearchParams): FakeAnswer {
  const asked = parameters.getAll('id').flatMap((ids) => ids.split(','));
  if (asked.length > 500 && parameters.get('retmode') === 'json')
    return { status: 200, type: 'application/json', body: '{"esummaryresult":["Too many UIDs in request"]}' };
  const documents = recordsOf(state, asked).map((record) => `<DocSum><Id>${record.pmid}</Id></DocSum>`);
  return { status: 200, body: `${header}<eSummaryResult>${documents.join('')}</eSummaryResult>` };
}

function recall(state: FakeState, parameters: URLSearchParams): FakeRecord[] | string | null {
  const webEnv = parameters.get('WebEnv');
  if (webEnv === null) return null;
  if (state.habits.expiresOnce && !state.hasExpired) {
    state.hasExpired = true;
    state.history.expire();
  }
  return state.history.recall(webEnv, parameters.get('query_key') ?? '');
}

/** Unknown ids are left out without a word, and -1 is answered with PMID 1: both as NCBI does. */
function recordsOf(state: FakeState, asked: readonly string[]): FakeRecord[] {
  const byPmid = new Map(state.corpus.map((record) => [record.pmid, record]));
  return asked.flatMap((id) => {
    const pmid = id === '-1' ? 1 : Number(id);
    if (state.habits.omits?.includes(pmid)) return [];
    if (state.habits.omitsOnce?.includes(pmid) && !state.omitted.has(pmid)) {
      state.omitted.add(pmid);
      return [];
    }
    return byPmid.get(pmid) ?? [];
  });
}

function datesOf(parameters: URLSearchParams): DateLimits | null {
  const mindate = parameters.get('mindate');
  const maxdate = parameters.get('maxdate');
  return mindate && maxdate ? { datetype: parameters.get('datetype') ?? 'pdat', mindate, maxdate } : null;
}

function errorAnswer(root: string, message: string, status = 200): FakeAnswer {
  return { status, body: `${header}<${root}>\n\t<ERROR>${message}</ERROR>\n</${root}>` };
}

function jsonSearch(outcome: QueryOutcome, ids: number[]): FakeAnswer {
  const esearchresult = {
    count: String(outcome.hits.length),
    idlist: ids.map(String),
    querytranslation: outcome.translation,
  };
  return {
    status: 200,
    type: 'application/json',
    body: JSON.stringify({ header: { type: 'esearch' }, esearchresult }),
  };
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
