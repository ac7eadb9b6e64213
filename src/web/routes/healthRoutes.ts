import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';

/** Whether the program can answer: asked of the catalog itself, since a server without its database cannot. */
export function healthRoutes(catalog: Catalog, version: string | null): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    const { records, lastSearchAt } = catalog.status();
    response.set('Cache-Control', 'no-store').json({ status: 'ok', version, records, lastSearchAt });
  });
  return router;
}
