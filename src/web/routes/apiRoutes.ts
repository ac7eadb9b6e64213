import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { HttpError } from '../httpError.ts';
import { apiRecordsPath } from '../links.ts';
import { negotiateLocale } from '../locale.ts';
import { apiAnswer } from '../presenters/apiRecords.ts';
import { queryParameters } from './queryParameters.ts';

/** The catalog as data: the same query string as the search page, answered in JSON. */
export function apiRoutes(catalog: Catalog): Router {
  const router = Router();
  router.get(apiRecordsPath, (request, response) => {
    const query = parseCatalogQuery(queryParameters(request));
    const page = catalog.search(query, negotiateLocale(request));
    response.vary('Accept-Language').vary('Cookie').set('Cache-Control', 'private, no-cache');
    response.json(apiAnswer(page));
  });
  router.use('/api/{*rest}', (request) => {
    throw new HttpError(404, (messages) => messages.errorLookedFor(request.originalUrl));
  });
  return router;
}
