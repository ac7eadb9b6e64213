import { describe, expect, test } from '@jest/globals';
import { knownSigns } from '../../../src/tagging/factorSigns.ts';
import type { Gate } from '../../../src/tagging/gate.ts';
import { type Circumstances, signsIn, statementsIn } from './predictorWords.ts';

type Said = [text: string, circumstances?: Circumstances];
type Row = [sign: string, shown: Said, others: Said[]];

const none = 'no association';
const whole: Gate = { isOpen: true, isWhole: true, isTitled: true };
const aboutLarge: Circumstances = { title: 'Shrinkage of large discs' };
const aboutDrug: Circumstances = { title: 'A drug' };
const ofTissue: Circumstances = { voice: 'own' };

/** A sign, a sentence whose last statement of size shows it, and sentences that do not. */
const rowsOfSize: Row[] = [
  // How a sentence names the factor.
  ['value', ['Large discs shrank.'], [['Size and shrinkage.']]],
  ['values only', ['Large discs shrank, small ones too.'], [['Large size and shrinkage.'], ['Size and shrinkage.']]],
  ['more', ['Large discs shrank.'], [['Small discs shrank.'], ['Size and shrinkage.']]],
  ['less', ['Small discs shrank.'], [['Large discs shrank.'], ['Size and shrinkage.']]],
  [
    'both values',
    ['Shrinkage was more in large than in small discs.'],
    [['Large and larger discs shrank.'], ['Small and smaller discs shrank.'], ['Large size and shrinkage.']],
  ],
  ['named again', ['Large discs of such size shrank.'], [['Large discs shrank.']]],
  ['other factors', ['Large discs of old ones shrank.'], [['Large discs shrank.']]],
  [
    'many factors',
    ['Large discs of old ones shrank with the drug.'],
    [['Large discs of old ones shrank.'], ['Large discs shrank.']],
  ],
  ['factor size', ['Large discs of old ones shrank.'], []],
  [
    'selected by it',
    ['Large discs shrank.', aboutLarge],
    [
      ['Small discs shrank.', aboutLarge],
      ['Shrinkage was more in large than in small discs.', aboutLarge],
      ['Large discs of such size shrank.', aboutLarge],
      ['Size and shrinkage.', aboutLarge],
      ['Large discs shrank.'],
      // A title that claims, compares or names both values selects nobody.
      ['Large discs shrank.', { title: 'Large discs favoured shrinkage' }],
      ['Large discs shrank.', { title: 'Large discs more than others' }],
      ['Large discs shrank.', { title: 'Shrinkage of large and of small discs' }],
    ],
  ],
  ['bare', ['Bulk favoured shrinkage.'], [['Size favoured shrinkage.'], ['Bulk and size favoured shrinkage.']]],
  [
    'adjusted for',
    ['Shrinkage was favoured adjusted for size.'],
    [
      ['Size favoured shrinkage adjusted for age.'],
      ['Large discs favoured shrinkage adjusted for size.'],
      ['Adjusted for age, size favoured shrinkage.'],
    ],
  ],
  // Which way it points.
  ['read favours', ['Large discs favoured shrinkage.'], [['Small discs favoured shrinkage.']]],
  ['read against', ['Small discs favoured shrinkage.'], [['Large discs favoured shrinkage.']]],
  [`read ${none}`, ['Size was unrelated to shrinkage.'], [['Size was related to shrinkage.']]],
  ['read discusses', ['Size and shrinkage.'], [['Large discs favoured shrinkage.']]],
  ['untied favours', ['Large discs favoured it.'], [['Large discs favoured shrinkage.'], ['Small discs favoured it.']]],
  ['untied against', ['Small discs favoured it.'], [['Small discs favoured shrinkage.'], ['Large discs favoured it.']]],
  [`untied ${none}`, ['Size was unrelated.'], [['Size was unrelated to shrinkage.'], ['Size was seen.']]],
  ['untied discusses', ['Size was seen.'], [['Size and shrinkage.'], ['Size was unrelated.']]],
  [
    'said against',
    ['Shrinkage was less in large than in small discs.'],
    [['Shrinkage was more in large than in small discs.'], ['Large discs hindered shrinkage.']],
  ],
  [
    'said favours',
    ['Shrinkage was more in large than in small discs.'],
    [['It was more in large than in small discs.']],
  ],
  [
    'measured favours',
    ['Large discs (OR 2.0) and shrinkage.'],
    [['Large discs favoured shrinkage.'], ['Large discs (OR 0.5) and shrinkage.']],
  ],
  ['measured against', ['Small discs (OR 2.0) and shrinkage.'], [['Small discs favoured shrinkage.']]],
  [
    `measured ${none}`,
    ['Size (OR 1.2, 0.8 to 2.0) and shrinkage.'],
    [['Size was unrelated to shrinkage.'], ['Size (OR 2.0) and shrinkage.']],
  ],
  ['compared', ['Shrinkage was more in large than in small discs.'], [['Large discs favoured shrinkage.']]],
  // How the sentence is tied to the outcome.
  ['tied', ['Large discs shrank.'], [['Large discs came.'], ['Large discs came.', { gate: whole }]]],
  ['names the outcome', ['Large discs shrank.'], [['Discs shrank. It was of large discs.'], ['Large discs came.']]],
  [
    'of the outcome',
    ['Discs shrank. It was of large discs.'],
    [['The marker and shrinkage. The marker and large discs.', ofTissue], ['Large discs came.']],
  ],
  ['goes on', ['Large discs came.', { gate: whole }], [['Large discs came.'], ['Large discs shrank.']]],
  ['candidates', ['Size was a candidate for shrinkage.'], [['Size and shrinkage.']]],
  ['reverse course', ['Large discs persisted.'], [['Large discs shrank.'], ['Large discs that persisted shrank.']]],
  ['topic outcome', ['Discs shrank. Large discs came.'], [['Pain rose. Large discs came.'], ['Large discs came.']]],
  ['topic other', ['Pain rose. Large discs came.'], [['Discs shrank. Large discs came.'], ['Large discs came.']]],
  [
    'record of the outcome',
    ['Size was seen. Discs shrank.'],
    [['Size was seen.'], ['Size was seen. Discs persisted.', { title: 'Pain' }]],
  ],
  ['whole record', ['Large discs came.', { gate: whole }], [['Large discs came.']]],
  [
    'titled',
    ['Large discs came.'],
    [['Large discs came.', { gate: { isOpen: true, isWhole: true, isTitled: false } }]],
  ],
  ['one case', ['Large discs shrank.', { design: 'case-report' }], [['Large discs shrank.', { design: 'cohort' }]]],
  ['design case-report', ['Large discs shrank.', { design: 'case-report' }], [['Large discs shrank.']]],
  ['design cohort', ['Large discs shrank.'], [['Large discs shrank.', { design: 'case-report' }]]],
  ['voice observer', ['Large discs shrank.'], [['Large discs shrank.', { voice: 'review' }]]],
  ['voice own', ['Large discs shrank.', ofTissue], [['Large discs shrank.']]],
  ['voice review', ['Large discs shrank.', { voice: 'review' }], [['Large discs shrank.']]],
  ['carried', ['Large discs came. They shrank.'], [['Large discs shrank.'], ['Large discs came. It was so.']]],
  // Where the sentence stands.
  [
    'first',
    ['Large discs shrank. It was so.', { title: 'Of discs' }],
    [['It was so. Large discs shrank.'], ['Discs came.', { title: 'Large discs shrank' }]],
  ],
  [
    'last',
    ['It was so. Large discs shrank.'],
    [['Large discs shrank.'], ['Large discs shrank. It was so.'], ['So it was. Large discs shrank. It was so.']],
  ],
  ['section title', ['Discs came.', { title: 'Large discs shrank' }], [['Large discs shrank.']]],
  ['section none', ['Large discs shrank.'], [['RESULTS: Large discs shrank.']]],
  ...['background', 'objective', 'methods', 'results', 'conclusion'].map<Row>((id) => [
    `section ${id}`,
    [`${id.toUpperCase()}: Large discs shrank.`],
    [['Large discs shrank.']],
  ]),
  // What figures it gives.
  ['no figure', ['Large discs shrank.'], [['Large discs shrank in 8.'], ['Large discs shrank in 8%.']]],
  ['figures', ['Large discs shrank in 8 and in 9.'], [['Large discs shrank in 8.'], ['Large discs shrank.']]],
  ['percent', ['Large discs shrank in 8, or 9%.'], [['Large discs shrank in 8, or 9.']]],
];

