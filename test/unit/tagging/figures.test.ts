import { describe, expect, test } from '@jest/globals';
import { readFollowUp, readResorption, readSample } from '../../../src/tagging/figures.ts';
import type { Reading } from '../../../src/tagging/reading.ts';
import type { FigureRules } from '../../../src/tagging/ruleSchema.ts';
import { readRecord, readText, titled } from './readText.ts';

// Rules of the test's own, with a word or two a list, so that only the reading of figures is looked at.

const cues = {
  patient: ['patient*'],
  disc: ['herniation*'],
  volunteer: ['volunteers'],
  study: ['trials'],
  one: ['a patient'],
  day: ['days'],
  month: ['month*'],
  year: ['year*'],
  'followed-up': ['follow up', 'followed', 'watched'],
  watched: ['watched'],
  onset: ['onset', 'aged'],
  average: ['mean'],
  'no-sample': ['controls', 'aged'],
  parting: ['in', 'with'],
  join: ['and', 'with'],
  part: ['had', 'men'],
  beside: ['healthy', 'who'],
  asked: ['invited'],
  took: ['included'],
  shrank: ['resorption', 'resorbed'],
  whole: ['complete*'],
  it: ['it'],
  free: ['sequestration*', 'sequestrated'],
  bulge: ['bulge*'],
  by: ['by'],
  'other-share': ['ci', 'men'],
  'clause-end': [';'],
};
const rules: FigureRules = {
  units: [
    { unit: 'studies', list: 'study', rank: 5, designs: ['meta-analysis'] },
    { unit: 'patients', list: 'patient', rank: 3 },
    { unit: 'volunteers', list: 'volunteer', rank: 3 },
    { unit: 'herniations', list: 'disc', rank: 2 },
  ],
  singleCase: { designs: ['case-report'], list: 'one', unit: 'patients', most: 3 },
  joins: 'join',
  parts: 'part',
  comparators: 'beside',
  leastGroup: 0.34,
  asked: 'asked',
  studied: 'took',
  notSample: 'no-sample',
  notBetween: 'parting',
  months: [
    { list: 'day', months: 0.0329 },
    { list: 'month', months: 1 },
    { list: 'year', months: 12 },
  ],
  followUp: 'followed-up',
  followed: 'watched',
  notFollowUp: 'onset',
  mean: 'average',
  outcome: 'shrank',
  anaphora: 'it',
  complete: 'whole',
  groups: [
    { group: 'sequestration', list: 'free' },
    { group: 'bulge', list: 'bulge' },
  ],
  changeOfSize: 'by',
  notShare: 'other-share',
};

const reading = (text: string): Reading => ({
  sentences: readText(text, cues),
  lists: new Set(),
  titleLists: new Set(),
});

