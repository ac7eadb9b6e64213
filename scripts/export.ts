import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option } from 'commander';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { exportedRecords } from '../src/cli/exportedRecords.ts';
import { type ExportFormat, exportCitations, exportFormats } from '../src/exporting/exportCitations.ts';
import { openStore } from '../src/store/openStore.ts';

const command = createCommand('export', 'Writes every record as one file of citations.', { database: true });
command.addOption(new Option('--format <name>', 'the format').choices(exportFormats).default('jsonl'));
command.option('--out <file>', 'the file to write (default: standard output)');

await runCommand(command, async (config) => {
  const options = command.opts<{ db?: string; format: ExportFormat; out?: string }>();
  const store = openStore(options.db ?? config.RESORB_DB, { readonly: true });
  try {
    const target = options.out ? createWriteStream(options.out) : process.stdout;
    await pipeline(Readable.from(exportCitations(options.format, exportedRecords(store))), target, {
      end: options.out !== undefined,
    });
    process.stderr.write(`Wrote ${store.records.count()} records as ${options.format}.\n`);
  } finally {
    store.close();
  }
});
