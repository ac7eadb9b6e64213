import cluster from 'node:cluster';
import { backUpInProcess } from '../src/backup/backupProcess.ts';
import { scheduleBackups } from '../src/backup/scheduleBackups.ts';
import { createCatalog } from '../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../src/catalog/loadSynonyms.ts';
import { createCommand, runCommand, wholeNumber } from '../src/cli/command.ts';
import type { Config } from '../src/config.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { loadLibraryIfEmpty } from '../src/ingest/loadLibrary.ts';
import { ruleTaggerWhenNeeded } from '../src/ingest/ruleTagger.ts';
import { createLog, type Log } from '../src/log.ts';
import { libraryFile, protocolDir, rulesDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import type { Protocol } from '../src/protocol/protocol.ts';
import { trailSink } from '../src/review/accounts/audit.ts';
import { createAccounts } from '../src/review/accounts/createAccounts.ts';
import { firstAdministratorLink } from '../src/review/accounts/invitations.ts';
import { createPasswordHasher } from '../src/review/accounts/passwordHasher.ts';
import { createSecretSeal } from '../src/review/accounts/secretSeal.ts';
import { createDesk } from '../src/review/createDesk.ts';
import { createLearnedTags } from '../src/review/learnedTags/createLearnedTags.ts';
import { createPrisma } from '../src/review/prisma/createPrisma.ts';
import { createDeskRanking } from '../src/review/ranking/deskRanking.ts';
import { openStore, type Store } from '../src/store/openStore.ts';
import { programVersion } from '../src/version.ts';
import { createApp } from '../src/web/app.ts';
import { createImports } from '../src/web/desk/uploads/createImports.ts';
import { answerForAllWorkers, metricsOfAllWorkers } from '../src/web/operations/clusterMetrics.ts';
import { createMetrics } from '../src/web/operations/metrics.ts';
import type { MetricsAccess } from '../src/web/operations/operationRoutes.ts';
import { storeReadings } from '../src/web/operations/readings.ts';
import { startWorkers } from '../src/web/operations/workers.ts';
import { startServer, urlOf } from '../src/web/server.ts';

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
  wholeNumber(0, 65_535),
);
command.option('--host <address>', 'the address to listen on (default: RESORB_HOST, else 127.0.0.1)');

command.option('--workers <number>', 'how many processes serve (default: RESORB_WORKERS, else 1)', wholeNumber(1));

/** So that orders that depend on luck are the same in every process. */
const rankingSeed = 1;

/** Milliseconds a request waits for another writer of the database before it is told to come again. */
const patience = 2_000;

await runCommand(command, async (config) => {
  const options = command.opts<{ db?: string; port?: number; host?: string; workers?: number }>();
  const protocol = loadProtocol(protocolDir);
  const log = createLog(config.RESORB_LOG);
  // Node still ends the process; the last words then stand in the log too.
  process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'the process ends by a fault'));
  const file = options.db ?? config.RESORB_DB;
  const count = options.workers ?? config.RESORB_WORKERS;
  // What has to be done once is done by the process that is alone or first.
  if (cluster.isPrimary) prepare(file, protocol);
  const stopBackups = cluster.isPrimary ? startBackups(config, file, log) : () => {};
  const served =
    count > 1 && cluster.isPrimary
      ? await lead(count, log)
      : await serve({
          file,
          protocol,
          log,
          config,
          port: options.port ?? config.RESORB_PORT,
          host: options.host ?? config.RESORB_HOST,
        });
  if (cluster.isPrimary) {
    process.stderr.write(`${protocol.review.title.en} is served at ${served.url} (stop with Ctrl+C).\n`);
    welcomeFirstAdministrator(file, config.RESORB_URL ?? served.url);
    warnOfUnreadableKeys(file, config);
  }
  onceToldToStop(async () => {
    stopBackups();
    await served.stop();
  }, log);
});

interface Served {
  url: string;
  stop: () => Promise<void>;
}

