import { describe, expect, test } from '@jest/globals';
import { readNumbers } from '../../../src/tagging/numbers.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { bracketed, distance } from '../../../src/tagging/spacing.ts';
import { readStatistic } from '../../../src/tagging/statistics.ts';
import { readSentence, readText } from './readText.ts';

/** "14 of 21", "12%", "3": what the numbers of a sentence are read as, in order. */
const numbersIn = (text: string) =>
  readNumbers(readSentence(text)).map(({ value, of, isPercent }) => {
    const whole = of === null ? '' : ` of ${of}`;
    return `${value}${whole}${isPercent ? '%' : ''}`;
  });

describe('numbers in a sentence', () => {
  test.each([
    ['forty-two patients and seven controls', ['42', '7']],
    ['one hundred and twelve discs', ['112']],
    ['two hundred discs and nine more', ['200', '9']],
    ['one hundred and two hundred', ['100', '200']],
    ['twelve of nineteen, ninety of ninety', ['12 of 19', '90 of 90']],
    ['fifteen five and thirty twenty', ['15', '5', '30', '20']],
    ['14 of 21 and 14/21 and 14 of the 21', ['14 of 21', '14 of 21', '14 of 21']],
    ['14 and 21, 14 in 21', ['14', '21', '14', '21']],
    ['71.4% of 42 herniations', ['71.4%', '42']],
    ['30 percent, and 30 patients', ['30%', '30']],
    ['1,204 records and 2 038 more', ['1204', '2038']],
    ['2 0381, 20 38, 0 123 and 1234 567', ['2', '381', '20', '38', '0', '123', '1234', '567']],
    ['in 2 of 300 500 discs', ['2 of 300', '500']],
    ['there are 2 038 discs, 2- 038 more', ['2038', '2', '38']],
    ['there are 42 038 discs, seventeen of them large', ['42038', '17']],
    ['one hundred and 99, one hundred and 100', ['199', '100', '100']],
    ['a tenfold, someone, often, tension', []],
    // The whole may be named before its part, behind a comma and near by.
    ['of the 40 that shrank, 33 had it', ['40', '33 of 40']],
    ['among 40 that shrank, the 33 had it', ['40', '33 of 40']],
    ['the 40 that shrank, 33 had it', ['40', '33']],
    ['of the 40 that shrank, 40 had it', ['40', '40 of 40']],
    ['two hundred discs 20 wide', ['200', '20']],
    ['of 40 that shrank 33 had it', ['40', '33']],
    ['of 40 that shrank, 53 had it', ['40', '53']],
    ['of 40 that shrank, 33% had it', ['40', '33%']],
    ['of 40% that shrank, 33 had it', ['40%', '33']],
    ['of 40 that shrank, 33 of 35 had it', ['40', '33 of 35']],
    ['of 40 that we saw and that in the end did shrink in the scan, 33 had it', ['40', '33']],
    ['of 30 of 40 that shrank, 3 had it', ['30 of 40', '3']],
    ['one hundred, two hundred and ten and hundred', ['100', '210']],
    ['of forty that shrank, 33 had it', ['40', '33 of 40']],
    ['in of 40 discs, we saw that 33 had it', ['40', '33']],
    ['18例中16例吸收', ['16 of 18']],
    ['40个里有36个', ['36 of 40']],
    ['40%中36例', ['40%', '36']],
    ['18例患者，16例', ['18', '16']],
    ['18例术中有血', ['18']],
  ])('%s', (text, expected) => {
    expect(numbersIn(text)).toEqual(expected);
  });

  test('each knows the words it stands in, its whole among them', () => {
    const places = readNumbers(readSentence('in fourteen of the 21 discs and 8%')).map(({ from, to }) => [from, to]);
    expect(places).toEqual([
      [1, 5],
      [7, 8],
    ]);
  });

  test('a number at the very end has no whole after it', () => {
    expect(numbersIn('there were 14 of')).toEqual(['14']);
    expect(numbersIn('there were forty')).toEqual(['40']);
    expect(numbersIn('there were two hundred')).toEqual(['200']);
  });
});

