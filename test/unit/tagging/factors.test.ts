import { describe, expect, test } from '@jest/globals';
import { factorHits, type Predictor, selectedValue, withoutAdjusted } from '../../../src/tagging/factors.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { readRecord, readSentence, titled } from './readText.ts';

const cues = {
  kind: ['type'],
  free: ['free', 'not contained'],
  contained: ['contained'],
  young: ['young'],
  chosen: ['free only'],
  drug: ['drug'],
  'with-drug': ['treated'],
  'without-drug': ['untreated'],
  both: ['both groups'],
  against: ['rather than'],
  than: ['than'],
  adjusted: ['adjusted for', 'adjustment for'],
  favour: ['favoured'],
  'clause-end': ['but'],
};
const predictor: Predictor = {
  id: 'kind',
  factor: ['kind'],
  more: ['free'],
  less: ['contained'],
  asCandidate: ['young'],
  refused: ['chosen'],
};
const treatment: Predictor = {
  ...predictor,
  id: 'drug',
  factor: ['drug'],
  more: [],
  less: [],
  titled: { by: ['drug'], more: ['with-drug'], less: ['without-drug'], both: ['both'] },
};
const rules = {
  setAgainst: 'against',
  adjusted: 'adjusted',
  than: 'than',
  directions: [{ direction: 'favours', lists: ['favour'] }],
} as Partial<PredictorRules> as PredictorRules;

/** Where a factor is named: the words, + for more and - for less, * for a value. */
function named(text: string, { of = predictor, isCandidate = false, titles = [] as string[] } = {}) {
  const sentence = readSentence(text, cues);
  return factorHits(sentence, of, isCandidate, new Set(titles), rules).map(
    ({ hit, value, isValue }) =>
      `${sentence.tokens.words.slice(hit.from, hit.to).join(' ')} ${value > 0 ? '+' : '-'}${isValue ? '*' : ''}`,
  );
}

describe('where a factor is named', () => {
  test.each([
    ['Its type, free or contained, told.', ['type +', 'free +*', 'contained -*']],
    ['Those contained and those free.', ['contained -*', 'free +*']],
    ['Nothing told.', []],
    ['The young were many.', []],
    // What stands within words of the other value, or of a choice, is none.
    ['Those not contained told.', ['contained -*']],
    ['We took free only and then free ones.', ['free +*']],
    // What is only set against what was named before it.
    ['Free rather than contained discs told.', ['free +*']],
    ['Free rather than very contained discs told.', ['free +*']],
    ['Free rather than old and very contained discs told.', ['free +*', 'contained -*']],
    ['Rather than contained ones told.', ['contained -*']],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test('some words name it only where candidates are spoken of', () => {
    expect(named('The young were many.', { isCandidate: true })).toEqual(['young +']);
  });

  test('some values only in a record that is about it by its title', () => {
    const text = 'Treated and untreated and both groups.';
    expect(named(text, { of: treatment })).toEqual([]);
    expect(named(text, { of: treatment, titles: ['drug'] })).toEqual(['treated +*', 'untreated -*', 'both groups +*']);
    expect(named('The drug told.', { of: treatment })).toEqual(['drug +*']);
  });
});

describe('what a comparison was adjusted for', () => {
  const left = (text: string, claimedFrom = Number.POSITIVE_INFINITY) => {
    const sentence = readSentence(text, cues);
    const hits = factorHits(sentence, predictor, false, new Set(), rules);
    return withoutAdjusted(sentence, hits, claimedFrom, rules).map(({ hit }) => sentence.tokens.words[hit.from]);
  };

  test.each([
    ['Free discs told, adjusted for contained ones.', ['free']],
    ['Free discs told.', ['free']],
    ['It was then adjusted for type, and free discs told.', []],
    ['It was then adjusted for type, but free discs told.', ['free']],
    ['After adjustment for type, free discs told.', ['free']],
  ])('%s', (text, expected) => {
    expect(left(text)).toEqual(expected);
  });

  test('what is fronted ends with the last comma before what is claimed', () => {
    const text = 'After adjustment for type, age, free discs favoured it, contained.';
    // after 0 adjustment 1 for 2 type 3 , 4 age 5 , 6 free 7 discs 8 favoured 9 it 10 , 11 contained 12
    expect(left(text, 9)).toEqual(['free', 'contained']);
    expect(left(text, 5)).toEqual(['free', 'contained']);
    expect(left(text, 2)).toEqual([]);
    expect(left('Adjusted for type, free discs told.', 0)).toEqual([]);
  });
});

describe('by what the subjects were selected', () => {
  const selected = (title: string, of = predictor) =>
    selectedValue(readRecord(titled(title, 'Contained.'), cues), of, rules);

  test.each([
    ['Free discs', 1],
    ['Contained discs', -1],
    ['Free and contained discs', 0],
    ['Discs', 0],
    ['Free discs favoured resorption', 0],
    ['What favoured free discs', 1],
    ['More in free than in other discs', 0],
  ])('%s: %d', (title, value) => {
    expect(selected(title)).toBe(value);
  });

  test('a treatment is what the title is about, and selects nobody', () => {
    expect(selected('Free discs', { ...treatment, more: ['free'] })).toBe(0);
  });
});
