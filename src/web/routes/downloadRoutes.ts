import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import type { Downloads } from '../downloads/createDownloads.ts';
import { HttpError } from '../httpError.ts';
import type { PageSender } from '../pageSender.ts';
import { presentDownloads } from '../presenters/downloads.ts';
import type { Site } from '../site.ts';

/** The page of the whole catalog's files, in one language. It reloads itself while they are being made. */
export function downloadRoutes(site: Site, catalog: Catalog, sender: PageSender, downloads: Downloads): Router {
  const router = Router();
  router.get('/downloads', (request, response) => {
    const set = downloads.current();
    if (set === null) response.set('Refresh', '3');
    sender.send(request, response, site, {
      page: 'downloads',
      view: presentDownloads(site, set),
      title: site.messages.explore.downloads.title,
      section: 'none',
      status: catalog.status(),
    });
  });
  return router;
}

/** The files themselves, which have no language. */
export function downloadFileRoutes(downloads: Downloads): Router {
  const router = Router();
  router.get('/downloads/:name', (request, response, next) => {
    const file = downloads.file(request.params.name);
    if (file === null) throw new HttpError(404, (messages) => messages.errorLookedFor(request.originalUrl));
    response.set('Cache-Control', 'private, no-cache');
    response.download(file, (error) => {
      if (error && !response.headersSent) next(error);
    });
  });
  return router;
}
