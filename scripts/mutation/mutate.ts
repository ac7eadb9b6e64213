import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { rootDir } from '../../src/paths.ts';
import type { MutatedPart } from './parts.ts';
import { drawnVariable, withoutVariable } from './runner.ts';

type StrykerOptions = ConstructorParameters<typeof Stryker>[0];

/** One small change of the code, and what the tests made of it. */
export type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

export interface Mutation extends MutatedPart {
  /** Test processes at once. */
  atOnce: number;
  /** One change in so many is tried. */
  every: number;
  /** Where the changed copies of the sources are written. */
  folder: string;
}

/**
 * Changes each file in many small ways, one at a time, and runs the tests that reach the change.
 *
 * Changes that are only reached while a module is loaded are left out: every one of them would need all tests.
 *
 * @throws {Error} when the tests fail before anything was changed.
 */
export async function mutate({ files, tests, without = [], atOnce, every, folder }: Mutation): Promise<Mutant[]> {
  const options: StrykerOptions = {
    mutate: [...files],
    testRunner: 'in-process',

    plugins: [fileURLToPath(new URL('./runner.ts', import.meta.url))],
    testFiles: testFilesOf(tests),
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: atOnce,
    tempDirName: folder,
    ignorePatterns: ['dist', 'coverage', 'docs', 'views/assets', '*.sqlite*'],
    // It would have the type checker rewrite this file, and the one in use has no interface for programs.
    tsconfigFile: 'tsconfig.none.json',
    reporters: ['progress-append-only'],
    logLevel: 'error' as NonNullable<StrykerOptions['logLevel']>,
    allowConsoleColors: false,
    timeoutMS: 6000,
    // Changed code is slow, and the machine may be busy.
    dryRunTimeoutMinutes: 30,
  };
  // Stryker's own processes read this part's sources too.
  process.env.NODE_OPTIONS = `--import ${import.meta.resolve('tsx')}`;
  process.env[drawnVariable] = String(every);
  process.env[withoutVariable] = without.join('\n');
  const mutants = await new Stryker(options).runMutationTest();
  return mutants.filter(({ id }) => Number(id) % every === 0);
}

/** The test files of folders, by their paths in the project, without those named with a `!`. */
function testFilesOf(tests: readonly string[]): string[] {
  const [leftOut, folders] = [
    tests.filter((name) => name.startsWith('!')),
    tests.filter((name) => !name.startsWith('!')),
  ];
  return folders
    .flatMap((folder) =>
      readdirSync(join(rootDir, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => join(folder, name)),
    )
    .filter((file) => !leftOut.includes(`!${file}`));
}
