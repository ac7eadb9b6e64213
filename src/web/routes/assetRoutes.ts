import { type Response, Router } from 'express';
import { type AssetFile, type Assets, assetsPath } from '../assets.ts';
import { originOf } from '../origin.ts';

const forever = 'public, max-age=31536000, immutable';

/** The site's own files. A name carries the hash of its content, so what was fetched once stays good. */
export function assetRoutes(assets: Assets): Router {
  const router = Router();
  router.get(`${assetsPath}/:name`, (request, response, next) => {
    const file = assets.files.get(request.params.name);
    if (file) sendFile(response, file, forever);
    else next();
  });
  router.get('/favicon.ico', (_request, response) => {
    response.redirect(302, assets.icon);
  });
  router.get('/robots.txt', (request, response) => {
    const closed = ['/api/', '/*/records?', '/*/records.', '/records.'].map((path) => `Disallow: ${path}`);
    const lines = ['User-agent: *', ...closed, `Sitemap: ${originOf(request)}/sitemap.xml`];
    response.type('text/plain').send(`${lines.join('\n')}\n`);
  });
  return router;
}

function sendFile(response: Response, file: AssetFile, cacheControl: string): void {
  response.set('Cache-Control', cacheControl).set('Content-Type', file.type).send(file.body);
}
