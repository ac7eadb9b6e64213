import { restoreBackup } from '../src/backup/restoreBackup.ts';
import { chosenBackup } from '../src/backup/verifyBackup.ts';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { systemClock } from '../src/ingest/clock.ts';

const command = createCommand(
  'restore',
  'Puts a backup in the place of the database, after reading all of it; the database that stood there is kept aside.',
  { database: true },
);
command.requiredOption('--from <path>', 'the backup, or a folder for the newest in it');
command.option('--force', 'also where another program has the database open; that program must then be restarted');
command.option('--json', 'print what was done as JSON');

await runCommand(command, (config) => {
  const options = command.opts<{ db?: string; from: string; force?: boolean; json?: boolean }>();
  const database = options.db ?? config.RESORB_DB;
  const restored = restoreBackup({
    from: chosenBackup(options.from),
    database,
    force: options.force ?? false,
    now: systemClock(),
  });
  const kept = restored.keptAside ? ` What stood there is kept as ${restored.keptAside}.` : '';
  process.stdout.write(
    options.json
      ? `${JSON.stringify(restored)}\n`
      : `${database} is ${restored.backup.file} again: ${restored.records} records.${kept}\n`,
  );
});