/** Brings the database to the newest schema, and fills an empty one with the shipped library. */
function prepare(file: string, protocol: Protocol): void {
  const store = openStore(file);
  const tagger = ruleTaggerWhenNeeded(rulesDir);
  if (loadLibraryIfEmpty(libraryFile, { store, tagger, protocol, clock: systemClock, programVersion })) {
    process.stderr.write(`Loaded the shipped library: ${store.records.count()} records.\n`);
  }
  store.close();
}

/** As long as nobody can administer the review, says by which link the first administrator comes in. */
function welcomeFirstAdministrator(file: string, baseUrl: string): void {
  const store = openStore(file);
  const link = firstAdministratorLink(store, systemClock, baseUrl);
  store.close();
  if (link === null) return;
  process.stderr.write(
    `There is no administrator yet. This link makes the first one; it works once, for 7 days:\n${link}\n`,
  );
}

/** Says whether second factors were sealed by another secret: after a restore on another machine, for one. */
function warnOfUnreadableKeys(file: string, config: Config): void {
  const store = openStore(file);
  const count = accountsOver(store, config).unreadableSecondFactors();
  store.close();
  if (count === 0) return;
  process.stderr.write(
    `Second factors whose keys were sealed by another RESORB_SECRET: ${count}. Their codes are not taken, only recovery codes.\n`,
  );
}

function accountsOver(store: Store, config: Config) {
  return createAccounts({
    store,
    clock: systemClock,
    audit: trailSink(store),
    hasher: createPasswordHasher(),
    secondFactor: config.RESORB_SECOND_FACTOR,
    seal: createSecretSeal(config.RESORB_SECRET ?? null),
  });
}

/** Lets other processes serve, and watches over them. */
async function lead(count: number, log: Log): Promise<Served> {
  answerForAllWorkers();
  const workers = startWorkers(count, log);
  const { address, port } = await workers.listening;
  return { url: urlOf(address, port), stop: workers.stop };
}

/** Serves in this process. */
async function serve(parts: {
  file: string;
  protocol: Protocol;
  log: Log;
  config: Config;
  port: number;
  host: string;
}): Promise<Served> {
  const { file, protocol, log, config, port, host } = parts;
  const store = openStore(file, { patience });
  const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
  const metrics = createMetrics(storeReadings(store, config.RESORB_BACKUP_DIR ?? null));
  const access: MetricsAccess = {
    openTo: config.RESORB_METRICS === 'on' ? 'everyone' : 'local',
    contentType: metrics.registry.contentType,
    render: metricsOfAllWorkers(metrics.registry),
  };
  const ranking = createDeskRanking({
    store,
    protocol,
    seed: rankingSeed,
    onFailure: (fault) => log.error({ err: fault }, 'the ranking failed'),
  });
  const learnedTags = createLearnedTags({
    store,
    protocol,
    onFailure: (fault) => log.error({ err: fault }, 'learning tags failed'),
  });
  let stopping = false;
  const app = createApp({
    catalog,
    protocol,
    accounts: accountsOver(store, config),
    prisma: createPrisma(store),
    review: {
      desk: createDesk({ store, protocol, ranking, learnedTags }),
      store,
      clock: systemClock,
      imports: importsInto(store),
    },
    log,
    options: {
      production: config.NODE_ENV !== 'development',
      version: programVersion,
      trustProxy: config.RESORB_TRUST_PROXY,
      readiness: { isStopping: () => stopping },
      ...(config.RESORB_METRICS === 'off' ? {} : { metrics: { count: metrics.count, access } }),
    },
  });
  const server = await startServer({ app, port, host, log });
  return {
    url: server.url,
    async stop() {
      stopping = true;
      await server.close();
      await ranking.close();
      await learnedTags.close();
      store.close();
    },
  };
}

/** Stops once, however often it is asked to; a worker then ends, since its channel would keep it. */
function onceToldToStop(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop()
        .catch((error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exitCode = 1;
        })
        .finally(() => {
          if (cluster.isWorker) process.disconnect();
        });
    });
  }
}

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

/** Files that come in through the web are read as those of the command line are. */
function importsInto(store: Store) {
  return createImports({ store, tagger: ruleTaggerWhenNeeded(rulesDir), clock: systemClock, programVersion });
}
