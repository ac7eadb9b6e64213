import { type Request, type Response, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { type ListFormat, listFormats } from '../api/listFormats.ts';
import { evidenceList, recordList } from '../api/wholeLists.ts';
import { type Locale, negotiateLocale } from '../locale.ts';
import { sendStream } from '../sendStream.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

/** Lists of the API as one file: every record of a search, every evidence item. */
export function apiListRoutes(catalog: Catalog, sites: Record<Locale, Site>): Router {
  const router = Router();
  const siteOf = (request: Request): Site => sites[negotiateLocale(request)];

  for (const format of Object.keys(listFormats) as ListFormat[]) {
    router.get(`${apiPaths.records}.${format}`, async (request, response) => {
      const ids = catalog.exportIds(parseCatalogQuery(queryParameters(request)));
      if (beginFile(request, response, { name: 'records', format, revision: catalog.revision() }))
        await sendStream(response, recordList(siteOf(request), catalog, ids, format));
    });
    router.get(`${apiPaths.evidence}.${format}`, async (request, response) => {
      if (beginFile(request, response, { name: 'evidence', format, revision: catalog.revision() }))
        await sendStream(response, evidenceList(siteOf(request), catalog, format));
    });
  }
  return router;
}

/** Sets the head of the answer; false where the reader has it already and nothing is left to send. */
function beginFile(
  request: Request,
  response: Response,
  { name, format, revision }: { name: string; format: ListFormat; revision: number },
): boolean {
  response.set('ETag', `W/"${name}-${format}-${revision}"`);
  if (request.fresh) {
    response.status(304).end();
    return false;
  }
  response.attachment(`${name}.${format}`).set('Content-Type', listFormats[format]);
  return true;
}