/** The same for factors of other kinds. */
const rowsOfOthers: [factor: string, ...Row][] = [
  ['age', 'factor age', ['Large discs of old ones shrank.'], []],
  ['age', 'less', ['Large discs of young ones shrank.'], [['Small discs of old ones shrank.']]],
  ['drug', 'factor drug', ['Large discs shrank with the drug.'], []],
  ['level', 'factor level', ['Level and shrinkage.'], []],
  // What has no words for a value of it is a value itself.
  ['drug', 'value', ['The drug and shrinkage.'], []],
  // A treatment that the title names is what the record is of, and selects nobody.
  ['drug', 'values only', ['Treated discs shrank.', aboutDrug], []],
  ['drug', 'less', ['Untreated discs shrank.', aboutDrug], [['Both groups shrank.', aboutDrug]]],
];

const rows = [...rowsOfSize.map<[string, ...Row]>((row) => ['size', ...row]), ...rowsOfOthers];

test.each(rows)('of %s: "%s"', (factor, sign, shown, others) => {
  expect(signsIn(shown[0], factor, shown[1])).toContain(sign);
  for (const [text, circumstances] of others) expect(signsIn(text, factor, circumstances)).not.toContain(sign);
});

test('a treatment that the title names selects nobody', () => {
  expect(signsIn('The drug and shrinkage.', 'drug', aboutDrug)).not.toContain('selected by it');
});

