import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readInput } from '../../../src/synthesis/reference/readInput.ts';
import { synthesizeFile } from '../../../src/synthesis/reference/synthesizeFile.ts';
import { describeWithShared, hasSharedData, sharedData } from '../../support/sharedData.ts';

/*
 * Walks every figure of every reference file made with metafor and compares it within the tolerances the files
 * state: relative 1e-8; absolute 1e-7 on tau2 (below 1e-6 it counts as zero) and on what follows from it; 1e-3 on
 * glmm. A null, an unbounded figure and a refusal must be exactly that.
 */

interface Tally {
  compared: number;
  /** Figures that needed the absolute tolerance. */
  byAbsolute: number;
  differences: string[];
}

/** Sections whose figures rest on no estimated tau2, so that only the relative tolerance holds for them. */
const withoutTau2 = /\/(effects|per_study|crude|from_Q|egger_lm|peters|begg|mantel_haenszel|peto|studies)\b/;
/** Not results: provenance, and the tolerance itself. */
const notFigures = new Set(['notes', 'software', 'advised_tolerance']);

function agrees(reference: number, found: number, path: string, equalEffects: boolean): 'relative' | 'absolute' | 'no' {
  const difference = Math.abs(reference - found);
  const size = Math.max(Math.abs(reference), Math.abs(found));
  if (path.includes('/glmm/')) {
    const zero = path.endsWith('/tau2') && size < 1e-6;
    return difference <= 1e-3 * size || zero ? 'relative' : 'no';
  }
  if (difference <= 1e-8 * size) return 'relative';
  if (withoutTau2.test(path) || equalEffects) return 'no';
  if (/\/tau2(\/\d)?$/.test(path) && size < 1e-6) return 'absolute';
  if (/\/tau\/\d$/.test(path) && size ** 2 < 1e-6) return 'absolute';
  return difference <= 1e-7 ? 'absolute' : 'no';
}

function walk(reference: unknown, found: unknown, path: string, tally: Tally, equalEffects = false): void {
  if (reference !== null && typeof reference === 'object') {
    const entries = Object.entries(reference);
    const other: Record<string, unknown> = found !== null && typeof found === 'object' ? { ...found } : {};
    if ('error' in reference) {
      tally.compared += 1;
      if (!('error' in other)) tally.differences.push(`${path}: the reference refuses, we do not`);
      return;
    }
    if (Array.isArray(reference) && (!Array.isArray(found) || found.length !== reference.length)) {
      tally.differences.push(`${path}: not a list of ${reference.length}`);
      return;
    }
    const isEqualEffects = equalEffects || ('method' in reference && reference.method === 'EE');
    for (const [key, value] of entries) {
      if (notFigures.has(key)) continue;
      if (!(key in other)) tally.differences.push(`${path}/${key}: missing`);
      else walk(value, other[key], `${path}/${key}`, tally, isEqualEffects);
    }
    return;
  }
  tally.compared += 1;
  if (typeof reference !== 'number' || typeof found !== 'number') {
    if (reference !== found) tally.differences.push(`${path}: ${String(reference)} expected, ${String(found)} found`);
    return;
  }
  const agreement = agrees(reference, found, path, equalEffects);
  if (agreement === 'absolute') tally.byAbsolute += 1;
  if (agreement === 'no') tally.differences.push(`${path}: ${reference} expected, ${found} found`);
}

const files = hasSharedData('metafor')
  ? readdirSync(sharedData('metafor')).filter((name) => name.endsWith('.json'))
  : [];

describeWithShared('results of the metafor reference files', ['metafor'], () => {
  test.each(files)('%s: every figure agrees', (name) => {
    const text = readFileSync(sharedData('metafor', name), 'utf8');
    const tally: Tally = { compared: 0, byAbsolute: 0, differences: [] };
    walk(JSON.parse(text), JSON.parse(JSON.stringify(synthesizeFile(readInput(text)))), '', tally);
    process.stdout.write(
      `${name}: ${tally.compared} figures compared, ${tally.byAbsolute} of them by the absolute tolerance, ` +
        `${tally.differences.length} differ\n`,
    );
    expect(tally.differences).toEqual([]);
    expect(tally.compared).toBeGreaterThan(1000);
  });
});
