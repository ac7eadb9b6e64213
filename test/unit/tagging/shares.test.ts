import { describe, expect, test } from '@jest/globals';
import { hitsOf } from '../../../src/tagging/claims.ts';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import type { ReadSentence } from '../../../src/tagging/reading.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { readContrast, readRates } from '../../../src/tagging/shares.ts';
import { readText } from './readText.ts';

const cues = {
  size: ['size'],
  large: ['large', 'large discs'],
  small: ['small', 'smaller'],
  of: ['of'],
  respectively: ['respectively'],
  lacking: ['without', 'not'],
  'clause-end': ['but', ';'],
};
const rules = { shareOf: 'of', respectively: 'respectively', lacking: 'lacking' } as unknown as PredictorRules;

/** Where a sentence names the size or a value of it, in order. */
function factorsIn(sentence: ReadSentence): FactorHit[] {
  const of = (list: string, value: 1 | -1) =>
    hitsOf(sentence, [list]).map((hit) => ({ hit, value, isValue: list !== 'size' }));
  return [...of('size', 1), ...of('large', 1), ...of('small', -1)].sort((one, other) => one.hit.from - other.hit.from);
}

type Reader = typeof readRates;

/** The direction that the shares of a text's first sentence give; undefined where they give none. */
function directionBy(reader: Reader, reason: string, text: string, course: 1 | -1 = 1) {
  const [sentence] = readText(text, cues);
  if (!sentence) throw new Error('The text has no sentence.');
  const found = reader(sentence, factorsIn(sentence), rules, course);
  if (found) expect(found).toEqual({ direction: found.direction, reason, isCompared: true });
  return found?.direction;
}

describe('shares stated for values of the factor', () => {
  const directionIn = (text: string, course?: 1 | -1) => directionBy(readRates, 'shares compared', text, course);

  test.each<[string, string | undefined]>([
    // The share behind each value ...
    ['Large discs shrank in 80%, small ones in 20%.', 'favours'],
    ['Large discs shrank in 20%, small ones in 80%.', 'against'],
    ['Large discs shrank in 50%, small ones in 50%.', 'no association'],
    ['Large discs shrank in 80%, small ones in 50%, smaller ones in 60%.', 'favours'],
    // ... up to ten words on ...
    ['Small discs in one two three four five six seven eight 80%, large in 20%.', 'against'],
    ['Small discs in one two three four five six seven eight nine 80%, large in 20%.', undefined],
    // ... or before it, where the shares lead,
    ['In 80% with large, in 20% with small ones.', 'favours'],
    ['In 20% with large, in 80% with small ones.', 'against'],
    ['In 8 of 10 with large, 2 of 10 small ones.', 'favours'],
    ['In 8 of 10 with large, half small ones.', 'favours'],
    ['In 60% of them, as we saw it there, large in 80%, small in 20%.', 'favours'],
    ['Of the 50% seen, large ones shrank in 80%, small in 20%.', 'favours'],
    ['Small ones in 80%, in 20% the large.', 'against'],
    // or are of what follows, whatever other share comes last.
    ['Seen in 20% of all large, in 80% of small, with 3% lost.', 'against'],
    ['Seen in 20% of all the large, in 80% of small, with 3% lost.', 'against'],
    // A share that is joined to a value is of that one, whatever was named before both,
    ['Large mattered: 80% of large and 20% of small discs shrank.', 'favours'],
    ['Large mattered: 20% of large and 80% of small discs shrank.', 'against'],
    ['Large mattered: 80% of the large and 20% of the small discs shrank.', 'favours'],
    // so long as both values have one.
    ['Large mattered: 80% of large and 20% of other discs shrank.', undefined],
    ['Seen in 2 of 10 in all of large, in 80% of small, with 3% lost.', 'against'],
    ['Seen in 2 of 10 large, in 8 of 10 small, with 3% lost.', 'against'],
    ['Seen in half large, none small, with 60% lost.', 'favours'],
    // The bare factor has no share of its own.
    ['Size: small ones 80%, large ones 20%.', 'against'],
    // What is not less of the factor is more of it, but less of it is not compared with itself.
    ['Discs shrank in 76%, small ones in 26%.', 'favours'],
    ['Large discs shrank in 76%, others in 26%.', undefined],
    ['Small discs shrank in 26%, smaller ones in 16%.', undefined],
    ['Small discs shrank in 26%.', undefined],
    ['Small discs shrank.', undefined],
    ['Discs shrank in 76%, others in 26%.', undefined],
  ])('%s %s', (text, expected) => {
    expect(directionIn(text)).toBe(expected);
  });

  test('of what is the reverse of the outcome they say the reverse', () => {
    expect(directionIn('Large discs stayed in 80%, small ones in 20%.', -1)).toBe('against');
    expect(directionIn('Large discs stayed in 20%, small ones in 80%.', -1)).toBe('favours');
  });

  test.each<[string, string | undefined]>([
    ['Large and small discs shrank in 90% and 10%, respectively.', 'favours'],
    ['Small and large ones shrank in 90% and 10%, respectively.', 'against'],
    ['Large/small ones shrank in 90% and 10%, respectively.', 'favours'],
    ['Small, large and large ones shrank in 10%, 30% and 90%, respectively, then 1%.', 'favours'],
    // As many shares as names there must be, and two at least.
    ['Large, small and smaller ones shrank in 90% and 10%, respectively.', undefined],
    ['Seen in 80% in all and in 20% with small ones, respectively.', 'favours'],
  ])('named and then given in the same order: %s %s', (text, expected) => {
    expect(directionIn(text)).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    // The same share once more is no second one.
    ['Discs in 80% (8 of 10), small ones in 20% (2 of 10), none in 50%.', 'favours'],
    ['Large ones, 5 (80%), small ones, 9 (20%).', 'favours'],
    // A bound of a definition is none.
    ['Discs shrank by 9 of 10 or more in 20%, small ones in 30%.', 'against'],
    ['Discs shrank by 90% or more in 20%, small ones in 30%.', 'against'],
    ['Discs shrank by at least 90% in 20%, small ones in 30%.', 'against'],
    // Shares in words: but "no" only where patients or herniations are counted.
    ['Discs shrank in half, small ones in 30%.', 'favours'],
    ['Discs shrank in none, small ones in 30%.', 'against'],
    ['Discs shrank in no patients, small ones in 30%.', 'against'],
    ['With no pain discs shrank in 50%, small ones in 30%.', 'favours'],
    ['Small ones shrank in 10%, discs in 20%. None came.', 'favours'],
    // More than all is no share.
    ['Discs grew to 140%, and shrank in 20%, small ones in 30%.', 'against'],
    ['Discs shrank in 100%, small ones in 30%.', 'favours'],
    ['Discs, 9 of 5, shrank in 20%, small ones in 30%.', 'against'],
    ['Discs shrank in 5 of 5, small ones in 30%.', 'favours'],
    ['With 0 lost discs shrank in 50%, small ones in 30%.', 'favours'],
    ['With 90 seen discs shrank in 20%, small ones in 30%.', 'against'],
  ])('what counts as a share: %s %s', (text, expected) => {
    expect(directionIn(text)).toBe(expected);
  });
});

