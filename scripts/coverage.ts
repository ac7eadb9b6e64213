import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createCommand, exitCodes, runCommand, wholeNumber } from '../src/cli/command.ts';
import { rootDir } from '../src/paths.ts';
import { linesOfCode } from './reached/lines.ts';
import { linesRunIn } from './reached/processes.ts';

/** Lines in percent that tests have to reach. */
const leastCovered = 90;

const command = createCommand(
  'coverage',
  'Runs the tests and says which lines of src they reach, in the processes they start too.',
);
command.option('--projects <names...>', 'kinds of tests', ['unit', 'integration']);
command.option('--only <pattern>', 'only tests whose path has this in it');
command.option('--files <number>', 'how many of the least covered files are named', wholeNumber(0), 25);
command.option('--json', 'one JSON object instead of lines');

/** Jest's own account: for each file what happened to each of its lines. */
type JestCoverage = Record<
  string,
  { statementMap: Record<string, { start: { line: number } }>; s: Record<string, number> }
>;

function linesOfJest(file: string): Map<string, Set<number>> {
  const read = JSON.parse(readFileSync(file, 'utf8')) as JestCoverage;
  return new Map(
    Object.entries(read).map(([name, { statementMap, s }]) => {
      const reached = Object.entries(statementMap).filter(([id]) => (s[id] ?? 0) > 0);
      return [name, new Set(reached.map(([, { start }]) => start.line))];
    }),
  );
}

/** Runs the tests, which print to standard error, and gives the exit code. */
function runTests(chosen: readonly string[], folder: string): Promise<number> {
  const words = ['--coverage', '--coverageReporters=json', `--coverageDirectory=${folder}`];
  const jest = join(rootDir, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, ...words, ...chosen], {
    cwd: rootDir,
    env: { ...process.env, RESORB_COVERAGE: join(folder, 'processes') },
    stdio: ['ignore', process.stderr, process.stderr],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? exitCodes.failed));
  });
}

await runCommand(command, async () => {
  const { projects, only, files, json } = command.opts<{
    projects: string[];
    only?: string;
    files: number;
    json?: boolean;
  }>();
  const folder = mkdtempSync(join(tmpdir(), 'resorb-coverage-'));
  const source = join(rootDir, 'src');
  try {
    const code = await runTests(
      ['--selectProjects', ...projects, ...(only === undefined ? [] : ['--testPathPatterns', only])],
      folder,
    );
    const inTests = linesOfJest(join(folder, 'coverage-final.json'));
    const inProcesses = linesRunIn(join(folder, 'processes'), (file) => file.startsWith(source));
    const counted = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => {
        const file = join(source, name);
        const lines = [...linesOfCode(file)];
        const missed = lines.filter((line) => !inTests.get(file)?.has(line) && !inProcesses.get(file)?.has(line));
        return { file: relative(rootDir, file), lines: lines.length, missed: missed.length };
      })
      .sort((left, right) => right.missed - left.missed);
    const sum = (of: 'lines' | 'missed') => counted.reduce((total, each) => total + each[of], 0);
    const [lines, missed] = [sum('lines'), sum('missed')];
    const percent = Math.round((1000 * (lines - missed)) / lines) / 10;
    const least = counted.slice(0, files).filter((each) => each.missed > 0);
    if (json) process.stdout.write(`${JSON.stringify({ lines, missed, percent, least })}\n`);
    else {
      for (const each of least)
        process.stdout.write(`${each.file}: ${each.missed} of ${each.lines} lines not reached\n`);
      process.stdout.write(`${percent} % of the lines of src (${lines - missed} of ${lines})\n`);
    }
    if (code !== 0 || percent < leastCovered) process.exitCode = exitCodes.failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
