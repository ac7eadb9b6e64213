import { describe, expect, test } from '@jest/globals';
import { hitsOf } from '../../../src/tagging/claims.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { chancePlaces, isByChance, readCoefficient, readStatistic } from '../../../src/tagging/statistics.ts';
import { readSentence } from './readText.ts';

const cues = {
  factor: ['size'],
  p: ['p'],
  ratio: ['or', 'hazard ratio'],
  slope: ['r'],
  unit: ['per year'],
  chance: ['by chance'],
  'clause-end': ['but', ';'],
};
const rules = {
  insignificance: 'chance',
  perUnit: 'unit',
  statistics: { probability: 'p', ratio: 'ratio', coefficient: 'slope' },
} as unknown as PredictorRules;

const factorsIn = (sentence: ReturnType<typeof readSentence>) => hitsOf(sentence, ['factor']);

/** What the figures say of the first size that a sentence names: sense and words. */
function statisticIn(text: string) {
  const sentence = readSentence(text, cues);
  const [factor] = factorsIn(sentence);
  const statistic = factor && readStatistic(sentence, factor, rules);
  return statistic && [statistic.sense, statistic.words + (statistic.isPerUnit ? ', per unit' : '')];
}

describe('figures in brackets behind a factor', () => {
  test.each<[string, unknown]>([
    // A ratio above one favours, one below hinders, one of just one says nothing, like one whose interval covers one.
    ['Size (OR 2.1).', [1, '(OR 2.1)']],
    ['Size (OR 0.5).', [-1, '(OR 0.5)']],
    ['Size (OR 1).', [0, '(OR 1)']],
    ['Size (OR 2.1, 95% CI 1.2 to 3.0).', [1, '(OR 2.1, 95% CI 1.2 to 3.0)']],
    ['Size (OR 2.1, 95% CI 0.7 to 3.0).', [0, '(OR 2.1, 95% CI 0.7 to 3.0)']],
    ['Size (OR 2.1, CI 1 to 3.0).', [1, '(OR 2.1, CI 1 to 3.0)']],
    ['Size (OR 0.5, CI 0.2 to 1).', [-1, '(OR 0.5, CI 0.2 to 1)']],
    ['Size (OR 2.1, at least 0.7).', [1, '(OR 2.1, at least 0.7)']],
    // A coefficient points by its sign, however the sign is written; none at all says nothing.
    ['Size (r = 0.4).', [1, '(r = 0.4)']],
    ['Size (r = -0.4).', [-1, '(r = -0.4)']],
    ['Size (r = − 0.4).', [-1, '(r = − 0.4)']],
    ['Size (over-all-r 0.4).', [1, '(over-all-r 0.4)']],
    ['Size (r = 0).', undefined],
    // p above 0.05 is chance; one below says that there is a relation, not which.
    ['Size (p = 0.4).', [0, '(p = 0.4)']],
    ['Size (p = 1).', [0, '(p = 1)']],
    ['Size (p > 0.05).', [0, '(p > 0.05)']],
    ['Size (p = 0.05).', undefined],
    ['Size (p < 0.1).', undefined],
    ['Size (p = 1.4).', undefined],
    ['Size (OR 2.1, p = 0.4).', [0, '(OR 2.1, p = 0.4)']],
    ['Size (OR 2.1, p = 0.04).', [1, '(OR 2.1, p = 0.04)']],
    ['Size (OR 2.1 per year).', [1, '(OR 2.1 per year), per unit']],
    ['Size per year (OR 2.1).', [1, '(OR 2.1)']],
    // Without a figure near by the name says nothing, and the word "or" is no name.
    ['Size (p was low).', undefined],
    ['Size (OR was high).', undefined],
    ['Size (OR at the end of it 2.1).', undefined],
    ['Size (r was high).', undefined],
    ['Size (or 2.1).', undefined],
    ['Size (hazard ratio 2.1).', [1, '(hazard ratio 2.1)']],
    ['Size (large).', undefined],
    // The bracket is the next one, up to eight words on, in the same part of the sentence, and has an end.
    ['Size of all that we saw in them (OR 2.1).', [1, '(OR 2.1)']],
    ['Size of all that we saw in them then (OR 2.1).', [1, '(OR 2.1)']],
    ['Size of all that we saw in them just then (OR 2.1).', undefined],
    ['Size, age (OR 2.1).', undefined],
    ['All (of size) were (OR 2.1).', undefined],
    ['Size (large) and age (OR 2.1).', undefined],
    ['Size (OR 2.1 was it.', undefined],
    ['Size was seen.', undefined],
    // What stands outside the bracket is of something else.
    ['Size (OR) 2.1 was it.', undefined],
    ['Size (OR 2.1) in 0.7 to 3.0 of it.', [1, '(OR 2.1)']],
    ['Size (r) 0.4 was it.', undefined],
  ])('%s %j', (text, expected) => {
    expect(statisticIn(text)).toEqual(expected);
  });
});

