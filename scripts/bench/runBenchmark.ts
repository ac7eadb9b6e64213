import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, type as systemType, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { rootDir } from '../../src/paths.ts';
import { programVersion } from '../../src/version.ts';
import type { Benchmark } from './allParts.ts';

/** What a benchmark gave. */
export interface Measured {
  /** Its section of the page, without the heading. */
  section: string;
  /** Why there are no figures; null where there are. */
  fault: string | null;
}

/** Runs one benchmark in a process of its own, up to its time limit. */
export async function runBenchmark(benchmark: Benchmark, words: readonly string[]): Promise<Measured> {
  const load = loadavg()[0] ?? 0;
  const start = performance.now();
  const { code, isLate, stdout, stderr } = await runScript(benchmark, words);
  const seconds = Math.round((performance.now() - start) / 1000);
  const lastWords = stderr.trim().split('\n').at(-1) || 'without a word';
  const fault = isLate
    ? `It was stopped after ${benchmark.minutes} minutes.`
    : code === 0
      ? null
      : `It failed: ${lastWords}`;
  const said = [benchmark.summary ? withoutDetails(stdout) : stdout.trim(), fault].filter(Boolean).join('\n');
  const call = ['npm run', `bench:${benchmark.name}`, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
  const facts = [machine(load), versions(benchmark.packages), `${seconds} s`].join('; ');
  return { section: `\`${call}\` — ${facts}.\n\n\`\`\`text\n${withoutPaths(said)}\n\`\`\``, fault };
}

interface Ended {
  code: number | null;
  /** It took longer than it may. */
  isLate: boolean;
  stdout: string;
  stderr: string;
}

function runScript({ name, minutes }: Benchmark, words: readonly string[]): Promise<Ended> {
  const script = join(rootDir, 'scripts', 'bench', `${name}.ts`);
  // A group of its own, so that servers it has started end with it.
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    cwd: rootDir,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RESORB_LOG: 'silent' },
  });
  const ended: Ended = { code: null, isLate: false, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
  });
  const limit = setTimeout(() => {
    ended.isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, minutes * 60_000);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ ...ended, code });
    });
  });
}

/** The lines that are not set in: those below them are their parts. */
function withoutDetails(text: string): string {
  return text
    .trim()
    .split('\n')
    .filter((line) => !/^\s+\S/.test(line))
    .join('\n');
}

function machine(load: number): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processor?.model.trim()}, ${cpus().length} cores, ${memory} GB, ${systemType()} ${release()}, load before ${load.toFixed(1)}`;
}

function versions(packages: readonly string[]): string {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const known = { ...dependencies, ...devDependencies };
  return [
    `Resorb ${programVersion}`,
    `Node ${process.versions.node}`,
    ...packages.map((name) => `${name} ${known[name]}`),
  ].join(', ');
}

/** Where the project lies is nobody's concern. */
function withoutPaths(text: string): string {
  return text.replaceAll(rootDir, '.').replaceAll(dirname(rootDir), '..');
}
