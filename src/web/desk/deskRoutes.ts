import { Router } from 'express';
import { requireRole } from '../identity/requireRole.ts';
import type { DeskParts } from './deskParts.ts';
import { agreementRoutes } from './routes/agreementRoutes.ts';
import { certaintyRoutes } from './routes/certaintyRoutes.ts';
import { conflictRoutes } from './routes/conflictRoutes.ts';
import { deskHomeRoutes } from './routes/deskHomeRoutes.ts';
import { extractionRoutes } from './routes/extractionRoutes.ts';
import { judgementRoutes } from './routes/judgementRoutes.ts';
import { keyRoutes } from './routes/keyRoutes.ts';
import { progressRoutes } from './routes/progressRoutes.ts';
import { stoppingRoutes } from './routes/stoppingRoutes.ts';
import { trailRoutes } from './routes/trailRoutes.ts';

/** Everything below /review in one language. */
export function deskRoutes(parts: DeskParts): Router {
  const router = Router();
  router.use(requireRole('reviewer', 'adjudicator', 'curator', 'administrator'));
  // Addresses with a name of their own come before those with a stage in their place.
  router.use(conflictRoutes(parts));
  router.use(certaintyRoutes(parts));
  router.use(agreementRoutes(parts));
  router.use(trailRoutes(parts));
  router.use(progressRoutes(parts));
  router.use(stoppingRoutes(parts));
  router.use(extractionRoutes(parts));
  router.use(keyRoutes(parts));
  router.use(deskHomeRoutes(parts));
  router.use(judgementRoutes(parts));
  return router;
}
