import { loadLibrary } from '../../src/ingest/loadLibrary.ts';
import type { RuleTagger } from '../../src/ingest/ruleTagger.ts';
import { libraryFile, protocolDir } from '../../src/paths.ts';
import { loadProtocol } from '../../src/protocol/loadProtocol.ts';
import { openStore, type Store } from '../../src/store/openStore.ts';
import { silentTagger } from './silentTagger.ts';

export const testInstant = '2026-01-02T03:04:05.000Z';
export const protocol = loadProtocol(protocolDir);

/** The shipped library in a database in memory. */
export function libraryStore(tagger: RuleTagger = silentTagger): Store {
  const store = openStore(':memory:');
  loadLibrary(libraryFile, { store, tagger, protocol, clock: () => testInstant, programVersion: 'test' });
  return store;
}
