import { createCommand, runCommand, UsageError, wholeNumber } from '../src/cli/command.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { retag } from '../src/ingest/retag.ts';
import { retagText } from '../src/ingest/retagText.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { rulesDir } from '../src/paths.ts';
import { openStore } from '../src/store/openStore.ts';

interface Options {
  db?: string;
  dryRun?: boolean;
  accept?: boolean;
  examples: number;
  json?: boolean;
}

const command = createCommand(
  'retag',
  'Tags every record anew by the rules and shows the difference; what people and libraries decided is never touched.',
  { database: true },
);
command
  .option('--dry-run', 'only show the difference (this is the default)')
  .option('--accept', 'show the difference and keep it')
  .option('--examples <number>', 'examples of each changed tag', wholeNumber(0), 2)
  .option('--json', 'print the difference as JSON, with every change');

await runCommand(command, (config) => {
  const options = command.opts<Options>();
  if (options.dryRun && options.accept) throw new UsageError('Say --dry-run or --accept, not both.');
  const accept = options.accept === true;
  const store = openStore(options.db ?? config.RESORB_DB, { readonly: !accept });
  try {
    const report = retag(store, createRuleTagger(rulesDir), { accept, at: systemClock() });
    const { rules, records, changedRecords, decidedRecords } = report;
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ ...report, accepted: accept })}\n`);
      return;
    }
    for (const line of retagText(report, options.examples)) process.stdout.write(`${line}\n`);
    process.stdout.write(
      `${rules.name} ${rules.version} ${accept ? 'changed' : 'would change'} the suggestions of ${changedRecords} of ${records} records; ` +
        `of ${decidedRecords} of them people or the library have spoken, and their word stands.${accept ? '' : ' Nothing was written; --accept keeps it.'}\n`,
    );
  } finally {
    store.close();
  }
});
