import { createCommand, runCommand, wholeNumber } from '../src/cli/command.ts';
import { takeBackText } from '../src/cli/takeBackText.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { lookAtTakeBack, takeBack } from '../src/ingest/takeBack.ts';
import { rulesDir } from '../src/paths.ts';
import { openStore } from '../src/store/openStore.ts';

interface Options {
  db?: string;
  run: number;
  keepDecided?: boolean;
  killed?: boolean;
  reason?: string;
  dryRun?: boolean;
  json?: boolean;
}

const command = createCommand(
  'take-back',
  'Takes one import back, all of it or nothing, after a copy of the database was made beside it.',
  { database: true },
);
command.requiredOption('--run <number>', 'number of the run (see "npm run runs -- list")', wholeNumber(1));
command.option('--keep-decided', 'leave records as they are that people have acted on, instead of refusing');
command.option('--killed', 'the run is marked as still going, but its process was stopped in the middle');
command.option('--reason <text>', 'why, kept with the run');
command.option('--dry-run', 'say what would be done and change nothing');
command.option('--json', 'print what was done as JSON');

await runCommand(command, (config) => {
  const options = command.opts<Options>();
  const { run, dryRun: isDry = false, keepDecided = false, killed: wasKilled = false, reason = null } = options;
  const store = openStore(options.db ?? config.RESORB_DB, { readonly: isDry });
  try {
    const how = { at: systemClock(), keepDecided, wasKilled, reason };
    const report = isDry ? lookAtTakeBack(store, run, how) : takeBack(store, createRuleTagger(rulesDir), run, how);
    process.stdout.write(`${options.json ? JSON.stringify(report) : takeBackText(report, isDry)}\n`);
  } finally {
    store.close();
  }
});
