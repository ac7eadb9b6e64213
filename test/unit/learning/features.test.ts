import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { characterGrams, wordGrams } from '../../../src/learning/analyse.ts';
import { buildFeatures, type FeatureSettings } from '../../../src/learning/features.ts';
import { createKernel } from '../../../src/learning/kernel.ts';
import { presets } from '../../../src/learning/presets.ts';
import { indexByFeature, products, rowOf, squaredLength } from '../../../src/learning/sparse.ts';
import { stem } from '../../../src/learning/stem.ts';

const singleWords: FeatureSettings = {
  titleTimes: 1,
  blocks: [
    { terms: { kind: 'words', stemmed: false, shortest: 1, longest: 1 }, share: 1, minimumTexts: 1, largestShare: 1 },
  ],
};
const asTexts = (...abstracts: string[]) => abstracts.map((abstract) => ({ title: '', abstract }));

describe('terms', () => {
  test('words are two or more letters, digits or underscores, in lower case', () => {
    expect(wordGrams('A TNF-α rise, in X_1 β2', false, 1, 1)).toEqual(['tnf', 'rise', 'in', 'x_1', 'β2']);
  });

  test('pairs follow the single words', () => {
    expect(wordGrams('disc herniation resorption', false, 1, 2)).toEqual([
      'disc',
      'herniation',
      'resorption',
      'disc herniation',
      'herniation resorption',
    ]);
  });

  test('character grams stay inside padded words; a short word is taken whole', () => {
    expect(characterGrams('of discs', 4)).toEqual([' of ', ' dis', 'disc', 'iscs', 'scs ']);
    expect(characterGrams('a', 4)).toEqual([' a ']);
    expect(characterGrams('of', 3, 5)).toEqual([' of', 'of ', ' of ']);
  });

  test.each([
    ['herniations', 'herni'],
    ['herniated', 'herniat'],
    ['studies', 'stud'],
    ['discs', 'disc'],
    ['gas', 'gas'],
    ['lumbar', 'lumbar'],
  ])('%s is stemmed to %s', (token, expected) => expect(stem(token)).toBe(expected));
});

describe('features', () => {
  test('weights are sublinear TF-IDF of unit length', () => {
    const { rows } = buildFeatures(asTexts('disc disc pain', 'disc'), singleWords);
    const disc = (1 + Math.log(2)) * (Math.log(3 / 3) + 1);
    const pain = Math.log(3 / 2) + 1;
    const length = Math.hypot(disc, pain);
    const row = rowOf(rows, 0);
    expect(row.values).toHaveLength(1);
    expect(row.values[0]).toBeCloseTo(disc / length, 6);
    expect(row.rest).toBeCloseTo((pain / length) ** 2, 6);
  });

  test('a term in too large a share of the records is dropped', () => {
    const settings = { ...singleWords, blocks: [{ ...singleWords.blocks[0], largestShare: 0.9 }] } as FeatureSettings;
    const { rows } = buildFeatures(asTexts('disc pain', 'disc leg', 'disc pain'), settings);
    expect(rowOf(rows, 0)).toMatchObject({ features: [0], rest: 0 });
    expect(rowOf(rows, 1)).toMatchObject({ features: [], rest: 1 });
  });

  test('the question meets the one record that uses its rarest word', () => {
    const question = { title: 'chymopapain', abstract: '' };
    const texts = asTexts('chymopapain injection', 'surgery');
    const with_ = buildFeatures(texts, singleWords, question);
    const without = buildFeatures(texts, singleWords);
    expect(products(indexByFeature(with_.rows), with_.place(question))[0]).toBeGreaterThan(0.5);
    expect(products(indexByFeature(without.rows), without.place(question))[0]).toBe(0);
  });

  const word = fc.constantFrom('disc', 'discs', 'pain', 'resorption', 'mri', 'therapy', 'macrophage', 'trial');
  const sentence = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

  test('folding what only one record has leaves every product as it was', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (abstracts) => {
        const texts = asTexts(...abstracts);
        const settings = presets.p1.features;
        // A question of all texts keeps every term, so nothing is folded.
        const whole = buildFeatures(texts, settings, { title: '', abstract: abstracts.join(' ') });
        const folded = buildFeatures(texts, settings);
        texts.forEach((_, record) => {
          const expected = products(indexByFeature(whole.rows), rowOf(whole.rows, record));
          const row = rowOf(folded.rows, record);
          const got = products(indexByFeature(folded.rows), row);
          texts.forEach((_, other) => {
            if (other !== record) expect(got[other]).toBeCloseTo(expected[other] as number, 5);
          });
          expect(squaredLength(row)).toBeCloseTo(squaredLength(rowOf(whole.rows, record)), 5);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('a record is placed where its row stands', () => {
    const texts = asTexts('disc pain mri', 'disc therapy', 'pain mri therapy');
    const features = buildFeatures(texts, singleWords);
    const placed = features.place(texts[2] as (typeof texts)[number]);
    const row = rowOf(features.rows, 2);
    expect(placed.features).toEqual(row.features);
    placed.values.forEach((value, at) => {
      expect(value).toBeCloseTo(row.values[at] as number, 6);
    });
  });

  test('similarities are symmetric, with the bias on top and the question last', () => {
    const texts = asTexts('disc pain mri', 'disc therapy', 'pain mri therapy');
    const features = buildFeatures(texts, singleWords);
    const kernel = createKernel(features.rows, features.place({ title: 'mri', abstract: '' }));
    expect(kernel.row(0)[0]).toBeCloseTo(2, 5);
    expect(kernel.row(0)[1]).toBeCloseTo(kernel.row(1)[0] as number, 6);
    expect(kernel.row(0)[3]).toBeCloseTo(kernel.row(3)[0] as number, 6);
    expect(kernel.row(1)[3]).toBe(1);
    expect(kernel.row(3)[3]).toBeCloseTo(2, 5);
    expect(createKernel(features.rows, null).row(0)[3]).toBe(1);
  });

  test('similarities that were given up are the same when asked for again', () => {
    const texts = asTexts('disc pain mri', 'disc therapy', 'pain mri therapy', 'trial of discs');
    const { rows } = buildFeatures(texts, presets.p1.features);
    const [everything, oneRow] = [createKernel(rows, null), createKernel(rows, null, 1)];
    for (const member of [0, 1, 0, 3, 2, 0]) expect(oneRow.row(member)).toEqual(everything.row(member));
    expect(everything.row(0)).toBe(everything.row(0));
  });
});
