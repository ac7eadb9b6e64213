import { describe, expect, test } from '@jest/globals';
import { rememberAnswers } from '../../../../src/catalog/rememberAnswers.ts';

function counted(most = 2) {
  const asked: string[] = [];
  let revision = 1;
  const ask = rememberAnswers(
    (text: string) => {
      asked.push(text);
      return { text };
    },
    { keyOf: (text) => text, most, revision: () => revision },
  );
  return { ask, asked, change: () => revision++ };
}

describe('answers that are kept', () => {
  test('are given again while nothing has changed, and worked out anew after a change', () => {
    const { ask, asked, change } = counted();
    expect(ask('a')).toBe(ask('a'));
    change();
    expect(ask('a')).toEqual({ text: 'a' });
    expect(asked).toEqual(['a', 'a']);
  });

  test('are few: the one asked for longest ago goes first', () => {
    const { ask, asked } = counted(2);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) ask(text);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });
});