describe('the sample', () => {
  const sample = (text: string, design = 'cohort') => {
    const found = readSample(reading(text), design, rules);
    return found && [found.n, found.unit, found.evidence.text];
  };

  test.each([
    ['We saw 42 patients.', [42, 'patients', '42 patients']],
    ['We saw 42 herniations. Later 12 patients came.', [12, 'patients', '12 patients']],
    ['We saw 42 patients. Later 12 patients came.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 50 patients.', [92, 'patients', '42 patients and 50']],
    ['We saw 42 patients with pain, and 20 healthy people.', [62, 'patients', '42 patients with pain, and 20']],
    ['We saw 42 patients and 10 healthy people.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 20 had pain.', [42, 'patients', '42 patients']],
    ['We saw 42 patients, 22 of them ill and 20 healthy.', [42, 'patients', '42 patients']],
    ['Of 42 patients 38 were included.', [38, 'patients', '42 patients']],
    ['Of 42 patients 3 were included.', [42, 'patients', '42 patients']],
    ['We saw 38 of 42 invited patients.', [38, 'patients', '38 of 42 invited patients']],
    ['Of 21 of 30 patients we know more.', [30, 'patients', '21 of 30 patients']],
    ['Of 42 very old and frail patients, all came.', [42, 'patients', '42 very old and frail patients']],
    ['Consecutive patients (n = 134) came.', [134, 'patients', 'patients (n = 134']],
    ['Consecutive patients of ours (n = 134) came.', [134, 'patients', 'patients of ours (n = 134']],
    ['Consecutive patients of our own (n = 134) came.', [134, 'patients', 'patients of our own (n = 134']],
    ['Aged people came, 42 patients.', [42, 'patients', '42 patients']],
    // The unit of the higher rank counts, of equal ones the first; of one sentence that named first.
    ['We saw 42 herniations in 12 patients.', [12, 'patients', '12 patients']],
    ['We saw 9 volunteers, later 42 patients.', [9, 'volunteers', '9 volunteers']],
    ['We saw 42 patients, later 9 volunteers.', [42, 'patients', '42 patients']],
    ['We saw 9 volunteers. Later 42 patients came.', [9, 'volunteers', '9 volunteers']],
    ['We saw 42 patients. Later 9 volunteers came.', [42, 'patients', '42 patients']],
    // A group beside the first: joined by a word right before its count, of the same kind, and not too small.
    ['We saw 50 patients and 17 healthy people.', [67, 'patients', '50 patients and 17']],
    ['We saw 42 patients and the 20 healthy people.', [62, 'patients', '42 patients and the 20']],
    ['We saw 42 patients and all the other 20 healthy people.', [42, 'patients', '42 patients']],
    ['We saw 42 patients, 20 and healthy.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 20 of 30 healthy people.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 20 vertebrae.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 20 very old and frail patients.', [62, 'patients', '42 patients and 20']],
    // But no part of it, by its words or by its sum.
    ['We saw 42 patients and 20 healthy ones had pain.', [42, 'patients', '42 patients']],
    ['We saw 42 patients and 20 healthy people who had pain.', [62, 'patients', '42 patients and 20']],
    ['All had pain, 42 patients and 20 healthy people.', [62, 'patients', '42 patients and 20']],
    [
      'We saw 42 patients, 5 of them ill, and 20 healthy people.',
      [62, 'patients', '42 patients, 5 of them ill, and 20'],
    ],
    ['In 22 wards we saw 42 patients and 20 healthy people.', [62, 'patients', '42 patients and 20']],
    ['We saw 42 patients and 20 healthy people on 22 days.', [62, 'patients', '42 patients and 20']],
    // How many of those that were asked took part.
    ['We saw 38 of 42 patients so invited.', [38, 'patients', '38 of 42 patients']],
    ['We saw 38 of 42 patients that were invited.', [42, 'patients', '38 of 42 patients']],
    ['All invited, we saw 38 of 42 patients.', [42, 'patients', '38 of 42 patients']],
    ['Of 42 invited patients 38 were included.', [38, 'patients', '42 invited patients']],
    ['Of 40 patients 8 were included.', [8, 'patients', '40 patients']],
    ['Of 40 patients 8 included.', [8, 'patients', '40 patients']],
    ['Of 42 patients 38 were in the end included.', [38, 'patients', '42 patients']],
    ['Of 42 patients 38 were in the very end included.', [42, 'patients', '42 patients']],
    ['Of 42 patients included 38 came.', [42, 'patients', '42 patients']],
    ['When 38 were included, 42 patients came.', [42, 'patients', '42 patients']],
    ['Of 42 patients 38 of 40 were included.', [42, 'patients', '42 patients']],
    ['Once 42 patients came, 100 were included.', [42, 'patients', '42 patients']],
  ])('%s', (text, expected) => {
    expect(sample(text)).toEqual(expected);
  });

  test.each([
    ['We saw 42 very very old and frail patients.'],
    ['We saw 42% patients.'],
    ['We saw 42.5 patients.'],
    ['We saw 0 patients.'],
    ['In 42 (all patients) it was seen.'],
    ['In 42 with patients it was seen.'],
    ['Those aged 42 patients were.'],
    ['Patients were many (n = 134).'.replace('were many', 'were many and of every age')],
    ['Patients came.'],
    ['Those (42) came.'],
    ['Of 42 controls and patients we know.'],
    ['Patients (n was 134) came.'],
    ['Patients (t = 134) came.'],
    ['The healthy (n = 134) and patients came.'],
  ])('%s: none', (text) => {
    expect(sample(text)).toBeNull();
  });

  test('some units count in some designs only, a single case in reports of one', () => {
    expect(sample('We pooled 9 trials of 700 patients.', 'meta-analysis')).toEqual([9, 'studies', '9 trials']);
    expect(sample('We pooled 9 trials of 700 patients.')).toEqual([700, 'patients', '700 patients']);
    expect(sample('We saw a patient with pain.', 'case-report')).toEqual([1, 'patients', 'a patient']);
    expect(sample('We saw a patient with pain.')).toBeNull();
    expect(sample('We saw 2 patients and a patient.', 'case-report')).toEqual([2, 'patients', '2 patients']);
    expect(sample('We saw 3 patients.', 'case-report')).toEqual([3, 'patients', '3 patients']);
    expect(sample('We saw a patient of 20 patients.', 'case-report')).toEqual([1, 'patients', 'a patient']);
    expect(sample('We saw 3 herniations.', 'case-report')).toEqual([1, 'patients', 'We saw 3 herniations.']);
  });
});

