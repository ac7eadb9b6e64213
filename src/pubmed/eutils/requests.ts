/** One call: the utility and its parameters, without who is calling. */
export interface EutilsRequest {
  utility: 'esearch' | 'efetch';
  parameters: Readonly<Partial<Record<string, string>>>;
}

/** Who is calling, as NCBI asks of every call. */
export interface Caller {
  /** The program's name, without blanks. */
  tool: string;
  email: string;
  apiKey?: string;
}

/** A span of days for a search. Days as YYYY/MM/DD (YYYY and YYYY/MM are allowed). */
export interface DateSpan {
  /** edat: entered PubMed; mdat: last changed; pdat: published. */
  type: 'edat' | 'mdat' | 'pdat';
  from: string;
  to: string;
}

/** The first 9,999 hits are all that PubMed ever gives for one search. */
export const mostIds = 9_999;

/** Searches, keeps the result on the history server and asks for as many ids as one search may give. */
export function searchRequest(term: string, dates?: DateSpan, retmax = mostIds): EutilsRequest {
  return {
    utility: 'esearch',
    parameters: {
      db: 'pubmed',
      retmode: 'xml',
      usehistory: 'y',
      retstart: '0',
      retmax: String(retmax),
      term,
      ...(dates ? { datetype: dates.type, mindate: dates.from, maxdate: dates.to } : {}),
    },
  };
}

/** A page of the ids of a search that the history server keeps. */
export function historyIdsRequest(webEnv: string, queryKey: string, retstart: number, retmax: number): EutilsRequest {
  return {
    utility: 'efetch',
    parameters: {
      db: 'pubmed',
      rettype: 'uilist',
      retmode: 'text',
      WebEnv: webEnv,
      query_key: queryKey,
      retstart: String(retstart),
      retmax: String(retmax),
    },
  };
}

/** The records of these PMIDs as XML. (`rettype` is left out: with it NCBI has stopped giving XML before.) */
export function fetchRequest(pmids: readonly string[]): EutilsRequest {
  return { utility: 'efetch', parameters: { db: 'pubmed', retmode: 'xml', id: pmids.join(',') } };
}

/** The query narrowed to a range of PMIDs, both ends included. */
export function withinPmids(query: string, low: number, high: number): string {
  return `(${query}) AND ${low}:${high}[UID]`;
}

export interface HttpCall {
  url: string;
  method: 'GET' | 'POST';
  body: string | null;
  /** The address for messages: no parameters that say who calls. */
  shownUrl: string;
}

/** Longer addresses are refused with HTTP 414 somewhere between 2,000 and 8,000 characters. */
const longestUrl = 1_900;
const mostIdsInUrl = 199;

/** The HTTP call for a request: GET while it is short, POST for long queries and for 200 ids and more. */
export function httpCall(baseUrl: string, caller: Caller, request: EutilsRequest): HttpCall {
  const address = `${baseUrl}${request.utility}.fcgi`;
  const parameters = new URLSearchParams({
    ...(request.parameters as Record<string, string>),
    tool: caller.tool,
    email: caller.email,
    ...(caller.apiKey ? { api_key: caller.apiKey } : {}),
  });
  const text = parameters.toString();
  const shownUrl = withoutLogin(address);
  const ids = request.parameters.id?.split(',').length ?? 0;
  if (address.length + 1 + text.length <= longestUrl && ids <= mostIdsInUrl) {
    return { url: `${address}?${text}`, method: 'GET', body: null, shownUrl };
  }
  return { url: address, method: 'POST', body: text, shownUrl };
}

function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
