import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { rootDir } from '../../src/paths.ts';

/** A path inside the reference data that lies beside the project (`../shared/data`). */
export function sharedData(...segments: string[]): string {
  return join(rootDir, '..', 'shared', 'data', ...segments);
}

export function hasSharedData(...segments: string[]): boolean {
  return existsSync(sharedData(...segments));
}

/**
 * Declares tests that need reference data from beside the project. Where it is absent they are counted as
 * skipped and their name says why, so that the project's own suite stands alone.
 */
export function describeWithShared(name: string, paths: string[], tests: () => void): void {
  const missing = paths.filter((path) => !hasSharedData(path));
  if (missing.length === 0) describe(name, tests);
  else describe.skip(`${name} (reference data absent: ../shared/data/${missing.join(', ')})`, tests);
}
