import type { Express } from 'express';
import type { Catalog } from '../../src/catalog/answers.ts';
import { protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import type { Accounts } from '../../src/review/accounts/createAccounts.ts';
import { createPrisma } from '../../src/review/prisma/createPrisma.ts';
import { openStore, type Store } from '../../src/store/openStore.ts';
import { type AppOptions, createApp } from '../../src/web/app.ts';
import type { Locale } from '../../src/web/locale.ts';
import { createSite, type Site } from '../../src/web/site.ts';
import { fakeCatalog } from './factories/fakeCatalog.ts';
import { testAccounts } from './identity.ts';
import { recordingLog } from './silentLog.ts';

export const testProtocol = loadProtocol(protocolDir);

const sites = { en: createSite('en', testProtocol), zh: createSite('zh', testProtocol) };

export function testSite(locale: Locale = 'en'): Site {
  return sites[locale];
}

/**
 * The whole application over a catalog of samples, with the people of a store of its own.
 *
 * @param people a store, a clock or accounts of the test's, where it looks at them or moves them on.
 */
export function testApp(
  overrides: Partial<Catalog> = {},
  options: Partial<AppOptions> = {},
  people: { store?: Store; clock?: () => string; accounts?: Accounts } = {},
) {
  const log = recordingLog();
  const store = people.store ?? openStore(':memory:');
  const desk = { ...testAccounts(store, people.clock), ...(people.accounts ? { accounts: people.accounts } : {}) };
  const catalog = fakeCatalog(testProtocol, overrides);
  const app: Express = createApp({
    catalog,
    protocol: testProtocol,
    accounts: desk.accounts,
    prisma: createPrisma(store),
    log,
    options: { production: true, ...options },
  });
  return { app, log, store, ...desk };
}
