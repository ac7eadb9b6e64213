import { Router } from 'express';
import type { DeskParts } from './deskParts.ts';
import { duplicateRoutes } from './routes/duplicateRoutes.ts';
import { importRoutes } from './routes/importRoutes.ts';

/** What curators look after, below /admin in one language. */
export function curatorRoutes(parts: DeskParts): Router {
  const router = Router();
  router.use(importRoutes(parts));
  router.use(duplicateRoutes(parts));
  return router;
}
