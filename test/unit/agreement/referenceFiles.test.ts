import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeRatings, type RatingsFile } from '../../../src/agreement/reference/describeRatings.ts';
import { describeWithShared, hasSharedData, sharedData } from '../../support/sharedData.ts';

/*
 * Walks every figure of every reference file (irr 0.84.1, irrCAC 1.0, psych 2.2.9) and compares it within the
 * tolerances the files state: relative 1e-9, z and p of cohen and fleiss 1e-7, intervals 1e-12. The reference p is
 * 1 - cdf doubled, which leaves an absolute error of a few units of the last place of 1; so does a figure that is 0.
 */
const lastPlace = 1e-15;

/** Not figures: provenance and the ratings themselves. */
const notFigures = new Set(['format', 'id', 'note', 'notes', 'software', 'categories', 'ordered', 'ratings']);

interface Tally {
  compared: number;
  differences: string[];
}

function isClose(reference: number, found: number, path: string): boolean {
  const difference = Math.abs(reference - found);
  if (difference <= lastPlace) return true;
  if (/\/(ci|unweighted|weighted_squared)\/\d$/.test(path)) return difference <= 1e-12;
  const relative = /^\/(cohen|fleiss_complete).*\/[zp]$/.test(path) ? 1e-7 : 1e-9;
  return difference <= relative * Math.max(Math.abs(reference), Math.abs(found));
}

function walk(reference: unknown, found: unknown, path: string, tally: Tally): void {
  if (reference !== null && typeof reference === 'object') {
    const other: Record<string, unknown> = found !== null && typeof found === 'object' ? { ...found } : {};
    for (const [key, value] of Object.entries(reference)) {
      if (path === '' && notFigures.has(key)) continue;
      if (key in other) walk(value, other[key], `${path}/${key}`, tally);
      else tally.differences.push(`${path}/${key}: missing`);
    }
    return;
  }
  tally.compared += 1;
  const agrees =
    typeof reference === 'number' && typeof found === 'number' ? isClose(reference, found, path) : reference === found;
  if (!agrees) tally.differences.push(`${path}: ${String(reference)} expected, ${String(found)} found`);
}

interface ReferenceFile extends Omit<RatingsFile, 'units'> {
  ratings: RatingsFile['units'];
}

const files = hasSharedData('agreement')
  ? readdirSync(sharedData('agreement')).filter((name) => name.endsWith('.json'))
  : [];

describeWithShared('agreement of the reference files', ['agreement'], () => {
  test('there are files', () => expect(files.length).toBeGreaterThan(0));

  test.each(files)('%s: every figure agrees', (name) => {
    const file: ReferenceFile = JSON.parse(readFileSync(sharedData('agreement', name), 'utf8'));
    const { categories, ordered, ratings } = file;
    const tally: Tally = { compared: 0, differences: [] };
    walk(file, describeRatings({ categories, ordered, units: ratings }), '', tally);
    process.stdout.write(`${name}: ${tally.compared} figures compared, ${tally.differences.length} differ\n`);
    expect(tally.differences).toEqual([]);
    expect(tally.compared).toBeGreaterThan(40);
  });
});
