import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import type { SynthesisCase } from '../../../src/synthesis/reference/readInput.ts';
import { synthesizeFile } from '../../../src/synthesis/reference/synthesizeFile.ts';

/**
 * Every figure of small made-up sets, as it was when all figures agreed with metafor's over the reference files; these
 * sets are small enough to stand here and be tried after every change. RESORB_RENEW=1 writes them anew.
 */
const file = join(rootDir, 'test/fixtures/synthesis/kept.json');

const share = (label: string, events: number, total: number, year: number, group: string) => ({
  label,
  events,
  total,
  year,
  group,
});
const table = (label: string, ai: number, bi: number, ci: number, di: number, year: number, group: string) => ({
  label,
  ai,
  bi,
  ci,
  di,
  year,
  group,
});

const cases: Record<string, SynthesisCase> = {
  'shares that differ': {
    kind: 'proportion',
    studies: [
      share('A', 12, 30, 2001, 'x'),
      share('B', 40, 52, 1999, 'y'),
      share('C', 7, 41, 2010, 'x'),
      share('D', 22, 25, 2005, 'y'),
      share('E', 15, 60, 2003, 'x'),
      share('F', 31, 44, 2015, 'z'),
      share('G', 5, 9, 2001, 'y'),
    ],
  },
  'shares at both ends': {
    kind: 'proportion',
    studies: [share('A', 0, 11, 2001, 'x'), share('B', 8, 8, 2000, 'y'), share('C', 3, 7, 2002, 'y')],
  },
  'shares that agree': {
    kind: 'proportion',
    studies: [share('A', 10, 20, 2001, 'x'), share('B', 21, 40, 2000, 'x'), share('C', 15, 31, 2002, 'x')],
  },
  'two shares': { kind: 'proportion', studies: [share('A', 3, 10, 2001, 'x'), share('B', 9, 12, 2001, 'y')] },
  'one share': { kind: 'proportion', studies: [share('A', 3, 10, 2001, 'x')] },
  'nobody in any': { kind: 'proportion', studies: [share('A', 0, 10, 2001, 'x'), share('B', 0, 20, 2002, 'y')] },
  'tables that differ': {
    kind: 'table2x2',
    studies: [
      table('A', 12, 30, 20, 25, 2001, 'x'),
      table('B', 3, 17, 9, 11, 2004, 'y'),
      table('C', 22, 8, 10, 21, 1998, 'x'),
      table('D', 5, 40, 6, 38, 2010, 'y'),
      table('E', 14, 9, 4, 19, 2002, 'x'),
    ],
  },
  'tables with empty cells': {
    kind: 'table2x2',
    studies: [
      table('A', 0, 12, 3, 10, 2001, 'x'),
      table('B', 5, 0, 2, 9, 2002, 'x'),
      table('C', 0, 8, 0, 9, 2003, 'y'),
      table('D', 4, 6, 7, 3, 2004, 'y'),
    ],
  },
  'one table': { kind: 'table2x2', studies: [table('A', 6, 14, 11, 9, 2001, 'x')] },
};

const figures = (name: string): unknown => JSON.parse(JSON.stringify(synthesizeFile(cases[name] as SynthesisCase)));

if (process.env.RESORB_RENEW || !existsSync(file)) {
  const lines = Object.keys(cases).map((name) => `${JSON.stringify(name)}:${JSON.stringify(figures(name), rounded)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** Eight digits: more may differ from one processor to another. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(8)) : value;
}

/** What differs by more than an iteration's last step may. */
function differences(is: unknown, was: unknown, path: string): string[] {
  if (typeof was === 'number' && typeof is === 'number') {
    const most = path.includes('glmm') ? 1e-4 : 1e-6;
    return Math.abs(is - was) <= most * Math.max(1, Math.abs(was)) ? [] : [`${path}: ${was} became ${is}`];
  }
  if (was === null || typeof was !== 'object') return Object.is(is, was) ? [] : [`${path}: ${was} became ${is}`];
  if (is === null || typeof is !== 'object') return [`${path} became ${is}`];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].flatMap((name) =>
    differences((is as Record<string, unknown>)[name], (was as Record<string, unknown>)[name], `${path}/${name}`),
  );
}

describe('every figure stays', () => {
  test.each(Object.keys(cases))('%s', (name) => {
    expect(differences(figures(name), kept[name], '')).toEqual([]);
  });
});
