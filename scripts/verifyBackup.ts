import { chosenBackup, verifyBackup } from '../src/backup/verifyBackup.ts';
import { createCommand, runCommand } from '../src/cli/command.ts';

const command = createCommand(
  'verify-backup',
  'Reads a whole backup: its bytes against the manifest, every page, every reference, every count of rows.',
);
command.requiredOption('--from <path>', 'the backup, or a folder for the newest in it');
command.option('--json', 'print what was found as JSON');

await runCommand(command, () => {
  const options = command.opts<{ from: string; json?: boolean }>();
  const found = verifyBackup(chosenBackup(options.from));
  const described = found.manifest ? `as taken ${found.manifest.takenAt}` : 'without a manifest';
  process.stdout.write(
    options.json
      ? `${JSON.stringify(found)}\n`
      : `${found.file}: whole, ${described}, schema ${found.schema}, ${found.rows.record} records.\n`,
  );
});
