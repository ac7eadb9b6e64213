import { z } from 'zod';

/** The facets of the catalog, in the order in which they are shown. Years are a range, not a facet. */
export const facetNames = [
  'mechanism',
  'stance',
  'predictor',
  'direction',
  'design',
  'species',
  'imaging',
  'level',
  'treatment',
  'language',
  'journal',
  'tagState',
  'screening',
  'retracted',
] as const;
export type FacetName = (typeof facetNames)[number];

export const sortOrders = ['relevance', 'newest', 'oldest', 'participants'] as const;
export type SortOrder = (typeof sortOrders)[number];
export const pageSizes = [10, 25, 50, 100] as const;

/** One search of the catalog: the same object behind the page, the API and the exports. */
export interface CatalogQuery {
  q: string;
  /** Within a facet "or", between facets "and". */
  facets: Partial<Record<FacetName, string[]>>;
  yearFrom: number | null;
  yearTo: number | null;
  sort: SortOrder;
  page: number;
  size: number;
  synonyms: boolean;
  /**
   * Records with higher ids than this, by rising id, in place of `sort` and `page`: a list walked so meets every record
   * once, whatever joins the catalog meanwhile. Null for a page.
   */
  after: number | null;
}

export const emptyQuery: CatalogQuery = {
  q: '',
  facets: {},
  yearFrom: null,
  yearTo: null,
  sort: 'relevance',
  page: 1,
  size: 25,
  synonyms: true,
  after: null,
};

/** A search that is not answered: too long, with too many values of a facet, or asking for too much work. */
export class QueryError extends Error {
  override name = 'QueryError';
  /** What a reader is told, in words of the interface. */
  readonly fault: QueryFault;

  constructor(fault: QueryFault) {
    super(messageOf(fault));
    this.fault = fault;
  }
}

export type QueryFault =
  | { kind: 'search'; length: number }
  | { kind: 'facet'; facet: FacetName }
  /** How many times as much work as one search may take. */
  | { kind: 'work'; times: number };

function messageOf(fault: QueryFault): string {
  switch (fault.kind) {
    case 'search':
      return `The search has ${fault.length} characters.`;
    case 'facet':
      return `Too much for "${fault.facet}".`;
    case 'work':
      return `The search asks for ${fault.times.toFixed(1)} times the work that one may take.`;
  }
}

export const queryLimits = { qLength: 8_000, valuesPerFacet: 50, valueLength: 200, page: 100_000 } as const;

const year = z.coerce.number().int().min(1000).max(9999).nullable().catch(null);
const scalars = z.object({
  q: z
    .string()
    .trim()
    .max(queryLimits.qLength, `The search is longer than ${queryLimits.qLength} characters.`)
    .catch(''),
  from: year,
  to: year,
  sort: z.enum(sortOrders).catch('relevance'),
  page: z.coerce.number().int().min(1).max(queryLimits.page).catch(1),
  size: z.coerce
    .number()
    .refine((size) => pageSizes.some((allowed) => allowed === size))
    .catch(25),
  synonyms: z.enum(['on', 'off']).catch('on'),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});

/**
 * Reads a query string. Unknown names are ignored and broken scalars fall back to their default, so that an
 * old or hand-written address still answers.
 *
 * @throws {QueryError} for a search or facet beyond `queryLimits`.
 */
export function parseCatalogQuery(parameters: URLSearchParams): CatalogQuery {
  const text = parameters.get('q') ?? '';
  if (text.length > queryLimits.qLength) {
    throw new QueryError({ kind: 'search', length: text.length });
  }
  const read = scalars.parse(Object.fromEntries(parameters));
  const facets: CatalogQuery['facets'] = {};
  for (const name of facetNames) {
    const values = [...new Set(parameters.getAll(name).filter((value) => value !== ''))];
    if (values.length > queryLimits.valuesPerFacet || values.some((value) => value.length > queryLimits.valueLength)) {
      throw new QueryError({ kind: 'facet', facet: name });
    }
    if (values.length > 0) facets[name] = values;
  }
  return {
    q: read.q,
    facets,
    yearFrom: parameters.get('from') ? read.from : null,
    yearTo: parameters.get('to') ? read.to : null,
    sort: read.sort,
    page: read.page,
    size: read.size,
    synonyms: read.synonyms === 'on',
    after: parameters.has('cursor') ? read.cursor : null,
  };
}

/** The shortest query string that reads back as this query: defaults are left out, order is fixed. */
export function catalogQueryString(query: CatalogQuery): string {
  const parameters = new URLSearchParams();
  if (query.q) parameters.set('q', query.q);
  for (const name of facetNames) for (const value of query.facets[name] ?? []) parameters.append(name, value);
  if (query.yearFrom !== null) parameters.set('from', String(query.yearFrom));
  if (query.yearTo !== null) parameters.set('to', String(query.yearTo));
  if (query.sort !== emptyQuery.sort) parameters.set('sort', query.sort);
  if (query.size !== emptyQuery.size) parameters.set('size', String(query.size));
  if (!query.synonyms) parameters.set('synonyms', 'off');
  if (query.page !== 1) parameters.set('page', String(query.page));
  if (query.after !== null) parameters.set('cursor', String(query.after));
  return parameters.toString();
}

/** The query with one facet value added or, if it was chosen, taken away; back on its first page. */
export function toggleFacet(query: CatalogQuery, facet: FacetName, value: string): CatalogQuery {
  const chosen = query.facets[facet] ?? [];
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const facets = { ...query.facets };
  if (values.length > 0) facets[facet] = values;
  else delete facets[facet];
  return { ...query, facets, page: 1, after: null };
}