describe('a ratio that is spoken of outside brackets', () => {
  test.each<[string, unknown]>([
    ['Size gave a hazard ratio of 2.3.', [1, 'hazard ratio of 2.3']],
    ['Size gave a hazard ratio of 0.3.', [-1, 'hazard ratio of 0.3']],
    ['Size gave a hazard ratio of 1.', undefined],
    ['Size gave a hazard ratio of 2%.', undefined],
    ['Size OR 2.3.', [1, 'OR 2.3']],
    ['Size or 2.3.', undefined],
    // Up to six words before it and within it, in the same clause and not across a bracket.
    ['Size as we saw it then gave OR 2.3.', [1, 'OR 2.3']],
    ['Size as we saw it just then gave OR 2.3.', undefined],
    ['Size gave OR as we saw it just then 2.3.', [1, 'OR as we saw it just then 2.3']],
    ['Size gave OR as we saw it just then, 2.3.', undefined],
    ['Size; OR 2.3.', undefined],
    ['OR 2.3 and size.', undefined],
    ['Size (large) gave OR 2.3.', undefined],
    ['All (of size) gave OR 2.3.', undefined],
    // The bracket right behind it may take it back: by an interval over one or a p above 0.05.
    ['Size gave OR 2.3 (0.7 to 3.0).', [0, 'OR 2.3']],
    ['Size gave OR 2.3 (95% CI 0.7 to 3.0).', [0, 'OR 2.3']],
    ['Size gave OR 2.3 (95% CI 1.2 to 3.0).', [1, 'OR 2.3']],
    ['Size gave OR 2.3 (1 to 3.0).', [1, 'OR 2.3']],
    ['Size gave OR 0.3 (0.2 to 1).', [-1, 'OR 0.3']],
    ['Size gave OR 2.3 (0.7).', [1, 'OR 2.3']],
    ['Size gave OR 2.3 (p = 0.4).', [0, 'OR 2.3']],
    ['Size gave OR 2.3 (p = 0.01).', [1, 'OR 2.3']],
    ['Size gave OR 2.3 (p was low).', [1, 'OR 2.3']],
    ['The p of size gave OR 2.3 (p = 0.4).', [0, 'OR 2.3']],
    ['For p, size gave OR 2.3 (1.2 to 3.0).', [1, 'OR 2.3']],
    // No other bracket does, nor what stands behind it.
    ['Size gave OR 2.3, in age (0.7 to 3.0).', [1, 'OR 2.3']],
    ['Size gave OR 2.3 (seen), age 0.7 to 3.0.', [1, 'OR 2.3']],
    ['Size gave OR 2.3 (seen), age p = 0.4.', [1, 'OR 2.3']],
    ['Size gave OR 2.3 in 0.7 to 3.0 of it.', [1, 'OR 2.3']],
  ])('%s %j', (text, expected) => {
    expect(statisticIn(text)).toEqual(expected);
  });
});

describe('the only coefficient of a sentence', () => {
  const coefficientIn = (text: string) => {
    const sentence = readSentence(text, cues);
    const hits = factorsIn(sentence).map((hit) => ({ hit, value: -1 as const, isValue: true }));
    return readCoefficient(sentence, hits, rules);
  };

  test.each<[string, 1 | -1, string]>([
    ['Size was related to it with r = 0.4.', 1, 'r = 0.4'],
    ['Size was related to it with r = -0.4.', -1, 'r = -0.4'],
    ['Size r 1.', 1, 'r 1'],
    ['By age, size was related to it with r = 0.4, as was seen.', 1, 'r = 0.4'],
  ])('%s %d', (text, sense, words) => {
    expect(coefficientIn(text)).toEqual({ sense, value: -1, words });
  });

  test.each([
    ['Age was related to it with r = 0.4.'],
    ['With r = 0.4 came size.'],
    ['Size was related with r = 0.4 and r = 0.3.'],
    ['Size, age was related with r = 0.4.'],
    ['Size was related to it.'],
    ['Size was related by r.'],
    ['Size was related with r = 0.'],
    ['Size was related with r = 1.4.'],
  ])('%s: none', (text) => {
    expect(coefficientIn(text)).toBeUndefined();
  });
});

describe('chance', () => {
  test.each<[string, boolean]>([
    ['It was so.', false],
    ['It was so (p = 0.62).', true],
    ['It was so (p = 1).', true],
    ['It was so (p = 0.01).', false],
    ['It was so (p < 0.1).', false],
    ['It was so (p > 0.05).', true],
    ['It was so (p = 1.4).', false],
    ['It was so (p low).', false],
    ['It was so by chance.', true],
    // A smaller p beside it is that of something else that the sentence compares.
    ['It was so by chance (p = 0.01).', false],
    ['It was so (p = 0.62) or so (p = 0.01).', false],
    ['It was so (p = 0.01) or so (p = 0.62).', false],
    ['It was so (p = 0.62) or so (p = 0.3).', true],
    // An interval of differences from less to more.
    ['It was 3 (95% CI -14 to 8).', true],
    ['It was 3 (95% CI of -14 to 8).', true],
    ['It was 3 (95% CI 14 to 28).', false],
    ['It was 3 (95% CI -14 to -8).', false],
    ['It was 3 (95% CI at least -14).', false],
    ['It was 3 (95% CI -0 to 8).', false],
    ['It was -14 to 8.', false],
    ['It was -14 ci 8.', false],
  ])('%s: for all that a sentence compares %s', (text, expected) => {
    expect(isByChance(readSentence(text, cues), rules)).toBe(expected);
  });

  test.each<[string, number[]]>([
    ['It was so (p = 0.62) or so (p = 0.01), p = 1.', [4, 16]],
    ['It was so (p = 1.4) or p.', []],
    ['It was so.', []],
  ])('%s: at words %j', (text, places) => {
    expect(chancePlaces(readSentence(text, cues), rules)).toEqual(places);
  });
});
