import { createCatalog } from '../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { protocolDir } from '../../src/paths.ts';
import { createPrisma } from '../../src/review/prisma/createPrisma.ts';
import { createApp } from '../../src/web/app.ts';
import { startServer } from '../../src/web/server.ts';
import { testAccounts } from './identity.ts';
import { libraryStore, protocol } from './libraryStore.ts';
import { recordingLog } from './silentLog.ts';

/** The whole site over the shipped library, with nothing faked but the work of hashing passwords. */
export function libraryApp(clock?: () => string) {
  const store = libraryStore();
  const log = recordingLog();
  const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
  const desk = testAccounts(store, clock);
  const { accounts } = desk;
  const app = createApp({
    catalog,
    protocol,
    accounts,
    prisma: createPrisma(store),
    log,
    options: { production: true },
  });
  return { app, catalog, log, store, ...desk };
}

/** The same, answering on a free port of this machine. */
export async function startLibrarySite(clock?: () => string) {
  const { app, catalog, log, store, accounts } = libraryApp(clock);
  const server = await startServer({ app, port: 0, host: '127.0.0.1', log });
  return {
    url: server.url,
    catalog,
    log,
    store,
    accounts,
    async close(): Promise<void> {
      await server.close();
      store.close();
    },
  };
}
