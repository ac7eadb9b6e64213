import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Catalog } from '../catalog/answers.ts';
import { clientDir, viewsDir } from '../paths.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Accounts } from '../review/accounts/createAccounts.ts';
import type { Prisma } from '../review/prisma/createPrisma.ts';
import { buildAssets } from './assets.ts';
import { curatorRoutes } from './desk/curatorRoutes.ts';
import { createDeskLinks } from './desk/deskLinks.ts';
import type { DeskParts } from './desk/deskParts.ts';
import { deskRoutes } from './desk/deskRoutes.ts';
import { createDownloads } from './downloads/createDownloads.ts';
import { errorHandler, notFound } from './errorHandler.ts';
import { identify } from './identity/identify.ts';
import { identityRoutes } from './identity/identityRoutes.ts';
import { sameOriginOnly } from './identity/sameOriginOnly.ts';
import { type Locale, locales } from './locale.ts';
import type { WebLog } from './log.ts';
import { accessLog } from './operations/accessLog.ts';
import { admission } from './operations/admission.ts';
import { exportGate } from './operations/exportGate.ts';
import { type MetricsAccess, operationRoutes, type Readiness } from './operations/operationRoutes.ts';
import { numberRequests } from './operations/requestId.ts';
import { createPageSender } from './pageSender.ts';
import { createRenderer } from './renderer.ts';
import { apiListRoutes } from './routes/apiListRoutes.ts';
import { apiRoutes, readOnlyForAll } from './routes/apiRoutes.ts';
import { assetRoutes } from './routes/assetRoutes.ts';
import { compareRoutes } from './routes/compareRoutes.ts';
import { downloadFileRoutes, downloadRoutes } from './routes/downloadRoutes.ts';
import { exchangeRoutes } from './routes/exchangeRoutes.ts';
import { exportRoutes } from './routes/exportRoutes.ts';
import { feedRoutes } from './routes/feedRoutes.ts';
import { healthRoutes } from './routes/healthRoutes.ts';
import { languageRoutes } from './routes/languageRoutes.ts';
import { mapRoutes } from './routes/mapRoutes.ts';
import { pageRoutes } from './routes/pageRoutes.ts';
import { preferenceRoutes } from './routes/preferenceRoutes.ts';
import { prismaApiRoutes } from './routes/prismaApiRoutes.ts';
import { prismaRoutes } from './routes/prismaRoutes.ts';
import { synthesisApiRoutes } from './routes/synthesisApiRoutes.ts';
import { synthesisRoutes } from './routes/synthesisRoutes.ts';
import { securityHeaders } from './security.ts';
import { createSite, type Site } from './site.ts';

export interface AppParts {
  catalog: Catalog;
  protocol: Protocol;
  accounts: Accounts;
  prisma: Prisma;
  /** The reviewers' desk; without it the catalog is only read. */
  review?: Pick<DeskParts, 'desk' | 'store' | 'clock' | 'imports'>;
  log: WebLog;
  options: AppOptions;
}

export interface AppOptions {
  /** In production the page of a fault shows a number to quote and nothing else. */
  production: boolean;
  /** The program's version, as `/health` reports it. */
  version?: string;
  /** Whose word on a reader's address and scheme is taken: as express understands "trust proxy". */
  trustProxy?: string[] | number | false;
  metrics?: { count: RequestHandler; access: MetricsAccess };
  readiness?: Readiness;
}

/**
 * The web application: it listens to nothing by itself.
 *
 * @throws {Error} where a template cannot be compiled or a static file is missing.
 */
export function createApp({ catalog, protocol, accounts, prisma, review, log, options }: AppParts): Express {
  const assets = buildAssets(viewsDir, clientDir, protocol);
  const sender = createPageSender(
    createRenderer(viewsDir),
    assets,
    () => Boolean(review?.store.settings.get('made_up')),
    () => catalog.revision(),
  );
  const sites: Record<Locale, Site> = { en: createSite('en', protocol), zh: createSite('zh', protocol) };

  const downloads = createDownloads(sites.en, catalog, log);

  const app = express();
  app.set('query parser', false);
  app.set('trust proxy', options.trustProxy ?? false);
  app.use(numberRequests(), accessLog(log));
  if (options.metrics) app.use(options.metrics.count);
  app.use(securityHeaders(), admission());
  app.use(compression());
  app.use(assetRoutes(assets));
  app.use(healthRoutes(catalog, options.version ?? null));
  app.use(operationRoutes(catalog, options.readiness ?? { isStopping: () => false }, options.metrics?.access ?? null));
  app.use('/api/', readOnlyForAll);
  app.use(exportGate(sites), sameOriginOnly, identify(accounts));
  const deskParts = (locale: Locale) =>
    review && { ...review, site: sites[locale], links: createDeskLinks(locale), catalog, sender };
  for (const locale of locales) {
    const parts = deskParts(locale);
    // Before all others: people who vote wait for every route that is asked in vain.
    if (parts) app.use(`/${locale}/review`, deskRoutes(parts));
  }
  app.use(synthesisApiRoutes(catalog, protocol));
  app.use(prismaApiRoutes(prisma, sites));
  app.use(apiListRoutes(catalog, sites));
  app.use(apiRoutes(catalog, sites, options.version ?? null));
  app.use(downloadFileRoutes(downloads));
  app.use(preferenceRoutes());
  app.use(exportRoutes(catalog));
  app.use(feedRoutes(catalog, sites));
  for (const locale of locales)
    app.use(
      `/${locale}`,
      exportRoutes(catalog),
      pageRoutes(sites[locale], catalog, sender),
      mapRoutes(sites[locale], catalog, sender),
      compareRoutes(sites[locale], catalog, sender),
      downloadRoutes(sites[locale], catalog, sender, downloads),
      synthesisRoutes(sites[locale], catalog, sender),
      exchangeRoutes(sites[locale], catalog, sender),
      prismaRoutes({ site: sites[locale], catalog, prisma, sender, log }),
      identityRoutes(sites[locale], accounts, sender),
    );
  for (const locale of locales) {
    const parts = deskParts(locale);
    if (parts) app.use(`/${locale}/admin`, curatorRoutes(parts));
  }
  app.use(languageRoutes());
  app.use(notFound);
  app.use(errorHandler({ sites, sender, log, production: options.production }));
  return app;
}
