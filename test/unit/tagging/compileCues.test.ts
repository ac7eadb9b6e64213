import { describe, expect, test } from '@jest/globals';
import { compileCues } from '../../../src/tagging/compileCues.ts';
import type { CueLayer } from '../../../src/tagging/reading.ts';
import type { CueLists } from '../../../src/tagging/ruleSchema.ts';
import type { RuleSet } from '../../../src/tagging/ruleSet.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';
import type { Vocabulary } from '../../../src/tagging/vocabulary.ts';

/** Rules that name lists by what they are for; each list has its own name as its only cue. */
function ruleSetOf(change: { lists?: CueLists; signs?: unknown[] } = {}): RuleSet {
  const names = [
    ...['subject', 'setting', 'sign', 'unsigned', 'animal', 'scan', 'unscanned', 'cure', 'course', 'place'],
    ...['unit', 'month', 'single', 'unsampled', 'joining', 'parting', 'comparing', 'asked', 'studied', 'watched'],
    ...['between', 'following', 'onset', 'average', 'refused', 'refusing', 'mechanism'],
  ];
  const lists = {
    ...Object.fromEntries(names.map((name) => [name, { en: [name] }])),
    place: { en: ['place'], not: ['refused'] },
    refused: { en: ['refused'], not: ['refusing'] },
    ...change.lists,
  };
  return {
    lists,
    mechanisms: { gate: { subject: 'subject', setting: ['setting'] } },
    designWeights: { signs: change.signs ?? [{ list: 'sign', unless: ['unsigned'] }] },
    terms: {
      species: [{ cues: [{ list: 'animal' }] }],
      imaging: [{ list: 'scan', unless: ['unscanned'] }],
      treatments: [{ list: 'cure' }],
      outcomes: [{ list: 'course' }],
      levels: [{ list: 'place' }],
    },
    figures: {
      units: [{ list: 'unit' }],
      months: [{ list: 'month' }],
      singleCase: { list: 'single' },
      notSample: 'unsampled',
      joins: 'joining',
      parts: 'parting',
      comparators: 'comparing',
      asked: 'asked',
      studied: 'studied',
      followed: 'watched',
      notBetween: 'between',
      followUp: 'following',
      notFollowUp: 'onset',
      mean: 'average',
    },
  } as unknown as RuleSet;
}

/** The lists of which a layer finds a cue in a text. */
function found(vocabulary: Vocabulary, { index }: CueLayer, text: string): Set<string> {
  const { words } = tokenize(text);
  return new Set(index.find(vocabulary.classesOf(words), 0, words.length).keys());
}

test('what every record is asked for is looked for first, with what takes it back, and nothing is left out', () => {
  const ruleSet = ruleSetOf({ lists: { mechanism: { en: ['mechanism'], zh: ['机制'] } } });
  const { vocabulary, survey, rest } = compileCues(ruleSet);
  const text = `${Object.keys(ruleSet.lists).join(' ')} 机制`;
  expect(found(vocabulary, rest, text)).toEqual(new Set(['mechanism']));
  expect(found(vocabulary, rest, '机制')).toEqual(new Set(['mechanism']));
  expect(found(vocabulary, survey, text)).toEqual(
    new Set(Object.keys(ruleSet.lists).filter((list) => list !== 'mechanism')),
  );
  expect([...survey.exceptions]).toEqual([
    ['place', ['refused']],
    ['refused', ['refusing']],
  ]);
  expect([...rest.exceptions]).toEqual([]);
});

test('what is left for later has what takes it back beside it, though that was looked for before', () => {
  const { vocabulary, rest } = compileCues(ruleSetOf({ lists: { mechanism: { en: ['mechanism'], not: ['sign'] } } }));
  expect(found(vocabulary, rest, 'a mechanism, a sign, a setting')).toEqual(new Set(['mechanism', 'sign']));
  expect([...rest.exceptions]).toEqual([['mechanism', ['sign']]]);
});

test('rules that look for the same in the same lists are compiled once, others anew', () => {
  const ruleSet = ruleSetOf();
  const compiled = compileCues(ruleSet);
  expect(compileCues({ ...ruleSet })).toBe(compiled);
  const other = { ...ruleSetOf({ signs: [] }), lists: ruleSet.lists };
  const { vocabulary, rest } = compileCues(other);
  expect(found(vocabulary, rest, 'a sign')).toEqual(new Set(['sign']));
});

describe('a cue that speaks of other lists', () => {
  test('stands for all of their cues', () => {
    const lists = { mechanism: { en: ['no @cell'] }, cell: { en: ['cells'], zh: ['细胞'] } };
    const { vocabulary, rest } = compileCues(ruleSetOf({ lists }));
    expect(found(vocabulary, rest, 'no cells')).toEqual(new Set(['cell', 'mechanism']));
    expect(found(vocabulary, rest, 'no 细胞')).toEqual(new Set(['cell', 'mechanism']));
  });

  test.each<[CueLists, string]>([
    [
      { mechanism: { en: ['no @cell'] } },
      'rules: lists.mechanism: a cue speaks of the list "cell", which is not there.',
    ],
    [
      { mechanism: { en: ['no @cell'] }, cell: { en: ['@mechanism cells'] } },
      'rules: lists.mechanism: a cue speaks of itself: mechanism -> cell -> mechanism.',
    ],
  ])('%j is refused in words', (lists, message) => {
    expect(() => compileCues(ruleSetOf({ lists }))).toThrow(message);
  });
});
