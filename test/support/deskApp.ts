import { createCatalog } from '../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../src/catalog/loadSynonyms.ts';
import { protocolDir } from '../../src/paths.ts';
import type { Protocol } from '../../src/protocol/protocol.ts';
import type { SecondFactorRule } from '../../src/review/accounts/secondFactorRule.ts';
import { createDesk, unranked } from '../../src/review/createDesk.ts';
import { type LearnedTags, nothingLearned } from '../../src/review/learnedTags/createLearnedTags.ts';
import { createPrisma } from '../../src/review/prisma/createPrisma.ts';
import type { Ranking } from '../../src/review/queue.ts';
import type { Store } from '../../src/store/openStore.ts';
import { createApp } from '../../src/web/app.ts';
import { createImports } from '../../src/web/desk/uploads/createImports.ts';
import { deskInstant, testAccounts } from './identity.ts';
import { libraryStore, protocol as shippedProtocol } from './libraryStore.ts';
import { recordingLog } from './silentLog.ts';
import { silentTagger } from './silentTagger.ts';

export interface DeskAppOptions {
  store?: Store;
  protocol?: Protocol;
  ranking?: Ranking;
  learnedTags?: LearnedTags;
  clock?: () => string;
  secondFactor?: SecondFactorRule;
}

/** The whole application with its desk over the shipped library, or a store of the test's own. */
export function deskApp({
  store = libraryStore(),
  protocol = shippedProtocol,
  ranking = unranked,
  learnedTags = nothingLearned,
  clock = () => deskInstant,
  secondFactor = 'optional',
}: DeskAppOptions = {}) {
  const log = recordingLog();
  const people = testAccounts(store, clock, { secondFactor });
  const imports = createImports({ store, tagger: silentTagger, clock, programVersion: 'test' });
  const desk = createDesk({ store, protocol, ranking, learnedTags });
  const app = createApp({
    catalog: createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) }),
    protocol,
    accounts: people.accounts,
    prisma: createPrisma(store),
    review: { desk, store, clock, imports },
    log,
    options: { production: true },
  });
  return { app, desk, store, protocol, log, clock, ...people };
}
