import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../src/paths.ts';

export interface BuiltProgram {
  /** What Node is given to run a command of `scripts/`. */
  words(script: string): string[];
  remove(): void;
}

/** What Node is given to run a command from its source, which starts in three times the time. */
export function fromSource(script: string): string[] {
  return ['--import', 'tsx', join(rootDir, 'scripts', `${script}.ts`)];
}

/**
 * Builds the program as `npm start` does, in a folder of its own: worth its three seconds for tests that start a command
 * again and again.
 */
export function buildProgram(): BuiltProgram {
  // Beside the ordinary build, from where packages are found as well.
  mkdirSync(join(rootDir, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(rootDir, 'dist', 'for-tests-'));
  const tsc = join(rootDir, 'node_modules', '.bin', 'tsc');
  const options = ['--noCheck', '--sourceMap', 'false', '--outDir', folder];
  execFileSync(tsc, ['-p', join(rootDir, 'tsconfig.build.json'), ...options], { cwd: rootDir });
  return {
    words: (script) => [join(folder, 'scripts', `${script}.js`)],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