describe('the follow-up', () => {
  const followUp = (text: string) => {
    const found = readFollowUp(reading(text), rules);
    return found && [found.months, found.text];
  };

  test.each([
    ['They were followed for 12 months.', [12, '12 months']],
    // Of equally long ones the first; words of onset count only near by.
    ['They were followed for 12 months. All were followed for one year.', [12, '12 months']],
    ['From onset on we saw all of them and they were followed for 12 months.', [12, '12 months']],
    ['They were followed for 2 years.', [24, '2 years']],
    ['They were followed for 90 days.', [3, '90 days']],
    ['They were followed for 3 months and for two years.', [24, 'two years']],
    ['They were followed for 3 months. They were followed up at 2 months.', [3, '3 months']],
    ['They were followed for a mean of 5 months. The longest follow up was 4 years.', [5, '5 months']],
    ['The mean and rather short follow up was 5 months, at most 9 months.', [9, '9 months']],
    ['They were followed for 12 long months.', [12, '12 long months']],
    ['They were watched for 6 months. They were followed at 9 months.', [6, '6 months']],
    ['They were followed for 8.7 ± 3.2 months.', [8.7, '8.7 ± 3.2 months']],
    ['They were followed for 8.7 (SD 3.2) months.', [8.7, '8.7 (SD 3.2) months']],
    // A mean is said so up to five words before it, what it is called up to six.
    ['The mean of their follow up was 5 months. The longest follow up was 9 months.', [5, '5 months']],
    ['The mean of all their follow up was 5 months. The longest follow up was 9 months.', [9, '9 months']],
    ['They were followed for 5 months, the mean pain rose. The longest follow up was 9 months.', [9, '9 months']],
    ['All watched in the end for only just about 5 months. The longest follow up was 9 months.', [9, '9 months']],
    ['All watched in the end for just about 5 months. The longest follow up was 9 months.', [5, '5 months']],
    ['All were followed for 5 months, and watched. The longest follow up was 9 months.', [9, '9 months']],
    // What is counted from the onset is none, where the onset stands near.
    ['They were followed 12 months after the first onset.', [12, '12 months']],
    ['They were followed 12 months, as we saw from onset.', [12, '12 months']],
    ['From onset on they were all followed 12 months.', [12, '12 months']],
  ])('%s', (text, expected) => {
    expect(followUp(text)).toEqual(expected);
  });

  test.each([
    ['They had pain for 12 months.'],
    ['They were followed for many months.'],
    ['They were followed for 12 very long months.'],
    ['They were followed for 12% months.'],
    ['They, aged 40 years, were followed.'],
    ['They were followed 3 months from onset.'],
    ['They were followed for 0 months.'],
    ['They were followed for 50 years.'],
    ['They were watched for 0 months.'],
    ['They were followed 12 months after first onset.'],
    ['From onset they were all followed 12 months.'],
    ['They were followed for months, 12 of us.'],
  ])('%s: none', (text) => {
    expect(followUp(text)).toBeNull();
  });

  test('its proof is the sentence', () => {
    expect(readFollowUp(reading('One came. They were followed for 12 months.'), rules)?.evidence).toEqual({
      field: 'abstract',
      start: 10,
      end: 43,
      text: 'They were followed for 12 months.',
    });
  });
});

