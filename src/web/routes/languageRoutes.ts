import { Router } from 'express';
import { negotiateLocale } from '../locale.ts';

/** Addresses that name no language lead to the reader's own, path and query kept. */
export function languageRoutes(): Router {
  const router = Router();
  const pages = [
    '/',
    '/records{/*key}',
    '/mechanisms{/:id}',
    '/predictors{/:id}',
    '/map',
    '/evidence/:key',
    '/compare',
    '/downloads',
    '/synthesis{/*rest}',
    '/methods',
    '/runs{/:id}',
    '/api',
    '/sign-in',
    '/invitations/:token',
    '/account',
    '/admin/users',
  ];
  router.get(pages, (request, response) => {
    response.vary('Accept-Language').vary('Cookie').set('Cache-Control', 'private, no-cache');
    response.redirect(302, `/${negotiateLocale(request)}${request.originalUrl}`);
  });
  return router;
}
