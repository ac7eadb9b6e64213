import { Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseSynthesisSettings } from '../../catalog/synthesis/synthesisSettings.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { apiSynthesisPath } from '../links.ts';
import { negotiateLocale } from '../locale.ts';
import { apiSynthesis } from '../presenters/synthesis/apiSynthesis.ts';
import { queryParameters } from './queryParameters.ts';

/** The synthesis as data: the same query string as the page, answered in JSON. */
export function synthesisApiRoutes(catalog: Catalog, { synthesis }: Protocol): Router {
  const router = Router();
  router.get(apiSynthesisPath, (request, response) => {
    const settings = parseSynthesisSettings(queryParameters(request), synthesis);
    const answer = catalog.synthesis(settings, negotiateLocale(request));
    response.vary('Accept-Language').vary('Cookie').set('Cache-Control', 'private, no-cache');
    response.json(apiSynthesis(answer, synthesis));
  });
  return router;
}
