import { describe, expect, test } from '@jest/globals';
import { describeRatings } from '../../../src/agreement/reference/describeRatings.ts';
import { RatingsInputError, readRatings } from '../../../src/agreement/reference/readRatings.ts';

describe('ratings as a file', () => {
  test('are read with what else the file holds passed over', () => {
    const text = JSON.stringify({ id: 'x', categories: ['a', 'b'], ratings: [['a', null]] });
    expect(readRatings(text)).toEqual({ categories: ['a', 'b'], ordered: false, units: [['a', null]] });
  });

  test.each([
    ['not JSON', '{', 'not JSON'],
    ['no ratings', '{"categories":["a"]}', '"ratings"'],
    ['a category twice', '{"categories":["a","a"],"ratings":[]}', '"categories"'],
    ['a rating off the scale', '{"categories":["a"],"ratings":[["a"],["b"]]}', '"ratings.1.0"'],
    ['a short row', '{"categories":["a"],"ratings":[["a","a"],["a"]]}', '"ratings.1"'],
  ])('tell what is wrong and where: %s', (_, text, place) => {
    expect(() => readRatings(text)).toThrow(RatingsInputError);
    expect(() => readRatings(text)).toThrow(place);
  });
});

describe('the figures of a file', () => {
  test('of raters without a unit in common are null with a reason, never NaN', () => {
    for (const units of [[], [['a', null]], [[null, null]]]) {
      const figures = describeRatings({ categories: ['a', 'b'], ordered: true, units });
      expect(JSON.stringify(figures)).not.toContain('NaN');
      expect(figures).toMatchObject({ ac1: { value: null }, krippendorff_ordinal: null, fleiss_complete: { z: null } });
      expect(Object.keys(figures.undefined as object)).toContain('krippendorff_cac');
    }
  });

  test('of three raters have Light instead of Cohen', () => {
    const figures = describeRatings({
      categories: ['a', 'b'],
      ordered: false,
      units: [
        ['a', 'b', 'a'],
        ['b', 'b', 'a'],
      ],
    });
    expect(figures).toHaveProperty('light_complete');
    expect(figures).not.toHaveProperty('cohen');
  });
});