describe('known signs', () => {
  const known = knownSigns(['size', 'age', 'drug', 'level'], ['cohort', 'case-report']);

  test('are those that statements show, each once', () => {
    const said = rows.flatMap(([factor, , shown, others]) =>
      [shown, ...others].map(([text, circumstances]) => signsIn(text, factor, circumstances)),
    );
    expect(known.filter((sign) => !said.some((signs) => signs.includes(sign)))).toEqual([]);
    expect(said.flatMap((signs) => signs.filter((sign) => !known.includes(sign)))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
    expect(said.filter((signs) => new Set(signs).size < signs.length)).toEqual([]);
  });

  test.each<[Said, string[]]>([
    [
      ['Large discs favoured shrinkage.'],
      [
        'factor size',
        'design cohort',
        'voice observer',
        'section none',
        'read favours',
        'topic outcome',
        'record of the outcome',
        'titled',
        'tied',
        'names the outcome',
        'of the outcome',
        'value',
        'values only',
        'more',
        'first',
        'no figure',
      ],
    ],
    [
      ['Pain was of such size.', { voice: 'review', design: 'case-report', gate: { ...whole, isTitled: false } }],
      [
        'factor size',
        'design case-report',
        'voice review',
        'section none',
        'untied discusses',
        'topic other',
        'record of the outcome',
        'whole record',
        'one case',
        'first',
        'no figure',
      ],
    ],
    [
      ['It was so. Small discs favoured shrinkage in 8. It was so.'],
      [
        'factor size',
        'design cohort',
        'voice observer',
        'section none',
        'read against',
        'topic outcome',
        'record of the outcome',
        'titled',
        'tied',
        'names the outcome',
        'of the outcome',
        'value',
        'values only',
        'less',
      ],
    ],
  ])('%j shows these and no others', ([text, circumstances], signs) => {
    expect(signsIn(text, 'size', circumstances)).toEqual(signs);
  });
});

describe('which sentences make statements', () => {
  const said = (...[text, circumstances]: Said) =>
    statementsIn(text, circumstances).map(({ predictor, sentence }) => [predictor.id, sentence.start]);

  test('one of each factor that a sentence names, in the order of the rules', () => {
    expect(said('Old ones shrank if large. The drug was there. Nothing else.')).toEqual([
      ['size', 0],
      ['age', 0],
      ['drug', 26],
    ]);
    expect(said('Large only was what shrank.')).toEqual([]);
  });

  test.each<[string, Said, Said]>([
    ['a title', ['', { title: 'Large discs shrank' }], ['', { title: 'Large discs came' }]],
    ['a title of candidates', ['', { title: 'Size as a candidate' }], ['', { title: 'Size as another' }]],
    ['methods', ['METHODS: Large discs shrank.'], ['METHODS: Large discs came.']],
    ['methods of candidates', ['METHODS: Size was a candidate.'], ['METHODS: Size was another.']],
  ])('%s only where it is tied to the outcome', (_place, tied, untied) => {
    expect(said(...tied)).toHaveLength(1);
    expect(said(...untied)).toEqual([]);
  });

  test('results also where they are not, and where they go on about it', () => {
    expect(said('RESULTS: Large discs came.')).toHaveLength(1);
    expect(said('RESULTS: Large discs came.', { gate: whole })).toHaveLength(1);
  });
});

describe('a record of the outcome', () => {
  const isOfIt = (text: string, circumstances: Circumstances) =>
    signsIn(text, 'size', circumstances).includes('record of the outcome');

  test.each<[boolean, string, Circumstances]>([
    // One that does not name it is of it as a whole or by candidates in its title, but not with data of its own.
    [true, 'Size was a candidate.', { gate: whole }],
    [false, 'Size was a candidate.', { gate: whole, voice: 'own' }],
    [true, 'Size was a candidate.', { title: 'A candidate' }],
    [false, 'Size was a candidate.', { title: 'A candidate', voice: 'own' }],
    [false, 'Size was a candidate.', { title: 'A disc' }],
    // What persists may be another outcome, where the title names one and the record is not of this one as a whole.
    [true, 'Size was seen. All persisted.', {}],
    [false, 'Size was seen. All persisted.', { title: 'Pain' }],
    [true, 'Size was seen. All persisted.', { title: 'Pain', gate: whole }],
    [true, 'Size was seen. All shrank.', { title: 'Pain', voice: 'own' }],
  ])('%s: %s %j', (expected, text, circumstances) => {
    expect(isOfIt(text, circumstances)).toBe(expected);
  });

  test('goes on about it with candidates until another outcome is spoken of', () => {
    const ofIt = (text: string) => signsIn(text, 'size', { gate: whole }).includes('of the outcome');
    expect(ofIt('Size was a candidate.')).toBe(true);
    expect(ofIt('Size was a candidate for pain.')).toBe(false);
    expect(ofIt('Pain rose. Size was a candidate.')).toBe(false);
  });
});

describe('what became of a value', () => {
  const readOf = (text: string, circumstances?: Circumstances) =>
    statementsIn(text, circumstances).map(({ predictor, read }) => [predictor.id, read.direction]);

  test('tells of factors that have values, not of those that have none, nor of arms of a treatment', () => {
    expect(readOf('Large discs shrank.')).toEqual([['size', 'favours']]);
    expect(readOf('The level shrank.')).toEqual([['level', 'discusses']]);
    expect(readOf('Treated discs shrank.', aboutDrug)).toEqual([['drug', 'discusses']]);
  });
});

describe('what was adjusted for', () => {
  const wordsOf = (text: string) =>
    statementsIn(text).map(({ predictor, hits, isAdjusted }) => [predictor.id, hits.length, isAdjusted]);

  test('is left out beside what was not, and stays where there is nothing else', () => {
    expect(wordsOf('Large discs favoured shrinkage adjusted for size.')).toEqual([['size', 1, false]]);
    expect(wordsOf('Old age favoured shrinkage adjusted for size.')).toEqual([
      ['size', 1, true],
      ['age', 2, false],
    ]);
  });

  test('ends, where it is fronted, with the comma before the first claim', () => {
    const text = 'Adjusted for size, old age favoured shrinkage, and size hindered it.';
    expect(wordsOf(text)).toEqual([
      ['size', 1, false],
      ['age', 2, false],
    ]);
  });
});

describe('shares that two sentences give', () => {
  const across = 'shares of two sentences compared';
  const told = (...[text, circumstances]: Said) =>
    statementsIn(text, circumstances).map(({ read }) => (read.reason === across ? read.direction : null));

  test.each<[Said, (string | null)[]]>([
    [['Large discs shrank in 80%. Small discs shrank in 20%.'], ['favours', null]],
    [['Large discs shrank in 20%. Small discs shrank in 80%.'], ['against', null]],
    [['Large discs persisted in 80%. Small discs persisted in 20%.'], ['against', null]],
    // One after the other: what stands between, or what is of another factor, parts them.
    [['Large discs shrank in 80%. It was so. Small discs shrank in 20%.'], [null, null]],
    [['Large discs shrank in 80%. Old ones shrank in 70%. Small discs shrank in 20%.'], [null, null, null]],
    [['Large discs shrank in 80%. Young ones shrank in 20%.'], [null, null]],
    [['Large discs shrank in 80%. Size was of note. Small discs shrank in 20%.'], [null, null, null]],
    [
      ['Large discs shrank in 80%. Small discs shrank in 20%. Large discs shrank in 90%.'],
      ['favours', 'favours', null],
    ],
    // Of the outcome, by name or in a study that goes on about it.
    [['Discs shrank. Large discs came in 80%. Small discs came in 20%.'], [null, null]],
    [
      ['Large discs came in 80%. Small discs came in 20%.', { gate: whole }],
      ['favours', null],
    ],
    [['Large discs shrank in 80%. Small discs came in 20%.'], [null, null]],
  ])('%j', (said, expected) => {
    expect(told(...said)).toEqual(expected);
  });

  test.each<[Said, (string | null)[]]>([
    [['Large discs shrank in 80%. Of the rest 20% shrank.'], ['favours']],
    [['Small discs shrank in 80%. Of the rest 20% shrank.'], ['against']],
    [['Large discs persisted in 80%. Of the rest 20% persisted.'], ['against']],
    [['Large discs shrank in 80%. It was so. Of the rest 20% shrank.'], [null]],
    [['Large discs shrank in 80%. Of the others 20% shrank.'], [null]],
    [['Large discs came in 80%. Of the rest 20% came.', { gate: whole }], ['favours']],
    [['Large discs shrank in 80%. Of the rest 20% came.'], [null]],
    // Two factors may stand against the rest.
    [['Large discs of young ones shrank in 80%. Of the rest 20% shrank.'], ['favours', 'against']],
  ])('of the rest: %j', (said, expected) => {
    expect(told(...said)).toEqual(expected);
  });
});
