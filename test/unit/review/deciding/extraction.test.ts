import { describe, expect, test } from '@jest/globals';
import { extractionChoices, settledExtraction } from '../../../../src/review/settlingExtraction.ts';
import {
  definitionIds,
  type ExtractedArm,
  type ExtractionAnswer,
  extractionRules,
  typeIds,
} from '../../../../src/review/stages/extraction.ts';
import { protocol } from './deskOfTwo.ts';

const rules = extractionRules(protocol);
const { synthesis } = protocol;
const [otherType = ''] = synthesis.types.map(({ id }) => id);
const [definition = '', otherOne = ''] = synthesis.definitions.map(({ id }) => id);

const arm: ExtractedArm = {
  label: 'whole series',
  type: 'all',
  events: 10,
  total: 40,
  definition,
  measure: 'volume',
  followUpMonths: 12,
  followUpStatistic: 'mean',
  operated: 'none-operated',
  place: 'Table 2',
};
const answer: ExtractionAnswer = {
  arms: [arm, { ...arm, label: 'sequestrated', type: otherType }],
  checklist: 'jbi-prevalence',
  riskOfBias: [
    { item: 'frame', judgement: 'yes', place: 'p. 2' },
    { item: 'size', judgement: 'no', place: '' },
  ],
  note: 'by hand',
};
const withArm = (change: object, place = 0): ExtractionAnswer => ({
  ...answer,
  arms: answer.arms.map((each, index) => (index === place ? { ...each, ...change } : each)),
});
const withBias = (change: object): ExtractionAnswer => ({
  ...answer,
  riskOfBias: answer.riskOfBias.map((each, index) => (index === 0 ? { ...each, ...change } : each)),
});
const judgements = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ item: `item-${index}`, judgement: 'yes', place: '' }));
const faultsOf = (raw: unknown): string[] => {
  const read = rules.schema.safeParse(raw);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('what an extraction may hold', () => {
  test.each<[string, object]>([
    ['all of it', {}],
    ['nothing known', { events: null, total: null, followUpMonths: null }],
    ['events without a total', { total: null }],
    ['a total without events', { events: null }],
    ['everybody', { events: 40 }],
    ['nobody', { events: 0, total: 0 }],
    ['the largest numbers', { events: 10_000_000, total: 10_000_000, followUpMonths: 1200 }],
    ['no time at all', { followUpMonths: 0 }],
    ['a definition that is never pooled', { definition: 'other' }],
    ['the longest words', { label: 'x'.repeat(500), place: 'y'.repeat(500) }],
    ['one letter', { label: 'x' }],
    ['no place', { place: '' }],
    ['every measure', { measure: 'diameter', followUpStatistic: 'minimum', operated: 'left-out' }],
  ])('%s', (_name, change) => {
    expect(faultsOf(withArm(change))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['more events than patients', { events: 41 }, 'arms.0.events: are more than the total'],
    ['fewer than none', { events: -1 }, 'arms.0.events: '],
    ['half a patient', { total: 40.5 }, 'arms.0.total: '],
    ['more than there are', { total: 10_000_001 }, 'arms.0.total: '],
    ['an unknown type', { type: 'magic' }, 'arms.0.type: is not in the protocol'],
    ['an unknown definition', { definition: 'magic' }, 'arms.0.definition: is not in the protocol'],
    ['a measure that is none', { measure: '' }, 'arms.0.measure: '],
    ['a time before the start', { followUpMonths: -1 }, 'arms.0.followUpMonths: '],
    ['a time after everybody', { followUpMonths: 1201 }, 'arms.0.followUpMonths: '],
    ['a statistic that is none', { followUpStatistic: 'mode' }, 'arms.0.followUpStatistic: '],
    ['an unknown handling', { operated: 'yes' }, 'arms.0.operated: '],
    ['no label', { label: '  ' }, 'arms.0.label: '],
    ['a label too long', { label: 'x'.repeat(501) }, 'arms.0.label: '],
    ['a place too long', { place: 'x'.repeat(501) }, 'arms.0.place: '],
    ['a field more', { more: 1 }, 'arms.0: '],
  ])('not %s', (_name, change, fault) => {
    const [first = '', ...others] = faultsOf(withArm(change));
    expect(first.startsWith(fault)).toBe(true);
    expect(others).toEqual([]);
  });

  test.each<[string, object, number]>([
    ['forty groups', { arms: Array(40).fill(arm) }, 0],
    ['forty-one groups', { arms: Array(41).fill(arm) }, 1],
    ['no groups', { arms: [] }, 0],
    ['no checklist', { checklist: null }, 0],
    ['the other checklist', { checklist: 'syrcle' }, 0],
    ['a checklist that is none', { checklist: '' }, 1],
    ['twenty judgements', { riskOfBias: judgements(20) }, 0],
    ['twenty-one judgements', { riskOfBias: judgements(21) }, 1],
    ['the longest note', { note: 'x'.repeat(4000) }, 0],
    ['a note too long', { note: 'x'.repeat(4001) }, 1],
    ['a field more', { more: 1 }, 1],
  ])('%s', (_name, change, faults) => {
    expect(faultsOf({ ...answer, ...change })).toHaveLength(faults);
  });

  test.each<[string, object, number]>([
    ['no', { judgement: 'no' }, 0],
    ['unclear', { judgement: 'unclear' }, 0],
    ['not-applicable', { judgement: 'not-applicable' }, 0],
    ['maybe', { judgement: '' }, 1],
    ['the longest item', { item: 'x'.repeat(60) }, 0],
    ['an item too long', { item: 'x'.repeat(61) }, 1],
    ['no item', { item: '' }, 1],
    ['a place too long', { place: 'x'.repeat(501) }, 1],
    ['a field more', { more: 1 }, 1],
  ])('a judgement: %s', (_name, change, faults) => {
    expect(faultsOf(withBias(change))).toHaveLength(faults);
  });

  test('words lose the spaces around them', () => {
    expect(rules.schema.parse(withArm({ label: ' a ', place: ' b ' })).arms[0]).toMatchObject({
      label: 'a',
      place: 'b',
    });
  });

  test('types and definitions are the protocol’s, with one for all and one for none', () => {
    expect(typeIds(synthesis)).toEqual(['all', ...synthesis.types.map(({ id }) => id)]);
    expect(definitionIds(synthesis)).toEqual([...synthesis.definitions.map(({ id }) => id), 'other']);
  });
});

describe('two extractions differ', () => {
  test.each<[string, ExtractionAnswer, string[]]>([
    ['in nothing', answer, []],
    ['not by labels, places and notes', { ...withArm({ label: 'a', place: 'b' }), note: 'other' }, []],
    ['not by the place of a judgement', withBias({ place: 'p. 9' }), []],
    ['in events', withArm({ events: 11 }), ['arm:1:events']],
    [
      'in all of the second group',
      withArm(
        {
          type: 'all',
          events: 1,
          total: 2,
          definition: otherOne,
          measure: 'area',
          followUpMonths: 6,
          followUpStatistic: 'median',
          operated: 'counted',
        },
        1,
      ),
      ['definition', 'events', 'followUpMonths', 'followUpStatistic', 'measure', 'operated', 'total', 'type'].map(
        (name) => `arm:2:${name}`,
      ),
    ],
    ['in the number of groups', { ...answer, arms: [arm] }, ['arms']],
    ['in the checklist', { ...answer, checklist: 'syrcle' }, ['checklist']],
    ['in a judgement', withBias({ judgement: 'no' }), ['bias:frame']],
    ['in what was judged', { ...answer, riskOfBias: answer.riskOfBias.slice(1) }, ['bias:frame']],
  ])('%s', (_name, other, fields) => {
    expect(rules.differences([answer, other])).toEqual(fields);
    expect(rules.differences([other, answer])).toEqual(fields);
    expect(rules.differences([answer, answer, other])).toEqual(fields);
  });

  test('where there is but one, or none, nothing differs', () => {
    expect(rules.differences([answer])).toEqual([]);
    expect(rules.differences([])).toEqual([]);
  });

  test('more than one field at once, in one order', () => {
    const other = { ...withArm({ events: 1 }), checklist: null, riskOfBias: [] };
    expect(rules.differences([answer, other])).toEqual(['arm:1:events', 'bias:frame', 'bias:size', 'checklist']);
  });

  test('agreeing ones give the first without its note', () => {
    expect(rules.agreed([answer, withArm({ label: 'other' })])).toEqual({ ...answer, note: '' });
    expect(rules.agreed([])).toEqual({ arms: [], checklist: null, riskOfBias: [], note: '' });
  });
});

describe('settling numbers field by field', () => {
  const other: ExtractionAnswer = {
    ...withArm({ events: 12, label: 'all of them' }),
    checklist: 'syrcle',
    riskOfBias: [{ item: 'size', judgement: 'yes', place: 'p. 4' }],
    note: 'another',
  };
  const fields = rules.differences([answer, other]);
  const choose = (pairs: Record<string, string>) =>
    settledExtraction([answer, other], fields, new Map(Object.entries(pairs)));
  const all = (vote: string) => Object.fromEntries(fields.map((field) => [field, vote]));

  test('shows what each vote says of each field', () => {
    expect(fields).toEqual(['arm:1:events', 'bias:frame', 'bias:size', 'checklist']);
    expect(extractionChoices([answer, other, answer], fields)).toEqual([
      {
        field: 'arm:1:events',
        options: [
          { value: 'vote:1', says: 10, votes: [0, 2] },
          { value: 'vote:2', says: 12, votes: [1] },
        ],
      },
      {
        field: 'bias:frame',
        options: [
          { value: 'vote:1', says: 'yes', votes: [0, 2] },
          { value: 'vote:2', says: null, votes: [1] },
        ],
      },
      {
        field: 'bias:size',
        options: [
          { value: 'vote:1', says: 'no', votes: [0, 2] },
          { value: 'vote:2', says: 'yes', votes: [1] },
        ],
      },
      {
        field: 'checklist',
        options: [
          { value: 'vote:1', says: 'jbi-prevalence', votes: [0, 2] },
          { value: 'vote:2', says: 'syrcle', votes: [1] },
        ],
      },
    ]);
    const unknown = { ...withArm({ events: null, total: null }), arms: [{ ...arm, events: null, total: null }] };
    expect(extractionChoices([answer, unknown], ['arms', 'arm:3:events'])).toEqual([
      {
        field: 'arms',
        options: [
          { value: 'vote:1', says: ['whole series: 10/40', 'sequestrated: 10/40'], votes: [0] },
          { value: 'vote:2', says: ['whole series: ?/?'], votes: [1] },
        ],
      },
      { field: 'arm:3:events', options: [{ value: 'vote:1', says: null, votes: [0, 1] }] },
    ]);
  });

  test('whoever takes one side everywhere ends with its numbers', () => {
    expect(choose(all('vote:1'))).toMatchObject({ arms: answer.arms, checklist: answer.checklist, note: '' });
    expect(choose(all('vote:1'))?.riskOfBias).toHaveLength(2);
    expect(choose(all('vote:2'))).toEqual({
      arms: [{ ...arm, events: 12 }, answer.arms[1]],
      checklist: 'syrcle',
      riskOfBias: other.riskOfBias,
      note: '',
    });
  });

  test('sides can be mixed', () => {
    const mixed = choose({ ...all('vote:1'), 'arm:1:events': 'vote:2', 'bias:size': 'vote:2' });
    expect(mixed?.arms.map(({ events }) => events)).toEqual([12, 10]);
    expect(mixed?.checklist).toBe('jbi-prevalence');
    expect(mixed?.riskOfBias.map(({ item, judgement }) => `${item} ${judgement}`)).toEqual(['frame yes', 'size yes']);
  });

  test('what was left open or is no vote settles nothing', () => {
    for (const field of fields)
      for (const value of ['', 'vote:3', 'vote:0', 'vote:', ' vote:1', 'vote:1x'])
        expect(choose({ ...all('vote:1'), [field]: value })).toBeNull();
    expect(choose({})).toBeNull();
    expect(settledExtraction([], [], new Map())).toBeNull();
  });

  test('where the number of groups differs all come from one vote, whatever else is chosen', () => {
    const one: ExtractionAnswer = { ...answer, arms: [{ ...arm, events: 3 }] };
    const differing = rules.differences([answer, one]);
    expect(differing).toEqual(['arm:1:events', 'arms']);
    const from = (pairs: Record<string, string>) =>
      settledExtraction([answer, one], differing, new Map(Object.entries(pairs)))?.arms;
    expect(from({ 'arm:1:events': 'vote:1', arms: 'vote:2' })).toEqual(one.arms);
    expect(from({ 'arm:1:events': 'vote:2', arms: 'vote:1' })).toEqual(answer.arms);
  });
});
