import { describe, expect, test } from '@jest/globals';
import { carriedHits } from '../../../src/tagging/carried.ts';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import { signsOf } from '../../../src/tagging/factorSigns.ts';
import { directionsIn, rules, statementsIn } from './predictorWords.ts';

/** What is said of size in each sentence: how it points, and whether it is only come back to. */
const said = (text: string) =>
  statementsIn(text)
    .filter(({ predictor }) => predictor.id === 'size')
    .map((statement) => [statement.read.direction, signsOf(statement, 'cohort').includes('carried')]);

describe('a factor that a sentence comes back to by a pronoun', () => {
  test('is what the sentence before named', () => {
    expect(said('Size was noted. This favoured shrinkage.')).toEqual([
      ['discusses', false],
      ['favours', true],
    ]);
  });

  test('keeps its value', () => {
    expect(said('Small ones were noted. They favoured shrinkage.').at(-1)).toEqual(['against', true]);
    expect(said('Large and small ones were noted. They favoured shrinkage.').at(-1)).toEqual(['favours', true]);
  });

  test('is the value that the former or the latter was', () => {
    const values = 'Small and large ones were noted.';
    expect(said(`${values} The former persisted, the latter shrank more.`).at(-1)?.[1]).toBe(true);
    expect(said(`${values} In the former shrinkage was favoured.`).at(-1)).toEqual(['against', true]);
    expect(said(`${values} In the latter shrinkage was favoured.`).at(-1)).toEqual(['favours', true]);
  });

  test.each([
    ['the pronoun does not open it', 'Size was noted. In all men shrinkage favoured this.'],
    ['it is not about the outcome', 'Size was noted. This hurt.'],
    ['a sentence lies between', 'Size was noted. Men came. This favoured shrinkage.'],
    ['more factors were named than a pronoun takes up', 'Size, age and level were noted. This favoured shrinkage.'],
  ])('but not where %s', (_, text) => {
    expect(said(text).some(([, isCarried]) => isCarried)).toBe(false);
  });

  test('a sentence that names a factor itself comes back to none', () => {
    expect(said('Size was noted. This favoured shrinkage as did age.').some(([, isCarried]) => isCarried)).toBe(false);
  });

  test('a title hands nothing on', () => {
    expect(directionsIn('This favoured shrinkage.', { title: 'Size of discs' })).toEqual({});
  });

  test('nothing was named: nothing is carried', () => {
    const [statement] = statementsIn('Size was noted.');
    if (!statement) throw new Error('Size was named.');
    const none: FactorHit[] = [];
    expect(carriedHits(statement.sentence, none, rules)).toEqual([]);
  });
});
