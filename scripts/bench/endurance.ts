import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommand, exitCodes, runCommand, wholeNumber } from '../../src/cli/command.ts';
import { rootDir } from '../../src/paths.ts';
import { openStore } from '../../src/store/openStore.ts';
import { startBenchServer } from './benchServer.ts';
import { createSender, enrol, risOf } from './deskLoad.ts';

const command = createCommand(
  'bench:endurance',
  'Lets readers and reviewers work for some time, with an import, its taking back and a backup beside them in turn, and says how memory, open files and the log of the database went.',
);
command.option('--minutes <number>', 'how long', wholeNumber(1), 10);
command.option('--per-second <number>', 'requests a second', wholeNumber(1), 10);
command.option('--json', 'one JSON object instead of lines');

interface Options {
  minutes: number;
  perSecond: number;
  json?: boolean;
}

/** What the server held at one moment. */
interface Sample {
  minute: number;
  megabytes: number;
  files: number;
  logMegabytes: number;
}

const sampleMilliseconds = 5000;
/** Collecting garbage stops the server for a moment, so live memory is asked for less often. */
const liveMilliseconds = 30_000;
/** From the end of an import or backup to the beginning of the next. */
const choreRestMilliseconds = 30_000;
const recordsAnImport = 50;
const recordsToVoteOn = 400;
/** What is read once and kept makes memory grow at first; it is not counted. */
const warmShare = 0.4;
const words = [
  'disc',
  'macrophage',
  '吸收',
  'rim enhancement',
  '"nucleus pulposus"',
  'mri NOT rat',
  'inflamm*',
  'herniation',
];
const pages = [
  '/en/records?q=',
  '/zh/records?q=',
  '/api/v1/records?q=',
  '/en/records/',
  '/en/map?q=',
  '/records.csv?q=',
];

await runCommand(command, async () => {
  const options = command.opts<Options>();
  const folder = mkdtempSync(join(tmpdir(), 'resorb-endurance-'));
  try {
    await measure(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measure(folder: string, { minutes, perSecond, json }: Options): Promise<void> {
  const db = join(folder, 'review.sqlite');
  const server = await startBenchServer(db);
  // The shipped library is decided upon; people vote on what comes after it.
  if ((await importRecords(folder, db, recordsToVoteOn, 'To vote on')) !== 0)
    throw new Error('The records to vote on could not be imported.');
  const store = openStore(db);
  const voters = enrol(store, 20, () => new Date().toISOString());
  const records = store.records.ids();
  const undecided = records.slice(-recordsToVoteOn);
  store.close();
  const sender = createSender(server.url);
  const statuses = new Map<number, number>();
  const count = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const samples: Sample[] = [];
  const chores = startChores(folder, db);
  const start = performance.now();
  const end = start + minutes * 60_000;
  const live: Point[] = [];
  const sampling = setInterval(() => samples.push(sample(server.pid, db, start)), sampleMilliseconds);
  const asking = setInterval(async () => {
    const megabytes = await server.liveMegabytes();
    live.push([(performance.now() - start) / 60_000, megabytes]);
  }, liveMilliseconds);
  let made = 0;
  while (performance.now() < end) {
    await (made % 5 === 0 ? vote(made / 5) : read(made)).then(count, () => count(0));
    made += 1;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, start + (made * 1000) / perSecond - performance.now())),
    );
  }
  clearInterval(sampling);
  clearInterval(asking);
  const beside = await chores.stop();
  sender.close();
  await server.stop();
  report({ samples, live }, statuses, { made, minutes, beside, json: json === true });

  /** Two and two vote on records of their own, and change their votes when they have been through them. */
  async function vote(turn: number): Promise<number> {
    const index = turn % voters.length;
    const pairs = voters.length / 2;
    const step = Math.floor(turn / voters.length);
    const round = Math.floor((step * pairs) / undecided.length);
    const recordId = undecided[(step * pairs + Math.floor(index / 2)) % undecided.length];
    const verdict = round % 2 ? 'exclude' : 'include';
    const fields = { version: String(round), tagVersion: '0', verdict, key: `k${turn}` };
    return (await sender.post(`/en/review/title-abstract/${recordId}`, voters[index]?.cookie ?? '', fields)).status;
  }

  async function read(turn: number): Promise<number> {
    const page = pages[turn % pages.length] ?? '/';
    const word = words[(turn * 7) % words.length] ?? '';
    const wanted = page.endsWith('/')
      ? String(records[turn % records.length])
      : `${encodeURIComponent(word)}+${turn % 97}`;
    const answer = await fetch(server.url + page + wanted);
    await answer.arrayBuffer();
    return answer.status;
  }
}

/** What was done beside the server, and how often it failed. */
interface Beside {
  imports: number;
  takenBack: number;
  backups: number;
  failed: number;
}

/**
 * Imports new records, takes them back and backs up in turn, by the commands that an operator has. What was imported
 * does not stay, for memory that grows with the records would hide memory that grows without.
 */
function startChores(folder: string, db: string): { stop(): Promise<Beside> } {
  const done: Beside = { imports: 0, takenBack: 0, backups: 0, failed: 0 };
  const kinds = ['imports', 'takenBack', 'backups'] as const;
  let isOver = false;
  let wake = () => {};
  const ended = (async () => {
    for (let turn = 0; !isOver; turn++) {
      const kind = kinds[turn % kinds.length] ?? 'backups';
      const code = await doChore(kind, folder, db, done.imports);
      done[kind] += 1;
      if (code !== 0) done.failed += 1;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isOver) resolve();
        else setTimeout(resolve, choreRestMilliseconds).unref();
      });
    }
  })();
  return {
    async stop(): Promise<Beside> {
      isOver = true;
      wake();
      await ended;
      return done;
    },
  };
}

