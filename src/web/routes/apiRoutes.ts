import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { emptyQuery, parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { parseMapSettings } from '../../catalog/map/mapSettings.ts';
import {
  apiFacets,
  apiMechanisms,
  apiPredictors,
  apiRecordDetail,
  apiRun,
  apiRunSummary,
  apiStatement,
} from '../api/answers.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { openApiDocument } from '../api/openApi.ts';
import type { ApiAnswer, ApiSchemas } from '../api/schemas.ts';
import { HttpError } from '../httpError.ts';
import { type Locale, negotiateLocale } from '../locale.ts';
import { apiAnswer } from '../presenters/apiRecords.ts';
import { apiMap } from '../presenters/map/mapFiles.ts';
import type { Site } from '../site.ts';
import { parseEvidenceQuery } from './evidenceQuery.ts';
import { queryParameters } from './queryParameters.ts';

/** Any page of any site may read the API; nobody can write through it. */
export const readOnlyForAll: RequestHandler = (request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin');
  if (request.method === 'OPTIONS') {
    response.set('Access-Control-Allow-Methods', 'GET, HEAD').set('Access-Control-Allow-Headers', '*');
    response.set('Access-Control-Max-Age', '86400').status(204).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.set('Allow', 'GET, HEAD, OPTIONS');
    throw new HttpError(405, (messages) => messages.exchange.onlyReading);
  }
  response.set('Access-Control-Expose-Headers', 'ETag').set('Cache-Control', 'private, no-cache');
  response.vary('Accept-Language').vary('Cookie');
  next();
};

/** The catalog as data. */
export function apiRoutes(catalog: Catalog, sites: Record<Locale, Site>, version: string | null): Router {
  const router = Router();
  const siteOf = (request: Request): Site => sites[negotiateLocale(request)];

  router.get(apiPaths.records, (request, response) => {
    const parameters = queryParameters(request);
    const query = parseCatalogQuery(parameters);
    const cursor = parameters.get('cursor');
    if (cursor !== null && query.after === null) throw new HttpError(400, (words) => words.exchange.badCursor(cursor));
    send(response, 'Records', apiAnswer(catalog.search(query, negotiateLocale(request))));
  });

  router.get(`${apiPaths.records}/*key`, (request, response) => {
    const id = request.params.key.join('/');
    const detail = catalog.record(id, negotiateLocale(request));
    if (!detail) throw new HttpError(404, (messages) => messages.errorNoRecord(id));
    send(response, 'Record', apiRecordDetail(siteOf(request), detail));
  });

  router.get(apiPaths.facets, (request, response) => {
    const query = { ...parseCatalogQuery(queryParameters(request)), page: emptyQuery.page };
    send(response, 'Facets', apiFacets(catalog.search(query, negotiateLocale(request))));
  });

  router.get(apiPaths.mechanisms, (request, response) => {
    send(response, 'Mechanisms', apiMechanisms(siteOf(request), catalog.overview(negotiateLocale(request))));
  });

  router.get(apiPaths.predictors, (request, response) => {
    send(response, 'Predictors', apiPredictors(siteOf(request), catalog.overview(negotiateLocale(request))));
  });

  router.get(apiPaths.evidence, (request, response) => {
    const { query, parameters } = parseEvidenceQuery(queryParameters(request), catalog);
    const { statements, next } = catalog.evidence(query);
    const site = siteOf(request);
    send(response, 'Evidence', {
      evidence: statements.map((statement) => apiStatement(site, statement)),
      links: {
        self: request.originalUrl,
        next: next === null ? null : withCursor(parameters, next),
      },
    });
  });

  router.get(`${apiPaths.evidence}/:id`, (request, response) => {
    const { id } = request.params;
    const statement = catalog.statement(id.slice(id.lastIndexOf(':') + 1));
    if (!statement) throw new HttpError(404, (messages) => messages.explore.evidence.none(id));
    send(response, 'EvidenceItem', apiStatement(siteOf(request), statement));
  });

  router.get(apiPaths.map, (request, response) => {
    send(response, 'Map', apiMap(catalog.map(parseMapSettings(queryParameters(request)))));
  });

  router.get(apiPaths.runs, (_request, response) => {
    send(response, 'Runs', { runs: catalog.runs().map(apiRunSummary) });
  });

  router.get(`${apiPaths.runs}/:id`, (request, response) => {
    const { id } = request.params;
    const run = /^\d{1,15}$/.test(id) ? catalog.run(Number(id)) : null;
    if (!run) throw new HttpError(404, (messages) => messages.exchange.noRun(id));
    send(response, 'Run', apiRun(run));
  });

  const description = openApiDocument(sites.en.protocol, version);
  router.get(apiPaths.openApi, (_request, response) => {
    response.json(description);
  });

  router.use('/api/{*rest}', (request) => {
    throw new HttpError(404, (messages) => messages.errorLookedFor(request.originalUrl));
  });
  return router;
}

/** Sends an answer that is of the documented shape: another one does not compile. */
function send<Name extends keyof ApiSchemas>(response: Response, _name: Name, answer: ApiAnswer<Name>): void {
  response.json(answer);
}

function withCursor(parameters: URLSearchParams, next: number): string {
  const others = new URLSearchParams(parameters);
  others.set('cursor', String(next));
  return `${apiPaths.evidence}?${others}`;
}
