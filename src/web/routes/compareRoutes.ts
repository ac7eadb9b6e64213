import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { citationStyles } from '../../exporting/formatCitation.ts';
import { HttpError } from '../httpError.ts';
import type { PageSender } from '../pageSender.ts';
import { presentCompare } from '../presenters/compare/comparePage.ts';
import { selectedIds } from '../selection.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

/** Citations on one page; a longer list is what the files are for. */
const mostCited = 100;

/** The records a reader has ticked, side by side and as citations, in one language. */
export function compareRoutes(site: Site, catalog: Catalog, sender: PageSender): Router {
  const router = Router();
  router.get('/compare', (request, response) => {
    const parameters = queryParameters(request);
    const ids = [...new Set(selectedIds(parameters) ?? [])];
    const details = ids.slice(0, mostCited).flatMap((id) => catalog.record(String(id), site.locale) ?? []);
    if (details.length === 0) throw new HttpError(400, (messages) => messages.exchange.nothingTicked);
    const style = citationStyles.find((known) => known === parameters.get('style')) ?? citationStyles[0];
    sender.send(request, response, site, {
      page: 'compare',
      view: presentCompare(site, details, ids.length, style),
      title: site.messages.explore.compare.title,
      section: 'search',
      status: catalog.status(),
    });
  });
  return router;
}
