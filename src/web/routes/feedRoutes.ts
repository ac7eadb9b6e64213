import { type Request, type Response, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { emptyQuery, parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { type Locale, locales, negotiateLocale } from '../locale.ts';
import { originOf } from '../origin.ts';
import { atomFeed } from '../presenters/feed.ts';
import { openSearchDescription, siteMapIndex, siteMapPart } from '../presenters/siteFiles.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

const entriesInFeed = 50;
/** What a feed without entries says it was last changed. */
const never = '1970-01-01T00:00:00.000Z';

/** What other programs follow the site by: feeds, the site map, and the description of its search. */
export function feedRoutes(catalog: Catalog, sites: Record<Locale, Site>): Router {
  const router = Router();

  const sendFeed = (request: Request, response: Response, site: Site): void => {
    const query = parseCatalogQuery(queryParameters(request));
    const { lastSearchAt, libraryLoadedAt } = catalog.status();
    const feed = atomFeed(site, {
      query,
      arrivals: catalog.arrivals(query, site.locale, entriesInFeed),
      origin: originOf(request),
      updatedAt: lastSearchAt ?? libraryLoadedAt ?? never,
    });
    sendXml(response, 'application/atom+xml; charset=utf-8', feed);
  };

  router.get('/records.atom', (request, response) => {
    response.vary('Accept-Language').vary('Cookie');
    sendFeed(request, response, sites[negotiateLocale(request)]);
  });
  for (const locale of locales) {
    router.get(`/${locale}/records.atom`, (request, response) => sendFeed(request, response, sites[locale]));
    router.get(`/${locale}/opensearch.xml`, (request, response) => {
      const description = openSearchDescription(sites[locale], originOf(request));
      sendXml(response, 'application/opensearchdescription+xml; charset=utf-8', description);
    });
  }

  router.get('/sitemap.xml', (request, response) => {
    const { length } = catalog.exportIds(emptyQuery);
    sendXml(response, 'application/xml; charset=utf-8', siteMapIndex(length, originOf(request)));
  });

  router.get('/sitemap-:part.xml', (request, response, next) => {
    const ids = catalog.exportIds(emptyQuery).sort((a, b) => a - b);
    const part = /^\d{1,6}$/.test(request.params.part) ? Number(request.params.part) : 0;
    const map = siteMapPart(sites.en, ids, part, originOf(request));
    if (map === null) next('route');
    else sendXml(response, 'application/xml; charset=utf-8', map);
  });

  return router;
}

function sendXml(response: Response, type: string, text: string): void {
  response.set('Cache-Control', 'private, no-cache').set('Content-Type', type).send(text);
}
