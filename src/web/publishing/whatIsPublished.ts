/** Which addresses of the site can stand as files: everything that is not a free search or somebody's own page. */

/** Sections of the site that only the program can answer. */
const privateSections = [
  'account',
  'admin',
  'compare',
  'desk',
  'evidence',
  'invitations',
  'opensearch.xml',
  'review',
  'sign-in',
  'sign-out',
  'users',
];
/** What a list of records may be narrowed by: what the map, the mechanisms and the predictors lead to. */
const listFilters: ReadonlySet<string> = new Set([
  'mechanism',
  'predictor',
  'stance',
  'direction',
  'design',
  'species',
  'language',
  'from',
  'to',
  'page',
]);
const pairSearch = /^(mechanism|predictor):[\w-]+ (mechanism|predictor):[\w-]+$/;
const queries: Record<string, ReadonlySet<string>> = {
  map: new Set(['rows', 'columns', 'size', 'view']),
  'map.csv': new Set(['rows', 'columns', 'size']),
  mechanisms: new Set(['stance']),
  predictors: new Set(['stance']),
  synthesis: new Set(['by', 'checks']),
};

export type PublishedKind = 'page' | 'list' | 'file' | 'api';

/** What an address is to the one who publishes; null where it is left out. The address has no fragment. */
export function publishedKind(address: string): PublishedKind | null {
  const [path = '', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  if (path.startsWith('/assets/') || path.startsWith('/downloads/')) return 'file';
  if (path.startsWith('/api/v1/')) return 'api';
  const localised = /^\/(en|zh)(?:\/(.*))?$/.exec(path);
  if (!localised) return query === '' && /^\/records(\/\d+)?\.[a-z.]+$/.test(path) ? 'file' : null;
  const [section = '', ...rest] = (localised[2] ?? '').split('/');
  if (privateSections.includes(section)) return null;
  if (section === 'records') return rest.length === 0 ? listKind(parameters) : recordKind(rest.join('/'), parameters);
  if (section.startsWith('records.')) return query === '' ? 'file' : null;
  const allowed = queries[section];
  if ([...parameters.keys()].some((name) => !allowed?.has(name))) return null;
  return /\.(csv|R)$/.test(path) ? 'file' : 'page';
}

function listKind(parameters: URLSearchParams): PublishedKind | null {
  const { q, ...others } = Object.fromEntries(parameters);
  const isPair = q === undefined || pairSearch.test(q);
  return isPair && Object.keys(others).every((name) => listFilters.has(name)) ? 'list' : null;
}

function recordKind(id: string, parameters: URLSearchParams): PublishedKind | null {
  const [name] = parameters.keys();
  if (/^\d+$/.test(id)) return name === undefined || name === 'text' ? 'page' : null;
  return name === undefined && /^\d+\.[a-z.]+$/.test(id) ? 'file' : null;
}

/** Files that are the same in every language are published once. */
export function withoutLanguage(address: string): string {
  return address.replace(/^\/(?:en|zh)(\/records(?:\/\d+)?\.(?!atom)[a-z.]+)$/, '$1');
}
