import { describe, expect, test } from '@jest/globals';
import { CueIndex } from '../../../src/tagging/cueIndex.ts';
import { type Element, expandCue } from '../../../src/tagging/patterns.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';
import { Vocabulary } from '../../../src/tagging/vocabulary.ts';

const noLists = (): Element[][] => [];

describe('a cue that cannot be read says what is wrong with it', () => {
  test.each([
    ['(open', 'has a "(" without its ")" in "(open"'],
    ['closed)', 'has a ")" too many in "closed)"'],
    ['a ~x word', 'has a "~" without a number in "a ~x word"'],
    ['a @ word', 'has an "@" without a list in "a @ word"'],
    ['what?', 'has a "?" out of place in "what?"'],
    ['(a)?', 'can match nothing: "(a)?"'],
    [`(a b|c d) ${'(e f|g h)'.repeat(15)}`, 'stands for too many sequences'],
  ])('%s', (cue, words) => {
    expect(() => expandCue(cue, noLists)).toThrow(words);
  });
});

describe('what a cue stands for', () => {
  const shown = (cue: string) =>
    expandCue(cue, () => expandCue('(x|y z)', noLists)).map((sequence) =>
      sequence
        .map(
          ({ forms, gap }) =>
            `${gap > 0 ? `~${gap} ` : ''}${forms.map(({ word, prefix }) => word + (prefix ? '*' : '')).join('|')}`,
        )
        .join(' '),
    );

  test.each([
    ['a b', ['a b']],
    ['(a|b) c', ['a|b c']],
    ['(a|b c) d', ['a d', 'b c d']],
    ['a (b)? c', ['a b c', 'a c']],
    ['a* il-1be*', ['a* il 1 be*']],
    ['a ~2 b ~1 (c|d)', ['a ~2 b ~1 c|d']],
    // A gap before the first word has no meaning.
    ['~3 a b', ['a b']],
    // What may be missing leaves its gap to what follows.
    ['a ~2 (b)? c', ['a ~2 b c', 'a ~2 c']],
    ['a ~1 (b)? ~3 c', ['a ~1 b ~3 c', 'a ~3 c']],
    ['no @list', ['no x', 'no y z']],
  ])('%s', (cue, sequences) => {
    expect(shown(cue)).toEqual(sequences);
  });
});

describe('the vocabulary', () => {
  const element = (...forms: string[]): Element => ({
    forms: forms.map((word) => ({ word: word.replace('*', ''), prefix: word.endsWith('*') })),
    gap: 0,
  });

  test('elements of the same forms are one, in whatever order; others are not', () => {
    const vocabulary = new Vocabulary();
    const first = vocabulary.elementId(element('a', 'b*'));
    expect(vocabulary.elementId(element('b*', 'a'))).toBe(first);
    expect(vocabulary.elementId(element('a', 'b'))).not.toBe(first);
  });

  test('words that are the same to every cue share a class, and a class knows its elements', () => {
    const vocabulary = new Vocabulary();
    const ids = ['cell', 'cel*', '#'].map((form) => vocabulary.elementId(element(form)));
    const of = (word: string) => ids.map((id) => vocabulary.elementsOf(vocabulary.classOf(word)).has(id));
    expect(of('cell')).toEqual([true, true, false]);
    expect(of('cello')).toEqual([false, true, false]);
    expect(of('ce')).toEqual([false, false, false]);
    expect(of('42')).toEqual([false, false, true]);
    expect(vocabulary.classOf('disc')).toBe(vocabulary.classOf('bone'));
    expect(vocabulary.classOf('cell')).not.toBe(vocabulary.classOf('cello'));
    // A word met before a cue was added is read anew.
    const late = vocabulary.elementId(element('disc'));
    expect(vocabulary.elementsOf(vocabulary.classOf('disc')).has(late)).toBe(true);
    expect(vocabulary.elementsOf(60_000).size).toBe(0);
  });
});

test('cues that begin alike and wait for words at several distances keep apart', () => {
  const vocabulary = new Vocabulary();
  const index = new CueIndex(vocabulary);
  for (const [list, cue] of [
    ['near', 'a ~1 b'],
    ['far', 'a ~3 b'],
    ['both', 'a ~2 b ~1 c'],
    ['eleven', 'k l'],
  ] as const)
    for (const sequence of expandCue(cue, noLists)) index.add(list, sequence);
  const found = (text: string) => {
    const { words } = tokenize(text);
    return [...index.find(vocabulary.classesOf(words), 0, words.length)]
      .map(([list, hits]) => `${list} ${hits.map(({ from, to }) => `${from}-${to}`).join(',')}`)
      .sort((one, other) => (one < other ? -1 : 1));
  };
  expect(found('a b')).toEqual(['far 0-2', 'near 0-2']);
  expect(found('a x b')).toEqual(['far 0-3', 'near 0-3']);
  expect(found('a x x b')).toEqual(['far 0-4']);
  expect(found('a x x x b')).toEqual(['far 0-5']);
  expect(found('a x x x x b')).toEqual([]);
  expect(found('a x b x c')).toEqual(['both 0-5', 'far 0-3', 'near 0-3']);
  expect(found('a x b x x c')).toEqual(['far 0-3', 'near 0-3']);
  expect(found('a a b')).toEqual(['far 0-3,1-3', 'near 0-3,1-3']);
  expect(found('a b b')).toEqual(['far 0-3', 'near 0-3']);
});
