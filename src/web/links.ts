import { type CatalogQuery, catalogQueryString, emptyQuery, type FacetName } from '../catalog/catalogQuery.ts';
import { type MapSettings, mapQueryString } from '../catalog/map/mapSettings.ts';
import type { ExportFormat } from '../exporting/exportCitations.ts';
import { apiPaths } from './api/apiPaths.ts';
import { exportEndings } from './exports.ts';
import { type AccountLinks, accountLinks } from './identity/accountLinks.ts';
import type { Locale } from './locale.ts';
import type { MapViewKind } from './mapViews.ts';
import { type PrismaLinks, prismaLinks } from './presenters/prisma/prismaLinks.ts';

/** Every address of the site in one language. Pages take their links from here and nowhere else. */
export interface Links {
  home: string;
  recordsPath: string;
  records(query: CatalogQuery): string;
  /** The catalog with one facet value chosen and nothing else. */
  withFacet(facet: FacetName, value: string): string;
  withFacets(facets: CatalogQuery['facets']): string;
  search(words: string): string;
  record(recordId: number): string;
  /** A record's evidence item, in a text of the given language. */
  evidence(recordId: number, evidenceId: number, language: string): string;
  /** Leads to an evidence item's place in its record, for as long as anybody says so. */
  evidenceItem(key: string): string;
  mechanisms: string;
  /** With only the sentences of a stance, where one is named. */
  mechanism(id: string, stance?: string | null): string;
  predictors: string;
  predictor(id: string, direction?: string | null): string;
  map(settings: MapSettings, view?: MapViewKind): string;
  mapCsv(settings: MapSettings): string;
  apiMap(settings: MapSettings): string;
  synthesisPath: string;
  /** By query string, as `synthesisQueryString` writes it. */
  synthesis(query: string): string;
  /** The same as a file: the studies as CSV, or a script for R. */
  synthesisFile(kind: 'csv' | 'R', query: string): string;
  apiSynthesis(query: string): string;
  /** The summary of findings. */
  findings: string;
  findingsCsv: string;
  calculatorPath: string;
  methods: string;
  /** All records of a search as a file. */
  exportSearch(format: ExportFormat, query: CatalogQuery): string;
  /** Where a form sends the records it has ticked. */
  exportSelection(format: ExportFormat): string;
  /** Records beside each other; without any, where a form sends those it has ticked. */
  compare(ids: readonly number[], style?: string): string;
  exportRecord(format: ExportFormat, recordId: number): string;
  /** A search as an Atom feed. */
  feed(query: CatalogQuery): string;
  runs: string;
  run(runId: number): string;
  api: string;
  downloads: string;
  download(name: string): string;
  openSearch: string;
  /** The reviewers' desk. */
  review: string;
  account: AccountLinks;
  prisma: PrismaLinks;
  apiRecords(query: CatalogQuery): string;
}

export const apiRecordsPath = apiPaths.records;
export const apiSynthesisPath = apiPaths.synthesis;
export const preferencesPath = '/preferences';

/** A search as the API answers it. */
export function apiRecordsAddress(query: CatalogQuery): string {
  return withQuery(apiRecordsPath, catalogQueryString(query));
}

export function createLinks(locale: Locale): Links {
  const base = `/${locale}`;
  const recordsPath = `${base}/records`;
  const mapPath = `${base}/map`;
  const synthesisPath = `${base}/synthesis/resorption`;
  const records = (query: CatalogQuery): string => withQuery(recordsPath, catalogQueryString(query));
  return {
    home: `${base}/`,
    recordsPath,
    records,
    withFacet: (facet, value) => records({ ...emptyQuery, facets: { [facet]: [value] } }),
    withFacets: (facets) => records({ ...emptyQuery, facets }),
    search: (words) => records({ ...emptyQuery, q: words }),
    record: (recordId) => `${recordsPath}/${recordId}`,
    evidence: (recordId, evidenceId, language) =>
      `${recordsPath}/${recordId}?text=${encodeURIComponent(language)}#e${evidenceId}`,
    evidenceItem: (key) => `${base}/evidence/${key}`,
    mechanisms: `${base}/mechanisms`,
    mechanism: (id, stance) => withQuery(`${base}/mechanisms/${encodeURIComponent(id)}`, stanceQuery(stance)),
    predictors: `${base}/predictors`,
    predictor: (id, stance) => withQuery(`${base}/predictors/${encodeURIComponent(id)}`, stanceQuery(stance)),
    map: (settings, view = 'map') => {
      const query = mapQueryString(settings);
      return withQuery(mapPath, view === 'map' ? query : [query, `view=${view}`].filter(Boolean).join('&'));
    },
    mapCsv: (settings) => withQuery(`${mapPath}.csv`, mapQueryString(settings)),
    apiMap: (settings) => withQuery(apiPaths.map, mapQueryString(settings)),
    synthesisPath,
    synthesis: (query) => withQuery(synthesisPath, query),
    synthesisFile: (kind, query) => withQuery(`${synthesisPath}.${kind}`, query),
    apiSynthesis: (query) => withQuery(apiSynthesisPath, query),
    findings: `${base}/synthesis/findings`,
    findingsCsv: `${base}/synthesis/findings.csv`,
    calculatorPath: `${base}/synthesis/calculator`,
    methods: `${base}/methods`,
    exportSearch: (format, query) =>
      withQuery(`${recordsPath}.${exportEndings[format]}`, catalogQueryString(wholeSearch(query))),
    exportSelection: (format) => `${recordsPath}.${exportEndings[format]}`,
    compare: (ids, style) =>
      withQuery(
        `${base}/compare`,
        [ids.length > 0 ? `ids=${ids.join(',')}` : '', style ? `style=${style}` : ''].filter(Boolean).join('&'),
      ),
    exportRecord: (format, recordId) => `${recordsPath}/${recordId}.${exportEndings[format]}`,
    feed: (query) =>
      withQuery(`${recordsPath}.atom`, catalogQueryString({ ...wholeSearch(query), sort: emptyQuery.sort })),
    runs: `${base}/runs`,
    run: (runId) => `${base}/runs/${runId}`,
    api: `${base}/api`,
    downloads: `${base}/downloads`,
    download: (name) => `/downloads/${encodeURIComponent(name)}`,
    openSearch: `${base}/opensearch.xml`,
    review: `${base}/review`,
    account: accountLinks(base),
    prisma: prismaLinks(base),
    apiRecords: apiRecordsAddress,
  };
}

/** Addresses outside the site, for identifiers that have a public home. */
export const outside = {
  pubmed: (pmid: string): string => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`,
  pmc: (pmc: string): string => `https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(pmc)}/`,
  doi: (doi: string): string => `https://doi.org/${doi.split('/').map(encodeURIComponent).join('/')}`,
};

/** The search without its place among the pages. */
function wholeSearch(query: CatalogQuery): CatalogQuery {
  return { ...query, page: emptyQuery.page, size: emptyQuery.size };
}

function stanceQuery(stance: string | null | undefined): string {
  return stance ? new URLSearchParams({ stance }).toString() : '';
}

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}
