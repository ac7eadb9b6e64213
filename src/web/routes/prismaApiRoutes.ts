import { Router } from 'express';
import type { Prisma } from '../../review/prisma/createPrisma.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { HttpError } from '../httpError.ts';
import { type Locale, negotiateLocale } from '../locale.ts';
import { apiPrisma } from '../presenters/prisma/apiPrisma.ts';
import type { Site } from '../site.ts';
import { readDay } from './day.ts';
import { queryParameters } from './queryParameters.ts';

/** The PRISMA flow as data: the same query string as the page. */
export function prismaApiRoutes(prisma: Prisma, sites: Record<Locale, Site>): Router {
  const router = Router();
  router.get(apiPaths.prisma, (request, response) => {
    const { day, unread } = readDay(queryParameters(request).get('asof'));
    if (unread !== null) throw new HttpError(400, (words) => words.prisma.badDate(unread));
    response.json(apiPrisma(sites[negotiateLocale(request)], prisma.flow(day), day));
  });
  return router;
}
