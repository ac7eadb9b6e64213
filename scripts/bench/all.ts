import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, exitCodes, runCommand, UsageError } from '../../src/cli/command.ts';
import { rootDir } from '../../src/paths.ts';
import { type Benchmark, benchmarks } from './allParts.ts';
import { pageOf, readSections } from './benchmarkPage.ts';
import { runBenchmark } from './runBenchmark.ts';

const names = benchmarks.map(({ name }) => name);

const command = createCommand(
  'bench',
  'Runs every benchmark, one after the other, and writes docs/benchmarks.md with machine, versions and figures.',
);
command.option('--only <names>', `run these, joined by commas, and keep what stands there of the others: ${names}`);
command.option('--missing', 'run only what has not been run yet');
command.option('--quick', 'with tiny sizes, to see that everything runs; nothing is written but with --out');
command.option('--out <file>', 'where to write (default: docs/benchmarks.md)');

interface Options {
  only?: string;
  missing?: boolean;
  quick?: boolean;
  out?: string;
}

await runCommand(command, async () => {
  const { only, missing, quick, out } = command.opts<Options>();
  const page = out ?? join(rootDir, 'docs', 'benchmarks.md');
  const sections = readSections(page, benchmarks);
  const chosen = chosenBy(only).filter(({ name }) => !missing || !isMeasured(sections.get(name)));
  const failed: string[] = [];
  for (const benchmark of chosen) {
    process.stderr.write(`${benchmark.title} (at most ${benchmark.minutes} min) ...\n`);
    const { section, fault } = await runBenchmark(benchmark, quick ? benchmark.quick : benchmark.words);
    if (fault) failed.push(`${benchmark.name}: ${fault}`);
    sections.set(benchmark.name, section);
    // After each part, so that one that hangs or is interrupted loses nothing of the others.
    if (!quick || out) write(page, pageOf(sections, benchmarks));
  }
  for (const line of failed) process.stderr.write(`${line}\n`);
  process.stdout.write(`${chosen.length - failed.length} of ${chosen.length} benchmarks ran.\n`);
  if (failed.length > 0) process.exitCode = exitCodes.failed;
});

function chosenBy(only: string | undefined): readonly Benchmark[] {
  if (only === undefined) return benchmarks;
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`There is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  return benchmarks.filter(({ name }) => wanted.includes(name));
}

function isMeasured(section: string | undefined): boolean {
  return section?.includes('```text') ?? false;
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
