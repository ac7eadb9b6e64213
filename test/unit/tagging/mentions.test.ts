import { describe, expect, test } from '@jest/globals';
import { modifications, type RecordContext } from '../../../src/tagging/mentions.ts';
import { clauseEndsBetween, opensWith } from '../../../src/tagging/reading.ts';
import type { Modifier } from '../../../src/tagging/ruleSchema.ts';
import { readRecord, readSentence, readText, titled } from './readText.ts';

const cues = {
  cell: ['cell*', '细胞'],
  no: ['no', 'not', 'without', '未见'],
  'clause-end': ['but', ';'],
  also: ['also'],
  beyond: ['elsewhere'],
};
const denied: Modifier = {
  id: 'denied',
  effect: 'deny',
  scope: 'before',
  reach: 3,
  cues: ['no'],
  acrossClauses: false,
  acrossCommas: true,
  why: 'the test',
};

/** What a modifier does to the first mention of a cell in a sentence: the words that say so. */
function wordsOf(text: string, change: Partial<Modifier> = {}, record: RecordContext = {}, of = 'cells') {
  const sentence = readSentence(text, cues);
  const hit = sentence.byList.get('cell')?.[0];
  if (!hit) throw new Error('The sentence names no cell.');
  return modifications(sentence, hit, of, [{ ...denied, ...change }], record).map(({ words }) => words);
}

describe('a modifier reaches a mention', () => {
  test.each<[string, Partial<Modifier>, string[]]>([
    ['No cells were seen.', {}, ['No']],
    ['No big round white cells were seen.', {}, ['No']],
    ['No big round white old cells were seen.', {}, []],
    ['Cells were not seen.', {}, []],
    ['Cells were not seen.', { scope: 'after' }, ['not']],
    ['Cells of some such kind not.', { scope: 'after' }, []],
    ['Cells of some such not.', { scope: 'after' }, ['not']],
    ['No cells were seen.', { scope: 'after' }, []],
    ['Cells were not seen.', { scope: 'near' }, ['not']],
    ['No cells were seen.', { scope: 'near' }, ['No']],
    ['Cells of some such kind were not seen.', { scope: 'near' }, []],
    ['Cells of some such kind and so on were not seen.', { scope: 'sentence' }, ['not']],
    ['No cells were seen.', { scope: 'covering' }, []],
    ['Cells were seen.', { scope: 'covering', cues: ['cell'] }, ['Cells']],
    ['None but cells, no.', { scope: 'before', cues: ['no', 'clause-end'] }, ['but']],
  ])('%s %j', (text, change, words) => {
    expect(wordsOf(text, change)).toEqual(words);
  });

  test('not over the end of a clause, unless it says so', () => {
    expect(wordsOf('Fibres not, but cells were seen.')).toEqual([]);
    expect(wordsOf('Fibres not, but cells were seen.', { acrossClauses: true })).toEqual(['not']);
  });

  test('over a comma, but a Chinese one only where it says so; characters are half words', () => {
    expect(wordsOf('Without fibres, cells were seen.')).toEqual(['Without']);
    expect(wordsOf('Without fibres, cells were seen.', { acrossCommas: false })).toEqual(['Without']);
    expect(wordsOf('未见纤维,细胞')).toEqual(['未见']);
    expect(wordsOf('未见纤维,细胞', { acrossCommas: false })).toEqual([]);
    expect(wordsOf('未见炎性大的圆细胞')).toEqual(['未见']);
    expect(wordsOf('未见炎性大的圆白圆细胞')).toEqual([]);
  });

  test.each<[string, Partial<Modifier>, RecordContext, boolean]>([
    ['of another mechanism only', { of: ['vessels'] }, {}, false],
    ['of this one too', { of: ['vessels', 'cells'] }, {}, true],
    ['unless a word stands there, and it does not', { unless: ['also'] }, {}, true],
    ['unless a word stands there, and it does', { unless: ['beyond'] }, {}, false],
    ['where a word stands, and it does not', { where: ['also'] }, {}, false],
    ['where a word stands, and it does', { where: ['also', 'beyond'] }, {}, true],
    ['in a voice that is unknown', { voices: ['own'] }, {}, false],
    ['in another voice', { voices: ['own'] }, { voice: 'review' }, false],
    ['in this voice', { voices: ['own', 'review'] }, { voice: 'review' }, true],
    ['of a list as long as it may be', { atMostNamed: 2 }, { named: 2 }, true],
    ['of a longer list', { atMostNamed: 2 }, { named: 3 }, false],
  ])('%s', (_name, change, record, reaches) => {
    expect(wordsOf('No cells were seen, elsewhere.', change, record)).toEqual(reaches ? ['No'] : []);
  });
});

