import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from '../../src/cli/command.ts';
import { systemClock } from '../../src/ingest/clock.ts';
import { ingestFile } from '../../src/ingest/ingestFile.ts';
import { createRuleTagger } from '../../src/ingest/ruleTagger.ts';
import { rootDir, rulesDir } from '../../src/paths.ts';
import { verifyTrail } from '../../src/review/trail/verifyTrail.ts';
import { openStore } from '../../src/store/openStore.ts';
import { programVersion } from '../../src/version.ts';
import { startBenchServer } from './benchServer.ts';
import { type Answer, createSender, enrol, quantile, risOf, type Voter } from './deskLoad.ts';

const { reviewers, votes, rest, alone } = new Command('bench:desk')
  .description('Measure voting: many reviewers at once, forms that are behind among them, an import running beside.')
  .option('--reviewers <number>', 'how many vote at once', wholeNumber(2), 50)
  .option('--votes <number>', 'votes to be acknowledged', wholeNumber(2), 10_000)
  .option('--rest <milliseconds>', 'how long a reviewer rests between votes', wholeNumber(0), 0)
  .option('--alone', 'leave the import out')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ reviewers: number; votes: number; rest: number; alone?: boolean }>();

/** One act in ten is sent from a form that is behind, and must come back with both versions. */
const staleEvery = 10;
const folder = mkdtempSync(join(tmpdir(), 'resorb-bench-desk-'));

try {
  await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const db = join(folder, 'review.sqlite');
  const records = Math.ceil(votes / 2);
  const voters = await prepare(db, records);
  const server = await startBenchServer(db);
  const sender = createSender(server.url);
  const imported = alone ? async () => 'none' : importBeside(db);
  const cpuBefore = await sender.cpuSeconds();
  const ownBefore = process.cpuUsage();
  const started = performance.now();
  const accepted: Answer[] = [];
  const clashes: Answer[] = [];
  const failures: Answer[] = [];

  await Promise.all(
    voters.map(async ({ cookie }, place) => {
      for (const recordId of share(place, records)) {
        const path = `/en/review/title-abstract/${recordId}`;
        const verdict = (recordId + place) % 7 === 0 ? 'include' : 'exclude';
        const fields = { version: '0', tagVersion: '0', verdict, key: `${place}-${recordId}` };
        const answer = await sender.post(path, cookie, fields);
        (answer.status === 200 ? accepted : failures).push(answer);
        if (recordId % staleEvery === 0) {
          const behind = await sender.post(path, cookie, {
            ...fields,
            verdict: 'unsure',
            key: `${place}-${recordId}-b`,
          });
          (behind.status === 409 && behind.body.includes('"current":{') ? clashes : failures).push(behind);
        }
        // Nobody's rest is as long as anybody else's.
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest * (0.5 + Math.random())));
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(ownBefore);
  const served = (await sender.cpuSeconds()) - cpuBefore;
  const importState = await imported();
  sender.close();
  await server.stop();

  const store = openStore(db, { readonly: true });
  const kept = store.reviewState.allVotes('title-abstract').length;
  const check = verifyTrail(store);
  store.close();
  const took = accepted.map((answer) => answer.took);
  const line = (name: string, value: string) => process.stdout.write(`${name.padEnd(34)}${value}\n`);
  line('reviewers at once', String(reviewers));
  line('votes acknowledged / kept', `${accepted.length} / ${kept}`);
  line('forms behind, 409 with both', `${clashes.length}`);
  line(
    'other answers',
    failures.length === 0
      ? 'none'
      : `${failures.length}, the first ${failures[0]?.status}: ${failures[0]?.body.slice(0, 200)}`,
  );
  line('trail', check.fault ? check.fault.message : `holds, ${check.entries} entries`);
  line('import beside', importState);
  line('CPU s: server / load', `${served.toFixed(1)} / ${((user + system) / 1e6).toFixed(1)}`);
  line('CPU ms of the server a form', ((1000 * served) / (accepted.length + clashes.length)).toFixed(2));
  line('votes a second', (accepted.length / seconds).toFixed(0));
  line('vote p50 / p95 / p99, ms', [0.5, 0.95, 0.99].map((q) => quantile(took, q).toFixed(1)).join(' / '));
  if (failures.length > 0 || kept !== accepted.length || check.fault) process.exitCode = 1;
}

/** Each record falls to two reviewers. */
function share(place: number, records: number): number[] {
  const own: number[] = [];
  for (let recordId = 1; recordId <= records; recordId++) {
    const first = recordId % reviewers;
    const second = (first + 1 + (recordId % (reviewers - 1))) % reviewers;
    if (place === first || place === second) own.push(recordId);
  }
  return own;
}

async function prepare(db: string, records: number): Promise<Voter[]> {
  const file = join(folder, 'records.ris');
  writeFileSync(file, risOf(records, 'Bench'));
  const store = openStore(db);
  await ingestFile(file, { store, tagger: createRuleTagger(rulesDir), clock: systemClock, programVersion }, {});
  const voters = enrol(store, reviewers, systemClock);
  store.close();
  return voters;
}

/** Runs an ordinary import on the same database, again and again until told to end. */
function importBeside(db: string): () => Promise<string> {
  let isOver = false;
  let runs = 0;
  const said = join(folder, 'import-cpu.txt');
  const running = (async () => {
    while (!isOver) {
      const file = join(folder, `beside-${runs}.ris`);
      writeFileSync(file, risOf(3000, `Beside${runs}`));
      await new Promise<void>((resolve) => {
        const words = ['--import', 'tsx', '--import', join(rootDir, 'scripts', 'bench', 'cpuAtExit.ts')];
        const what = [join(rootDir, 'scripts', 'ingest.ts'), '--db', db, '--file', file];
        const env = { ...process.env, RESORB_BENCH_CPU: said };
        const child = spawn(process.execPath, [...words, ...what], { cwd: rootDir, env, stdio: 'ignore' });
        child.on('close', () => resolve());
      });
      runs++;
    }
  })();
  return async () => {
    isOver = true;
    await running;
    const seconds = readFileSync(said, 'utf8').trim().split('\n').map(Number);
    return `${runs} runs of 3000 records, ${seconds.reduce((sum, each) => sum + each, 0).toFixed(1)} CPU s`;
  };
}
