import { describe, expect, test } from '@jest/globals';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import { readAcross, restOf, type Standing, standingOf } from '../../../src/tagging/contrasts.ts';
import { readNumbers } from '../../../src/tagging/numbers.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';
import { readSentence, readText } from './readText.ts';

const cues = { large: ['large'], small: ['small'], rest: ['the rest'] };

/** What each sentence of a text gives for one value. */
function standingsIn(text: string): (Standing | undefined)[] {
  return readText(text, cues).map((sentence) => {
    const of = (list: string, value: 1 | -1): FactorHit[] =>
      (sentence.byList.get(list) ?? []).map((hit) => ({ hit, value, isValue: true }));
    return standingOf(sentence, [...of('large', 1), ...of('small', -1)]);
  });
}

function acrossOf(text: string, course: 1 | -1 = 1): string | undefined {
  const [one, other] = standingsIn(text);
  return one && other && readAcross(one, other, course)?.direction;
}

describe('shares of two sentences', () => {
  test.each([
    ['Large ones lost 68%. Small ones lost 35%.', 'favours'],
    ['Small ones lost 68%. Large ones lost 35%.', 'against'],
    ['Large ones lost 35%. Large ones lost 20%.', undefined],
    ['Large ones lost 35%. Small ones lost 35%.', undefined],
    ['Large ones lost 68% and small ones 35%. Small ones lost 20%.', undefined],
    ['Large ones lost 68% in one year and 80% in two. Small ones lost 20%.', undefined],
    ['Large ones lost much. Small ones lost 20%.', undefined],
  ])('%s %s', (text, expected) => {
    expect(acrossOf(text)).toBe(expected);
  });

  test.each([
    ['Large ones lost 68%. The rest lost 35%.', 'favours'],
    ['Small ones lost 68%. The rest lost 35%.', 'against'],
    ['Large ones lost 68%. Others lost 35%.', undefined],
    ['Large ones lost 68%. The rest lost 35% and then 50%.', undefined],
    ['Large ones lost 68%. The rest lost little.', undefined],
  ])('of those that lack the value: %s %s', (text, expected) => {
    const [, rest] = readText(text, cues);
    const [large] = standingsIn(text);
    const other = large && rest && restOf(large, rest, { theRest: 'rest' } as unknown as PredictorRules);
    expect(large && other && readAcross(large, other, 1)?.direction).toBe(expected);
  });

  test('of the reverse of the outcome they say the reverse', () => {
    expect(acrossOf('Large ones stayed in 68%. Small ones stayed in 35%.', -1)).toBe('against');
  });
});

describe('numbers as journals write them', () => {
  test('a zero left out is read, but not behind a word or another number', () => {
    expect(tokenize('P = .64 (.02), n.5, 3.5').words).toEqual([
      'p',
      '=',
      '0.64',
      '(',
      '0.02',
      ')',
      ',',
      'n',
      '.',
      '5',
      ',',
      '3.5',
    ]);
  });

  test('the sign behind a mean with its spread is of the mean', () => {
    const [mean, spread] = readNumbers(readSentence('They lost (68.2±19.5)% of it.'));
    expect([mean?.value, mean?.isPercent, spread?.isPercent]).toEqual([68.2, true, false]);
  });
});
