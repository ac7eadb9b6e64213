import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommand, runCommand, wholeNumber, wholeNumbers } from '../../src/cli/command.ts';
import { rootDir } from '../../src/paths.ts';
import type { Engine, QueryTime, SearchMeasure } from './searchChild.ts';
import type { OddTime } from './searchOddChild.ts';
import { queryKinds } from './searchQueries.ts';

const command = createCommand(
  'bench:search',
  'Times searches (the best twenty, the exact total, all facets) over synthetic records, beside MiniSearch. Each engine and size runs in a process of its own; times are CPU milliseconds, medians of the rounds.',
);
command.option('--sizes <numbers>', 'numbers of records, joined by commas', wholeNumbers(1), [10_000, 100_000]);
command.option(
  '--folder <path>',
  'where the databases are kept and found again (default: a new folder, removed at the end); of 1,000,000 records one takes 9 GB and half an hour',
);
command.option('--per-kind <n>', 'searches of each kind', wholeNumber(1), 25);
command.option('--rounds <n>', 'times each search is run', wholeNumber(1), 3);
command.option(
  '--peer-up-to <n>',
  'the largest size at which MiniSearch runs: at 1,000,000 its index does not fit in memory',
  wholeNumber(0),
  100_000,
);
command.option('--odd', 'time the largest and oddest searches too, each the first time it is asked');
command.option('--json', 'print the figures as JSON');

interface Options {
  sizes: number[];
  folder?: string;
  perKind: number;
  rounds: number;
  peerUpTo: number;
  odd?: boolean;
  json?: boolean;
}

const names: Record<Engine, string> = {
  search: 'search',
  page: 'search with the cards of a page',
  minisearch: 'MiniSearch',
};

await runCommand(command, () => {
  const options = command.opts<Options>();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'resorb-search-'));
  mkdirSync(folder, { recursive: true });
  const measures: SearchMeasure[] = [];
  const odd: OddTime[] = [];
  try {
    for (const size of options.sizes) {
      for (const engine of ['search', 'page', 'minisearch'] as const) {
        if (engine === 'minisearch' && size > options.peerUpTo) continue;
        const measured = measure(engine, folder, size, options);
        measures.push(measured);
        if (!options.json) process.stdout.write(table(measured));
      }
      if (options.odd) odd.push(...oddTimes(folder, size, options.json === true));
    }
  } finally {
    if (options.folder === undefined) rmSync(folder, { recursive: true });
  }
  if (options.json) process.stdout.write(`${JSON.stringify(options.odd ? { measures, odd } : measures)}\n`);
});

function measure(engine: Engine, folder: string, size: number, { perKind, rounds }: Options): SearchMeasure {
  return run<SearchMeasure>('searchChild.ts', [engine, folder, String(size), String(perKind), String(rounds)]);
}

function oddTimes(folder: string, size: number, isQuiet: boolean): OddTime[] {
  const times = run<OddTime[]>('searchOddChild.ts', [folder, String(size)]);
  if (isQuiet) return times;
  process.stdout.write(
    `\n${size} records, odd searches, the first time: CPU ms, hits\n${times.map(oddLine).join('\n')}\n`,
  );
  return times;
}

function oddLine({ name, cpuMilliseconds, total, times, allowed }: OddTime): string {
  const figures = (milliseconds: number) => milliseconds.toFixed(0).padStart(8).concat(String(total).padStart(10));
  if (times === null || allowed === null) return name.padEnd(44).concat(figures(cpuMilliseconds));
  const refusal = `${times.toFixed(1)} times what is allowed, refused in ${cpuMilliseconds.toFixed(0)}`;
  return `${name.padEnd(44)}${figures(allowed.cpuMilliseconds)}  the first ${allowed.parts}; all: ${refusal}`;
}

/** Runs a part of the bench in a process of its own and reads what it prints. */
function run<Result>(script: string, values: readonly string[]): Result {
  const child = join(rootDir, 'scripts', 'bench', script);
  const ran = spawnSync(process.execPath, ['--import', 'tsx', '--max-old-space-size=8000', child, ...values], {
    cwd: rootDir,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (ran.status !== 0) throw new Error(`${script} ${values.join(' ')} did not come to an end.`);
  return JSON.parse(ran.stdout) as Result;
}

function table({
  engine,
  size,
  buildSeconds,
  startSeconds,
  fileMegabytes,
  memoryMegabytes,
  times,
}: SearchMeasure): string {
  const built = buildSeconds === null ? '' : `, written in ${buildSeconds.toFixed(0)} CPU s`;
  const missing = queryKinds.filter((kind) => !times.some((time) => time.kind === kind));
  const lines = [
    `\n${size} records, ${names[engine]}: ready after ${startSeconds.toFixed(1)} CPU s, ${memoryMegabytes.toFixed(0)} MB resident, database ${fileMegabytes.toFixed(0)} MB${built}; load ${loadavg()[0]?.toFixed(1)}`,
    row('', 'p50 ms', 'p99 ms', 'wall p50', 'wall p99', 'hits (median)'),
    figures('all searches', times),
    ...queryKinds
      .filter((kind) => !missing.includes(kind))
      .map((kind) =>
        figures(
          kind,
          times.filter((time) => time.kind === kind),
        ),
      ),
  ];
  if (missing.length > 0) lines.push(`cannot: ${missing.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function figures(name: string, times: readonly QueryTime[]): string {
  const cpu = times.map((time) => time.cpuMilliseconds);
  const wall = times.map((time) => time.wallMilliseconds);
  const shown = [quantile(cpu, 0.5), quantile(cpu, 0.99), quantile(wall, 0.5), quantile(wall, 0.99)].map((value) =>
    value.toFixed(2),
  );
  return row(
    name,
    ...shown,
    String(
      quantile(
        times.map((time) => time.total),
        0.5,
      ),
    ),
  );
}

function row(name: string, ...cells: string[]): string {
  return name.padEnd(20) + cells.map((cell) => cell.padStart(14)).join('');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
