import { spawnSync } from 'node:child_process';
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
export function runBenchmark(benchmark: Benchmark, words: readonly string[]): Measured {
  const script = join(rootDir, 'scripts', 'bench', `${benchmark.name}.ts`);
  const load = loadavg()[0] ?? 0;
  const start = performance.now();
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...words], {
    cwd: rootDir,
    encoding: 'utf8',
    timeout: benchmark.minutes * 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, RESORB_LOG: 'silent' },
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  const fault =
    status === 0
      ? null
      : signal
        ? `It was stopped after ${benchmark.minutes} minutes.`
        : `It failed: ${stderr.trim().split('\n').at(-1) || 'without a word'}`;
  const said = [stdout.trim(), fault].filter(Boolean).join('\n');
  const call = ['npm run', `bench:${benchmark.name}`, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
  const facts = [machine(load), versions(benchmark.packages), `${seconds} s`].join('; ');
  return { section: `\`${call}\` — ${facts}.\n\n\`\`\`text\n${withoutPaths(said)}\n\`\`\``, fault };
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
