import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { rootDir } from '../../src/paths.ts';

export interface BuiltProgram {
  /** What Node is given to run a command of `scripts/`. */
  words(script: string): string[];
  remove(): void;
}

/** What Node is given to run a command from its source. */
export function fromSource(script: string): string[] {
  return ['--import', 'tsx', join(rootDir, 'scripts', `${script}.ts`)];
}

/** Packages with compiled parts, or that look for files of their own. */
const external = ['better-sqlite3', '@node-rs/argon2', 'opencc-js'];
/** Some packages ask for others in the old way, which a module knows only by this. */
const banner = `import { createRequire as requireOfBundle } from 'node:module';
const require = requireOfBundle(import.meta.url);`;

/**
 * Puts commands into one file each, packages among them: most of the time that a command takes to start goes into
 * finding and translating its many files. For tests that start the same command again and again.
 */
export function buildProgram(scripts: readonly string[]): BuiltProgram {
  // Beside the ordinary build, from where packages and the program's own files are found as well.
  mkdirSync(join(rootDir, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(rootDir, 'dist', 'for-tests-'));
  buildSync({
    entryPoints: scripts.map((script) => join(rootDir, 'scripts', `${script}.ts`)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external,
    banner: { js: banner },
    logLevel: 'warning',
  });
  return {
    words: (script) => [join(folder, `${script}.js`)],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
