import { Router, urlencoded } from 'express';
import { z } from 'zod';
import { setPreference } from '../cookies.ts';
import { localAddress } from '../identity/localAddress.ts';
import { preferencesPath } from '../links.ts';
import { themeCookie, themes } from '../theme.ts';

const preference = z.object({ theme: z.enum(themes), return: z.unknown().transform(localAddress) });

/** Remembers how a reader wants the pages to look, and goes back to the page the choice was made on. */
export function preferenceRoutes(): Router {
  const router = Router();
  router.post(preferencesPath, urlencoded({ extended: false, limit: '16kb' }), (request, response) => {
    const chosen = preference.safeParse(request.body);
    if (chosen.success) setPreference(response, themeCookie, chosen.data.theme);
    response.redirect(303, chosen.success ? chosen.data.return : '/');
  });
  return router;
}
