import { type Request, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { HttpError } from '../httpError.ts';

export interface MetricsAccess {
  /** "local" answers programs on this machine that come without a proxy. */
  openTo: 'everyone' | 'local';
  contentType: string;
  /** The metrics of all workers as text. */
  render: () => Promise<string>;
}

export interface Readiness {
  /** True from the moment the server was told to stop. */
  isStopping: () => boolean;
}

/** Addresses for programs that watch the server: whether to send it readers, and its figures. */
export function operationRoutes(catalog: Catalog, readiness: Readiness, metrics: MetricsAccess | null): Router {
  const router = Router();

  router.get('/ready', (_request, response) => {
    if (readiness.isStopping()) throw new HttpError(503, (messages) => messages.errorStopping);
    catalog.status();
    response.set('Cache-Control', 'no-store').json({ status: 'ready' });
  });

  router.get('/metrics', async (request, response, next) => {
    if (!metrics || (metrics.openTo === 'local' && !isLocal(request))) {
      next();
      return;
    }
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.render());
  });

  return router;
}

/** Asked from this very machine, and not by a proxy on behalf of somebody else. */
function isLocal(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded;
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}
