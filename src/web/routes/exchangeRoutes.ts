import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { HttpError } from '../httpError.ts';
import { originOf } from '../origin.ts';
import type { PageSender } from '../pageSender.ts';
import { presentApi } from '../presenters/api.ts';
import { presentRun } from '../presenters/run.ts';
import { presentRuns } from '../presenters/runs.ts';
import type { Site } from '../site.ts';

/** Where the records came from and how to take them elsewhere: search runs and the API, in one language. */
export function exchangeRoutes(site: Site, catalog: Catalog, sender: PageSender): Router {
  const router = Router();
  const { messages } = site;

  router.get('/runs', (request, response) => {
    sender.send(request, response, site, {
      page: 'runs',
      view: presentRuns(site, catalog.runs()),
      title: messages.exchange.runsTitle,
      section: 'methods',
      status: catalog.status(),
    });
  });

  router.get('/runs/:id', (request, response) => {
    const { id } = request.params;
    const run = /^\d{1,15}$/.test(id) ? catalog.run(Number(id)) : null;
    if (!run) throw new HttpError(404, (words) => words.exchange.noRun(id));
    const view = presentRun(site, run);
    sender.send(request, response, site, {
      page: 'run',
      view,
      title: view.title,
      section: 'methods',
      status: catalog.status(),
    });
  });

  router.get('/api', (request, response) => {
    sender.send(request, response, site, {
      page: 'api',
      view: presentApi(site, originOf(request)),
      title: messages.exchange.apiTitle,
      section: 'none',
      status: catalog.status(),
    });
  });

  return router;
}
