import { takeBackup } from '../src/backup/takeBackup.ts';
import { createCommand, runCommand, UsageError, wholeNumber } from '../src/cli/command.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { programVersion } from '../src/version.ts';

const command = createCommand(
  'backup',
  'Copies the database while it is in use, reads the whole copy, describes it in a manifest and keeps the newest.',
  { database: true },
);
command.option('--to <folder>', 'where backups are kept (default: RESORB_BACKUP_DIR)');
command.option('--keep <number>', 'how many are kept (default: RESORB_BACKUP_KEEP, else 48)', wholeNumber(1));
command.option('--json', 'print what was done as JSON');

await runCommand(command, (config) => {
  const options = command.opts<{ db?: string; to?: string; keep?: number; json?: boolean }>();
  const folder = options.to ?? config.RESORB_BACKUP_DIR;
  if (!folder) throw new UsageError('Say where to with --to or RESORB_BACKUP_DIR.');
  const backup = takeBackup({
    database: options.db ?? config.RESORB_DB,
    folder,
    keep: options.keep ?? config.RESORB_BACKUP_KEEP,
    now: systemClock(),
    programVersion,
  });
  const { manifest } = backup;
  const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(backup)}\n`
      : `${backup.file}: ${manifest.rows.record} records, ${rows} rows, ${manifest.bytes} bytes, checked; ${backup.removed.length} older removed.\n`,
  );
});
