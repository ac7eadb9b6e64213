import { describe, expect, test } from '@jest/globals';
import { createNamer, rememberNamer } from '../../../src/tagging/namer.ts';
import { readSentence } from './readText.ts';

const cues = { big: ['big'], small: ['small'], old: ['old'], odd: ['odd'] };
const things = [
  { id: 'size', lists: ['small', 'big', 'small'] },
  { id: 'age', lists: ['old', 'big'] },
  { id: 'taste', lists: [] },
];
const named = (text: string) => createNamer(things, ({ lists }) => lists)(readSentence(text, cues)).map(({ id }) => id);

describe('what a sentence names', () => {
  test.each<[string, string[]]>([
    ['Nothing.', []],
    ['Odd.', []],
    ['Small, and small.', ['size']],
    ['Old and small.', ['size', 'age']],
    ['Big.', ['size', 'age']],
    ['Old.', ['age']],
  ])('%s %j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test('is found by one namer for each set of rules', () => {
    let made = 0;
    const namerOf = rememberNamer((rules: { lists: string[] }) => {
      made++;
      return createNamer([rules], ({ lists }) => lists);
    });
    const [one, other] = [{ lists: ['big'] }, { lists: ['old'] }];
    expect([namerOf(one), namerOf(one), namerOf(other)].map((find) => find(readSentence('Big.', cues)))).toEqual([
      [one],
      [one],
      [],
    ]);
    expect(made).toBe(2);
  });
});
