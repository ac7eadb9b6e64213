import { backUpInProcess } from '../src/backup/backupProcess.ts';
import { scheduleBackups } from '../src/backup/scheduleBackups.ts';
import { createCatalog } from '../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../src/catalog/loadSynonyms.ts';
import { createCommand, runCommand, wholeNumber } from '../src/cli/command.ts';
import type { Config } from '../src/config.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { loadLibraryIfEmpty } from '../src/ingest/loadLibrary.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { createLog, type Log } from '../src/log.ts';
import { libraryFile, protocolDir, rulesDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { openStore } from '../src/store/openStore.ts';
import { programVersion } from '../src/version.ts';
import { createApp } from '../src/web/app.ts';
import { startServer } from '../src/web/server.ts';

const command = createCommand(
  'serve',
  'Serves the evidence catalog; an empty database is first filled with the shipped library.',
  {
    database: true,
  },
);
command.option(
  '--port <number>',
  'the port to listen on, 0 for any free one (default: RESORB_PORT, else 3000)',
  wholeNumber(0),
);
command.option('--host <address>', 'the address to listen on (default: RESORB_HOST, else 127.0.0.1)');

await runCommand(command, async (config) => {
  const options = command.opts<{ db?: string; port?: number; host?: string }>();
  const protocol = loadProtocol(protocolDir);
  const tagger = createRuleTagger(rulesDir);
  const store = openStore(options.db ?? config.RESORB_DB);
  const log = createLog(config.RESORB_LOG);
  if (loadLibraryIfEmpty(libraryFile, { store, tagger, protocol, clock: systemClock, programVersion })) {
    process.stderr.write(`Loaded the shipped library: ${store.records.count()} records.\n`);
  }
  const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
  const app = createApp({
    catalog,
    protocol,
    log,
    options: { production: config.NODE_ENV !== 'development', version: programVersion },
  });
  const stopBackups = startBackups(config, store.file, log);
  const server = await startServer({
    app,
    port: options.port ?? config.RESORB_PORT,
    host: options.host ?? config.RESORB_HOST,
    log,
  });
  process.stderr.write(`${protocol.review.title.en} is served at ${server.url} (stop with Ctrl+C).\n`);

  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stopBackups();
      server.close().then(
        () => store.close(),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exitCode = 1;
        },
      );
    });
  }
});

/** Regular backups, where a folder for them is set. */
function startBackups({ RESORB_BACKUP_DIR: folder, ...config }: Config, database: string, log: Log): () => void {
  if (!folder) return () => {};
  const words = ['--db', database, '--to', folder, '--keep', String(config.RESORB_BACKUP_KEEP)];
  return scheduleBackups({
    folder,
    everyMs: config.RESORB_BACKUP_HOURS * 60 * 60 * 1000,
    run: () => backUpInProcess(process.argv[1] as string, words),
    onFailure: (error) => log.error({ err: error }, 'the backup failed'),
    now: Date.now,
  });
}