describe('two shares, one of those that lack the outcome or the factor', () => {
  const directionIn = (text: string, course?: 1 | -1) =>
    directionBy(readContrast, 'shares with and without compared', text, course);

  test.each<[string, string | undefined]>([
    ['Size: 80% with it and 20% without it.', 'favours'],
    ['Size: 20% with it and 80% without it.', 'against'],
    ['Size: 80% without it and 20% with it.', 'against'],
    ['Size: 50% with it and 50% without it.', undefined],
    ['Small ones: 80% with it and 20% without it.', 'against'],
    // A word of lacking before both is of the first, where it stands near.
    ['Without it 80%, and with it 20% had size.', 'against'],
    ['Size: without 8 of 10, with it 2 of 10.', 'against'],
    ['Size: 8 of 10 without, 2 of 10 with it.', 'against'],
    ['Size without it in one two three four five six 80%, with it 20%.', 'against'],
    ['Size without it in one two three four five six seven 80%, with it 20%.', undefined],
    // Joined to another group it is of the second share,
    ['With and without it, size was seen in 80% and 20%.', 'favours'],
    ['With and without it, size was seen in 20% and 80%.', 'against'],
    // Where nothing parts them it is of the share that it follows.
    ['Size: 80% with it 20% without it, as was seen.', 'favours'],
    // Of both it tells nothing, nor does one that is of no other, nor do three.
    ['Size: 80% without it and 20% without it.', undefined],
    ['Size: 80% with it and 20% with it.', undefined],
    ['Size: 80% with it and 20% without it, 30% in all.', undefined],
    ['Size: not in 80% of them.', undefined],
    // The factor is named before or right behind them, in the same clause.
    ['In 80% with it and 2 of 10 without came size.', 'favours'],
    ['In 80% with it and without in 2 of 10 came size.', 'favours'],
    ['In 80% with it and without in 2 of 10 there came size.', 'favours'],
    ['In 80% with it and without in 2 of 10 then there came size.', undefined],
    ['Size; 80% with it and 20% without it.', undefined],
    // What is counted is not what is asked for.
    ['Seen in 8 of 10 large and 2 of 10 without it.', undefined],
    ['Seen in 80% and not in 2 of 10 large.', undefined],
    ['Seen in half large and in 20% without it.', 'favours'],
  ])('%s %s', (text, expected) => {
    expect(directionIn(text)).toBe(expected);
  });

  test('of what is the reverse of the outcome they say the reverse', () => {
    expect(directionIn('Size: 80% with it and 20% without it.', -1)).toBe('against');
  });
});
