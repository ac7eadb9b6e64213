import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, type as systemType, totalmem } from 'node:os';
import { join } from 'node:path';
import { createCommand, runCommand } from '../../src/cli/command.ts';
import { rootDir } from '../../src/paths.ts';
import { programVersion } from '../../src/version.ts';

const command = createCommand(
  'bench',
  'Runs every benchmark, one after the other, and writes docs/benchmarks.md with machine, versions and figures.',
);
command.option('--only <names...>', 'run these and keep what stands there of the others');
command.option('--out <file>', 'where to write', join(rootDir, 'docs', 'benchmarks.md'));

interface Benchmark {
  name: string;
  title: string;
  words: string[];
  /** Packages it is measured beside. */
  peers: string[];
}

const benchmarks: readonly Benchmark[] = [
  { name: 'ingest', title: 'Bringing records in', words: ['--no-whole'], peers: ['fast-xml-parser'] },
  { name: 'tag', title: 'Tagging', words: [], peers: [] },
  {
    name: 'search',
    title: 'Searching',
    words: ['--sizes', '10000', '--per-kind', '8', '--rounds', '2'],
    peers: ['minisearch'],
  },
  { name: 'pages', title: 'Pages', words: ['--seconds', '6'], peers: ['express'] },
  { name: 'screening', title: 'Screening', words: ['--seeds', '1', '--coarse'], peers: [] },
  { name: 'synthesis', title: 'Synthesis', words: [], peers: [] },
  { name: 'dedup', title: 'Duplicates', words: [], peers: [] },
];

const mostMilliseconds = 30 * 60 * 1000;

const introduction = `# Benchmarks

Written by \`npm run bench\`; every part can be run by itself with the command it names. Each peer was measured in the
same run, on the same machine, over the same input. A figure is worth what the line above it says of machine and load.
`;

await runCommand(command, () => {
  const { only, out } = command.opts<{ only?: string[]; out: string }>();
  const before = readIfThere(out);
  const parts = benchmarks.map((benchmark) => {
    if (only && !only.includes(benchmark.name))
      return sectionOf(before, benchmark) ?? `${head(benchmark)}Not run yet.\n`;
    process.stderr.write(`${benchmark.title} ...\n`);
    return measured(benchmark);
  });
  writeFileSync(out, `${introduction}\n${parts.join('\n')}`);
  process.stdout.write(`Wrote ${out}.\n`);
});

function head({ name, title }: Benchmark): string {
  return `## ${title}\n\n<!-- ${name} -->\n`;
}

function measured(benchmark: Benchmark): string {
  const script = join(rootDir, 'scripts', 'bench', `${benchmark.name}.ts`);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...benchmark.words], {
    cwd: rootDir,
    encoding: 'utf8',
    timeout: mostMilliseconds,
    env: { ...process.env, RESORB_LOG: 'silent' },
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  const call = [
    'npm run',
    `bench:${benchmark.name}`,
    ...(benchmark.words.length > 0 ? ['--', ...benchmark.words] : []),
  ];
  const said = status === 0 ? stdout.trim() : `It failed: ${stderr.trim().split('\n').at(-1) ?? 'without a word'}`;
  const facts = [machine(), versions(benchmark.peers), `${seconds} s`].join('; ');
  return `${head(benchmark)}\`${call.join(' ')}\` — ${facts}.\n\n\`\`\`text\n${said.replaceAll(rootDir, '.')}\n\`\`\`\n`;
}

function machine(): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const waiting = (loadavg()[0] ?? 0).toFixed(0);
  return `${processor?.model.trim()}, ${cpus().length} cores, ${memory} GB, ${systemType()} ${release()}, load ${waiting}`;
}

function versions(peers: readonly string[]): string {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const known = { ...dependencies, ...devDependencies };
  const beside = ['better-sqlite3', ...peers].map((name) => `${name} ${known[name]}`);
  return [`Resorb ${programVersion}`, `Node ${process.versions.node}`, ...beside].join(', ');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What an earlier run wrote of a benchmark. */
function sectionOf(page: string, benchmark: Benchmark): string | null {
  const from = page.indexOf(head(benchmark));
  if (from === -1) return null;
  const next = page.indexOf('\n## ', from);
  return next === -1 ? page.slice(from) : page.slice(from, next);
}
