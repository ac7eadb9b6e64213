import { createCatalog } from '../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { protocolDir } from '../../src/paths.ts';
import { createApp } from '../../src/web/app.ts';
import { startServer } from '../../src/web/server.ts';
import { libraryStore, protocol } from './libraryStore.ts';
import { recordingLog } from './silentLog.ts';

/** The whole site over the shipped library, with nothing faked. */
export function libraryApp() {
  const store = libraryStore();
  const log = recordingLog();
  const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
  const app = createApp({ catalog, protocol, log, options: { production: true } });
  return { app, catalog, log, store };
}

/** The same, answering on a free port of this machine. */
export async function startLibrarySite() {
  const { app, catalog, log, store } = libraryApp();
  const server = await startServer({ app, port: 0, host: '127.0.0.1', log });
  return {
    url: server.url,
    catalog,
    log,
    async close(): Promise<void> {
      await server.close();
      store.close();
    },
  };
}
