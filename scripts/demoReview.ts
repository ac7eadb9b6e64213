import { createCommand, runCommand } from '../src/cli/command.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { loadLibraryIfEmpty } from '../src/ingest/loadLibrary.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { libraryFile, protocolDir, rulesDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { commandLine, trailSink } from '../src/review/accounts/audit.ts';
import { createAccounts } from '../src/review/accounts/createAccounts.ts';
import { createPasswordHasher } from '../src/review/accounts/passwordHasher.ts';
import { demoDates } from '../src/review/demo/demoDates.ts';
import { demoAdjudicator, demoReviewers, fillDemoReview } from '../src/review/demo/demoReview.ts';
import { openStore, type Store } from '../src/store/openStore.ts';
import { programVersion } from '../src/version.ts';

const command = createCommand(
  'demo:review',
  'Fills an empty review with made-up votes of three reviewers on the shipped library, to see conflicts, agreement and the PRISMA flow.',
  { database: true },
);
command.option('--json', 'print data instead of text');

await runCommand(command, async (config) => {
  const { db, json } = command.opts<{ db?: string; json?: boolean }>();
  const store = openStore(db ?? config.RESORB_DB);
  try {
    requireFresh(store);
    const protocol = loadProtocol(protocolDir);
    const tagger = createRuleTagger(rulesDir);
    const [newest] = store.runs.list();
    const { loadedAt, from, until } = demoDates(systemClock(), newest?.startedAt ?? null);
    loadLibraryIfEmpty(libraryFile, { store, tagger, protocol, clock: () => loadedAt, programVersion });
    store.settings.set('made_up', until);
    const people = enrol(store, loadedAt);
    const counts = await fillDemoReview({ store, protocol, people, from, until });
    const sentence = `Made up: ${counts.votes} votes of three reviewers, ${counts.settled} conflicts settled, ${counts.conflicts} left open.`;
    const hint = 'To sign in as one of them: npm run user -- reset "Reviewer A" prints a link to choose a password.';
    process.stdout.write(json ? `${JSON.stringify(counts)}\n` : `${sentence}\n${hint}\n`);
  } finally {
    store.close();
  }
});

/** Made-up votes never go where a real review may have begun. */
function requireFresh(store: Store): void {
  if (store.trail.head().trailEntryId > 0 || store.accounts.list().length > 0)
    throw new Error(
      `${store.file} holds a review already: it has accounts or decisions. Choose a new file with --db; nothing was changed.`,
    );
}

function enrol(store: Store, at: string): Map<string, number> {
  const accounts = createAccounts({
    store,
    clock: () => at,
    audit: trailSink(store),
    hasher: createPasswordHasher(),
  });
  for (const name of demoReviewers) accounts.invite(name, 'reviewer', commandLine);
  accounts.invite(demoAdjudicator, 'adjudicator', commandLine);
  return new Map(store.accounts.list().map(({ name, annotatorId }) => [name, annotatorId]));
}
