import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseMapSettings } from '../../catalog/map/mapSettings.ts';
import { parseMapView } from '../mapViews.ts';
import { originOf } from '../origin.ts';
import type { PageSender } from '../pageSender.ts';
import { mapCsv } from '../presenters/map/mapFiles.ts';
import { presentMap } from '../presenters/map/mapPage.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

/** The evidence map and its figures as a file, in one language. */
export function mapRoutes(site: Site, catalog: Catalog, sender: PageSender): Router {
  const router = Router();

  router.get('/map', (request, response) => {
    const parameters = queryParameters(request);
    sender.send(request, response, site, {
      page: 'map',
      view: presentMap(site, catalog.map(parseMapSettings(parameters)), parseMapView(parameters.get('view'))),
      title: site.messages.explore.map.title,
      section: 'map',
      status: catalog.status(),
    });
  });

  router.get('/map.csv', (request, response) => {
    const csv = mapCsv(site, catalog.map(parseMapSettings(queryParameters(request))), originOf(request));
    response.attachment('evidence-map.csv').type('text/csv; charset=utf-8').set('Cache-Control', 'private, no-cache');
    response.send(csv);
  });

  return router;
}