describe('how far apart words stand', () => {
  const between = (text: string, from: number, to: number) => distance(readSentence(text), from, to);

  test('a word is one, a comma four, a Chinese character a half, and what is in brackets nothing', () => {
    expect(between('small discs shrink less', 0, 3)).toBe(3);
    expect(between('small discs, mostly, shrink', 1, 5)).toBe(10);
    expect(between('discs (n = 12, of 20) shrink', 0, 9)).toBe(1);
    expect(between('discs [of (12)] shrink fast', 0, 7)).toBe(1);
    expect(between('椎间盘吸收', 0, 4)).toBe(2);
    expect(between('small discs shrink less', 3, 1)).toBe(2);
  });

  test('in a later sentence as in the first', () => {
    const [, second] = readText('One came. Small discs, mostly, shrink.');
    expect(second && distance(second, second.from + 1, second.from + 5)).toBe(10);
  });

  test('a bracket that is never closed hides nothing, one that was never opened neither', () => {
    expect(between('discs (n = 12 shrink', 0, 5)).toBe(5);
    expect(between('discs n = 12) shrink', 0, 5)).toBe(5);
    expect([...bracketed(['a', '(', 'b', ')', 'c', '[', 'd', ']'], 0, 8)]).toEqual([0, 1, 1, 1, 0, 1, 1, 1]);
    expect([...bracketed(['(', 'a', '(', 'b', ')', ')'], 2, 6)]).toEqual([1, 1, 1, 0]);
  });
});

describe('figures in brackets behind a factor', () => {
  const cues = {
    factor: ['age'],
    p: ['p'],
    ratio: ['or', 'odds ratio'],
    slope: ['r', 'beta'],
    unit: ['per year'],
    'clause-end': [';'],
  };
  const rules = {
    perUnit: 'unit',
    statistics: { probability: 'p', ratio: 'ratio', coefficient: 'slope' },
  } as Partial<PredictorRules> as PredictorRules;
  const read = (text: string) => {
    const sentence = readSentence(text, cues);
    const factor = sentence.byList.get('factor')?.[0];
    if (!factor) throw new Error('The sentence names no factor.');
    return readStatistic(sentence, factor, rules);
  };

  test.each([
    ['Age (OR 3.9, 95% CI 1.5 to 10.1) predicted it.', 1],
    ['Age gave a ratio, OR 2.3 in all.', 1],
    ['Age gave an odds ratio of 0.3 in all.', -1],
    ['Age (OR 3.9, 95% CI 1.0 to 10.1) predicted it.', 1],
    ['Age (OR 0.4, 95% CI 0.2 to 1.0) predicted it.', -1],
    ['Age (p = 1) was related.', 0],
    ['Age (p 0.051) was related.', 0],
    ['Age (r −0.4) was related.', -1],
    ['Age (r, 5-0.4 of 0.4) was related.', 1],
    ['Age (OR = 0.4, 95% CI 0.2 to 0.8) predicted it.', -1],
    ['Age (OR 1.4, 95% CI 0.8 to 2.3) predicted it.', 0],
    ['Age (odds ratio 2.2) predicted it.', 1],
    ['Age (OR 1.0) predicted it.', 0],
    ['Age (r = -0.38) was related.', -1],
    ['Age (r = 0.38) was related.', 1],
    ['Age (beta 0.2, p = 0.01) was related.', 1],
    ['Age (p = 0.41) was related.', 0],
    ['Age (p > 0.05) was related.', 0],
    ['Age (r = 0.38, p = 0.41) was related.', 0],
    ['Age at first visit (OR 2.0) predicted it.', 1],
  ])('%s', (text, sense) => {
    expect(read(text)?.sense).toBe(sense);
  });

  test.each([
    ['Age (p = 0.03) was related.'],
    ['Age (p < 0.1) was related.'],
    ['Age (years or months 3) was noted.'],
    ['Age (r = 0) was related.'],
    ['Age (mean 44) was noted.'],
    ['Age, too (OR 2.0), was noted.'],
    ['Age at the time of the very first of all visits that we have seen and noted (OR 2.0) was it.'],
    ['Age (OR 2.0 was noted.'],
    ['Age (p = 0.05) was related.'],
    ['Age (p = 0.04, one > 0.02) was related.'],
    ['Age (of all) gave an odds ratio of 2.3.'],
    ['Age; an odds ratio of 2.3.'],
    ['An odds ratio of 2.3 for age.'],
    ['Age gave an odds ratio of 23%.'],
    ['Age was noted.'],
  ])('%s says nothing', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('the words are those of the bracket; a unit makes the ratio one of each unit more', () => {
    expect(read('Age (OR 3.9) predicted it.')).toEqual({ sense: 1, words: '(OR 3.9)', isPerUnit: false });
    expect(read('Age (OR 1.1 per year) predicted it.')).toMatchObject({ sense: 1, isPerUnit: true });
    expect(read('Age (OR 1.1) per year (p = 0.3).')).toMatchObject({ sense: 1, isPerUnit: false });
  });
});
