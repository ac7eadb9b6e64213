import type { Express } from 'express';
import type { Catalog } from '../../src/catalog/answers.ts';
import { protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import { type AppOptions, createApp } from '../../src/web/app.ts';
import type { Locale } from '../../src/web/locale.ts';
import { createSite, type Site } from '../../src/web/site.ts';
import { fakeCatalog } from './factories/fakeCatalog.ts';
import { recordingLog } from './silentLog.ts';

export const testProtocol = loadProtocol(protocolDir);

const sites = { en: createSite('en', testProtocol), zh: createSite('zh', testProtocol) };

export function testSite(locale: Locale = 'en'): Site {
  return sites[locale];
}

/** The whole application over a catalog of samples. */
export function testApp(overrides: Partial<Catalog> = {}, options: Partial<AppOptions> = {}) {
  const log = recordingLog();
  const catalog = fakeCatalog(testProtocol, overrides);
  const app: Express = createApp({ catalog, protocol: testProtocol, log, options: { production: true, ...options } });
  return { app, log };
}