async function doChore(
  kind: Exclude<keyof Beside, 'failed'>,
  folder: string,
  db: string,
  imports: number,
): Promise<number | null> {
  if (kind === 'imports') return importRecords(folder, db, recordsAnImport, `Import ${imports}`);
  if (kind === 'backups') return runScript('backup', ['--db', db, '--to', join(folder, 'backups'), '--keep', '2']);
  const store = openStore(db, { readonly: true });
  const [newest] = store.runs.list();
  store.close();
  const code = await runScript('takeBack', ['--db', db, '--run', String(newest?.searchRunId)]);
  for (const name of readdirSync(folder)) if (name.includes('.before-run-')) rmSync(join(folder, name));
  return code;
}

function importRecords(folder: string, db: string, count: number, name: string): Promise<number | null> {
  const file = join(folder, 'records.ris');
  writeFileSync(file, risOf(count, name));
  return runScript('ingest', ['--db', db, '--file', file]);
}

/** Runs a command to its end and gives its exit code. */
function runScript(script: string, words: readonly string[]): Promise<number | null> {
  const program = ['--import', 'tsx', join(rootDir, 'scripts', `${script}.ts`)];
  const child = spawn(process.execPath, [...program, ...words], {
    cwd: rootDir,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.on('close', resolve));
}

function sample(pid: number, db: string, start: number): Sample {
  return {
    minute: (performance.now() - start) / 60_000,
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
    logMegabytes: statSync(`${db}-wal`).size / 1e6,
  };
}

interface Memory {
  samples: readonly Sample[];
  live: readonly Point[];
}

function report(
  { samples, live }: Memory,
  statuses: ReadonlyMap<number, number>,
  { made, minutes, beside, json }: { made: number; minutes: number; beside: Beside; json: boolean },
): void {
  const warm = samples.slice(Math.floor(samples.length * warmShare));
  const [first, last] = [warm[0], warm.at(-1)];
  const faults = [...statuses].reduce((sum, [status, count]) => sum + (status === 0 || status >= 500 ? count : 0), 0);
  const figures = {
    minutes,
    requests: made,
    ...beside,
    faults,
    statuses: Object.fromEntries(statuses),
    memory: growth(warm.map(({ minute, megabytes }) => [minute, megabytes])),
    liveMemory: growth(live.slice(Math.floor(live.length * warmShare))),
    files: [first?.files ?? 0, last?.files ?? 0],
    largestLogMegabytes: Number(Math.max(0, ...samples.map(({ logMegabytes }) => logMegabytes)).toFixed(1)),
  };
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else {
    const of = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
    const told = ({ megabytes, anHour, error }: Growth) =>
      `${megabytes.join(' to ')} MB, ${anHour} MB an hour (standard error ${error})`;
    process.stdout.write(
      `${made} requests in ${minutes} minutes: ${of.join(', ')}; faults ${faults}\n` +
        `beside them ${beside.imports} imports of ${recordsAnImport} records, ${beside.takenBack} taken back, and ${beside.backups} backups, ${beside.failed} failed\n` +
        `memory of the process after warming up: ${told(figures.memory)}\n` +
        `of it live, garbage collected: ${told(figures.liveMemory)}\n` +
        `open files: ${figures.files.join(' to ')}\n` +
        `largest log of the database: ${figures.largestLogMegabytes} MB\n`,
    );
  }
  if (faults + beside.failed > 0) process.exitCode = exitCodes.failed;
}

/** Minutes and megabytes. */
type Point = readonly [minute: number, megabytes: number];

/** How memory went: the first and the last sample, and the least-squares line through all with its standard error. */
interface Growth {
  megabytes: [number, number];
  anHour: number;
  error: number;
}

function growth(points: readonly Point[]): Growth {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  const slope = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
  const left = points.reduce((sum, [at, value]) => sum + (value - y - slope * (at - x)) ** 2, 0);
  const told = (value: number) => Number(value.toFixed(1));
  return {
    megabytes: [told(points[0]?.[1] ?? 0), told(points.at(-1)?.[1] ?? 0)],
    anHour: told(60 * slope),
    error: told(60 * Math.sqrt(left / (points.length - 2) / spread)),
  };
}