describe('a sentence', () => {
  test('opens with what stands among its first three words', () => {
    const opens = (text: string) => opensWith(readSentence(text, cues), 'also');
    expect(['Also seen.', 'We also saw.', 'We have also seen.', 'We have now also seen.', 'Seen.'].map(opens)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(readText('Seen were we. Also this.', cues).map((sentence) => opensWith(sentence, 'also'))).toEqual([
      false,
      true,
    ]);
  });

  test('has a clause end between two words from the first of them on, up to the other', () => {
    const sentence = readSentence('One but two ; three but four.', cues);
    const between = [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
      [2, 4],
      [4, 5],
      [4, 6],
      [6, 9],
    ] as const;
    expect(between.map(([from, to]) => clauseEndsBetween(sentence, from, to))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

test('a mark in brackets ends no clause, one behind brackets does', () => {
  const ends = (text: string) => readSentence(text, cues).clauseEnds;
  expect(ends('One (but two ; three) but four ; five.')).toEqual([7, 9]);
  expect(ends('One ) but two.')).toEqual([2]);
  expect(ends('One (two (three) ; four) but five.')).toEqual([9]);
});

describe('a cue that one of an excepted list overlaps', () => {
  const ofGlass = { cell: ['cell*'], glass: ['glass cells', 'cells of glass', 'glass'] };
  const cellsIn = (text: string) => {
    const { sentences, lists } = readRecord(titled('', text), ofGlass, [], new Map([['cell', ['glass', 'elsewhere']]]));
    const places = sentences.map(({ byList }) => byList.get('cell')?.map(({ from }) => from));
    return [...places, lists.has('cell')];
  };

  test.each<[string, unknown[]]>([
    ['Cells were seen.', [[0], true]],
    ['Cells of glass were seen.', [undefined, false]],
    ['Glass cells were seen.', [undefined, false]],
    ['Glass cells and cells were seen.', [[3], true]],
    // One that only stands beside it takes nothing back.
    ['Glass, cells were seen.', [[2], true]],
    ['Our cells glass over.', [[1], true]],
    ['In glass cellars it was.', [[2], true]],
  ])('%s %j', (text, expected) => {
    expect(cellsIn(text)).toEqual(expected);
  });
});

describe('sections', () => {
  const sections = [
    { id: 'results' as const, labels: ['result', '结果'], list: 'found' },
    { id: 'methods' as const, labels: ['method'], list: 'took' },
  ];
  const sectionsOf = (text: string) =>
    readText(text, { found: ['found'], took: ['took'] }, sections).map(({ section, isLabelled }) =>
      section === null ? null : `${section}${isLabelled ? '' : ' by its words'}`,
    );

  test.each([
    ['METHODS: One took. One did. RESULTS: One saw.', ['methods', 'methods', 'results']],
    ['One saw. One found it. One took it.', [null, 'results by its words', 'methods by its words']],
    ['Main results and further findings: One took.', ['results']],
    ['【结果】见之。', ['results']],
    ['[Results] One took.', ['results']],
    ['The results were as expected. One took it: all.', [null, 'methods by its words']],
    ['One, with results: one took.', ['methods by its words']],
    ['What we saw in the many and various results of ours: one saw.', [null]],
    ['R: One saw.', [null]],
    ['Results without an end', [null]],
  ])('%s', (text, expected) => {
    expect(sectionsOf(text)).toEqual(expected);
  });
});