describe('figures of resorption', () => {
  const figures = (text: string) =>
    readResorption(reading(text), rules).map(({ group, events, total, percent }) => [group, events, total, percent]);

  test.each([
    ['Resorption was seen in 30 of 42.', [['all', 30, 42, 71.4]]],
    ['Resorption was seen in 30 of 42 (71%).', [['all', 30, 42, 71]]],
    ['Resorption was seen in 30 of 42 or in all 71%.', [['all', 30, 42, 71]]],
    ['Resorption was seen in 30 of 42 or in all and 71%.', [['all', 30, 42, 71]]],
    [
      'Resorption was seen in 30 of 42 or in all of and 71%.',
      [
        ['all', 30, 42, 71.4],
        ['all', null, null, 71],
      ],
    ],
    [
      'Resorption was seen in 30 of 42, in all that came and were seen 71%.',
      [
        ['all', 30, 42, 71.4],
        ['all', null, null, 71],
      ],
    ],
    ['Resorption was seen in 71%.', [['all', null, null, 71]]],
    [
      'Resorption was seen in 90% of sequestrations and in 20% of bulges.',
      [
        ['sequestration', null, null, 90],
        ['bulge', null, null, 20],
      ],
    ],
    [
      'Of bulges, 1 of 5 resorbed; of sequestrations, 9 of 10.',
      [
        ['bulge', 1, 5, 20],
        ['sequestration', 9, 10, 90],
      ],
    ],
    ['One came. Resorption was rare. It was seen in 3 of 12.', [['all', 3, 12, 25]]],
    ['Resorption was seen in 30 of 30.', [['all', 30, 30, 100]]],
    ['Resorption was seen in 100%.', [['all', null, null, 100]]],
    ['Resorption was seen in 0%.', [['all', null, null, 0]]],
    ['Resorption was seen in 9 of 10 sequestrations.', [['sequestration', 9, 10, 90]]],
    ['Resorption was seen in 30% of all men.', [['all', null, null, 30]]],
    ['Resorption was seen in 30% of those that came, most of them men.', [['all', null, null, 30]]],
    ['Resorption was seen in 30% by then.', [['all', null, null, 30]]],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  test.each([
    ['They were seen in 30 of 42.'],
    ['Resorption was rare. They were seen in 30 of 42.'],
    ['Resorption was rare. One saw that it was seen. It was 30 of 42.'],
    ['Resorption was seen in 42.'],
    ['Resorption was seen in 42 of 30.'],
    ['Resorption rose to 140%.'],
    ['Resorption was seen, CI 30%.'],
    ['Resorption shrank them by 30%.'],
    ['Resorption was seen in men 30 of 42.'],
    ['Resorption was seen in 30% of men.'],
  ])('%s: none', (text) => {
    expect(figures(text)).toEqual([]);
  });

  test('a title states none', () => {
    const record = readRecord(titled('Resorption in 30 of 42', 'Resorption was seen in 3 of 12.'), cues);
    expect(readResorption(record, rules)).toMatchObject([{ events: 3, total: 12 }]);
  });

  test('a count is no change of size; a share is one where it is said by how much', () => {
    expect(figures('Resorption was seen by 3 of 12.')).toEqual([['all', 3, 12, 25]]);
    expect(figures('Resorption shrank them by about 30%.')).toEqual([]);
    expect(figures('Resorption shrank them by what was about 30%.')).toEqual([['all', null, null, 30]]);
  });

  test('the definition is in the words of the text', () => {
    const definition = (text: string) => readResorption(reading(text), rules)[0]?.definition;
    expect(definition('Complete Resorption was seen in 71%.')).toBe('Complete Resorption');
    expect(definition('Resorption was seen in 71%.')).toBe('Resorption');
    expect(definition('Resorption was seen. It was completely so in 71%.')).toBe('completely');
    expect(definition('Resorption was seen. It was so in 71%.')).toBeNull();
  });

  test('the group named before a number is nearer than one as far behind it; far off none is', () => {
    expect(figures('In bulges 71% and then sequestrations resorbed.')).toEqual([['bulge', null, null, 71]]);
    expect(figures('Bulges were as they were in all that came, and resorption in 71%.')).toEqual([
      ['all', null, null, 71],
    ]);
  });
});
