import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The project's root: the nearest folder above this file that holds package.json.
 * Found by walking up, so that it is the same from `src/` (tsx, jest) and from `dist/src/` (built).
 */
function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`No package.json above ${start}: the program is not installed whole.`);
  }
}

/** Where the program's own modules stand: `src/`, or `dist/src/` once built. */
export const modulesDir = dirname(fileURLToPath(import.meta.url));
/** Whether the modules are run as they were written, in TypeScript. */
export const fromSource = import.meta.url.endsWith('.ts');

export const rootDir = findRoot(modulesDir);
export const viewsDir = join(rootDir, 'views');
export const migrationsDir = join(rootDir, 'db', 'migrations');
export const protocolDir = join(rootDir, 'db', 'protocol');
export const libraryFile = join(rootDir, 'db', 'library', 'records.jsonl');
export const defaultDatabaseFile = join(rootDir, 'db', 'resorb.sqlite');
export const rulesDir = join(protocolDir, 'rules');

/** What `scripts/client.ts` made of `src/client`: the scripts that browsers get. */
export const clientDir = join(rootDir, 'dist', 'client');
