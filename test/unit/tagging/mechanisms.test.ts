import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import { readMechanisms } from '../../../src/tagging/mechanisms.ts';
import type { MechanismCue, Modifier, SectionRules, Voice } from '../../../src/tagging/ruleSchema.ts';
import type { RuleSet } from '../../../src/tagging/ruleSet.ts';
import { readRecord, titled } from './readText.ts';

// Two mechanisms of a word each, so that what is counted up and what is settled can be seen.

const cues = {
  cell: ['cell*'],
  vessel: ['vessel*'],
  disc: ['disc'],
  rim: ['rim'],
  no: ['no'],
  perhaps: ['may'],
  prove: ['prove*'],
  never: ['imaginary'],
  found: ['found'],
  shrank: ['shrank'],
  measured: ['measured'],
  it: ['it'],
  last: ['the last'],
  first: ['the first'],
  rat: ['rats'],
  'clause-end': ['but'],
};
const sections: SectionRules['sections'] = (
  ['conclusion', 'results', 'objective', 'methods', 'background'] as const
).map((id) => ({ id, labels: [id], list: `says-${id}` }));
const modifier = (id: string, effect: Modifier['effect'], scope: Modifier['scope'], list: string): Modifier => ({
  id,
  effect,
  scope,
  reach: 4,
  cues: [list],
  acrossClauses: false,
  acrossCommas: true,
  why: 'the test',
});

function rulesWith(cell: Partial<MechanismCue> = {}, threshold = 0.3): RuleSet {
  const gate = {
    subject: 'disc',
    setting: ['disc'],
    anchors: ['rim'],
    closedBy: [],
    disclaimers: [],
    denials: [],
    ownVoice: [],
    pronouns: ['it'],
    measured: ['measured'],
    pointers: [
      { list: 'last', items: [-1] },
      { list: 'first', items: [1] },
    ],
    outcome: ['shrank'],
    findings: ['found'],
    whole: [],
  };
  const mechanisms = [
    { id: 'cells', cues: [{ list: 'cell', weight: 0.5, ...cell }] },
    { id: 'vessels', cues: [{ list: 'vessel', weight: 0.5 }] },
  ];
  const modifiers = [
    modifier('unreal', 'refuse', 'before', 'never'),
    modifier('denied', 'deny', 'before', 'no'),
    modifier('perhaps', 'temper', 'sentence', 'perhaps'),
    modifier('proven', 'weigh', 'sentence', 'prove'),
  ];
  return { mechanisms: { gate, mechanisms }, modifiers, threshold } as Partial<RuleSet> as RuleSet;
}

const open: Gate = { isOpen: true, isWhole: true, isTitled: true };

function read(
  text: string,
  {
    title = '',
    voice = 'own',
    gate = open,
    rules = rulesWith(),
  }: { title?: string; voice?: Voice; gate?: Gate; rules?: RuleSet } = {},
) {
  const reading = readRecord(titled(title, text), cues, sections);
  return readMechanisms(reading, gate, voice, rules);
}
const stances = (...args: Parameters<typeof read>) =>
  Object.fromEntries(read(...args).map(({ value, stance }) => [value, stance]));
const score = (...args: Parameters<typeof read>) => read(...args)[0]?.score;

describe('what a mention weighs: its cue, its place, its stance', () => {
  test.each([
    ['Cells were there.', 0.6],
    ['RESULTS: Cells were there.', 0.7],
    ['CONCLUSION: Cells were there.', 0.7],
    ['METHODS: Cells were there.', 0.55],
    ['BACKGROUND: Cells were there.', 0.4],
    ['OBJECTIVE: Cells were there.', 0.5],
    ['Cells may be there.', 0.5],
    ['No cells were there.', 0.6],
    ['Cells were found.', 0.66],
    ['Cells were there and it shrank.', 0.68],
    ['Cells were there. More cells were there.', 0.65],
    ['Cells. Cells. Cells. Cells. Cells. Cells.', 0.75],
    ['Cells and cells were there.', 0.6],
  ])('%s', (text, expected) => {
    expect(score(text)).toBe(expected);
  });

  test('a title weighs less, all together never more than one', () => {
    expect(score('Nothing.', { title: 'Cells in it' })).toBe(0.45);
    expect(score('RESULTS: Cells found as it shrank. Cells.', { rules: rulesWith({ weight: 1 }) })).toBe(1);
  });

  test('below the threshold there is no tag, at it there is', () => {
    expect(score('Cells were there.', { rules: rulesWith({}, 0.6) })).toBe(0.6);
    expect(score('Cells were there.', { rules: rulesWith({}, 0.61) })).toBeUndefined();
  });
});

describe('the stance', () => {
  test.each<[string, string]>([
    ['Cells were there.', 'supports'],
    ['Cells may be there.', 'discusses'],
    ['No cells were there.', 'contradicts'],
    ['No cells may be there.', 'contradicts'],
    ['Cells may prove it.', 'supports'],
    ['BACKGROUND: Cells were there.', 'discusses'],
    ['METHODS: Cells were there.', 'supports'],
    // A denial counts as much as a proof; two proofs more.
    ['Cells were there. No cells were there.', 'contradicts'],
    ['Cells were there. No cells were there. Cells again.', 'supports'],
    ['Cells may be. Cells may be. Cells were there.', 'supports'],
    // What is concluded counts, and the last of it.
    ['RESULTS: Cells. Cells. CONCLUSION: No cells were there.', 'contradicts'],
    ['RESULTS: No cells. CONCLUSION: Cells may be there.', 'contradicts'],
    ['CONCLUSION: No cells were there. Cells were there.', 'supports'],
  ])('%s %s', (text, stance) => {
    expect(stances(text)).toEqual({ cells: stance });
  });

  test('a review and a title only name what they do not say is proven', () => {
    expect(stances('Cells were there.', { voice: 'review' })).toEqual({ cells: 'discusses' });
    expect(stances('Cells prove it.', { voice: 'review' })).toEqual({ cells: 'supports' });
    expect(stances('Nothing.', { title: 'Cells' })).toEqual({ cells: 'discusses' });
    expect(stances('Cells were there.', { title: 'No cells' })).toEqual({ cells: 'contradicts' });
  });

  test('a cue may say at most that, or always this', () => {
    expect(stances('Cells were there.', { rules: rulesWith({ atMost: 'discusses' }) })).toEqual({ cells: 'discusses' });
    expect(stances('No cells.', { rules: rulesWith({ atMost: 'discusses' }) })).toEqual({ cells: 'contradicts' });
    expect(stances('Cells were there.', { rules: rulesWith({ says: 'contradicts' }) })).toEqual({
      cells: 'contradicts',
    });
  });
});

describe('what counts', () => {
  test('nothing in a closed record, nothing that is refused', () => {
    expect(read('Cells were there.', { gate: { isOpen: false, isWhole: false, isTitled: false } })).toEqual([]);
    expect(stances('Imaginary cells were there, and vessels.')).toEqual({ vessels: 'supports' });
  });

  test.each<[Partial<MechanismCue>, string, boolean]>([
    [{ with: ['rim'] }, 'Cells were there.', false],
    [{ with: ['rim'] }, 'Cells in the rim.', true],
    [{ without: ['rim'] }, 'Cells in the rim.', false],
    [{ without: ['rim'] }, 'Cells were there.', true],
    [{ record: ['rat'] }, 'Cells were there.', false],
    [{ record: ['rat'] }, 'Cells were there. They were of rats.', true],
  ])('a cue %j: %s', (cell, text, counts) => {
    expect(read(text, { rules: rulesWith(cell) })).toHaveLength(counts ? 1 : 0);
  });

  test('where the record is not about the subject as a whole, reviews must name it beside', () => {
    const gate = { isOpen: true, isWhole: false, isTitled: false };
    const seen = (text: string, voice: Voice) => read(text, { gate, voice }).length;
    expect(seen('Cells were there.', 'review')).toBe(0);
    expect(seen('Cells were there.', 'own')).toBe(1);
    expect(seen('Cells in the rim.', 'review')).toBe(1);
    expect(seen('Cells in the disc.', 'observer')).toBe(1);
    expect(read('Cells were there.', { gate: { ...gate, isTitled: true }, voice: 'review' })).toHaveLength(1);
    expect(read('Cells were there.', { gate: { ...gate, isWhole: true }, voice: 'review' })).toHaveLength(1);
  });
});

describe('the proof', () => {
  const proof = (text: string, title = '') => read(text, { title })[0]?.evidence.map((span) => span.text);

  test.each([
    ['Cells were there.', ['Cells were there.']],
    ['Cells may be. Cells were there.', ['Cells were there.']],
    ['RESULTS: Cells here. Cells there. CONCLUSION: Cells.', ['RESULTS: Cells here.', 'CONCLUSION: Cells.']],
    ['Cells here. Cells there. Cells.', ['Cells here.', 'Cells there.']],
    ['Cells here. Cells found.', ['Cells found.', 'Cells here.']],
  ])('%s', (text, expected) => {
    expect(proof(text)).toEqual(expected);
  });

  test('a title proves only what nothing else does', () => {
    expect(proof('BACKGROUND: Cells may be.', 'Cells')).toEqual(['BACKGROUND: Cells may be.']);
    expect(proof('Nothing.', 'Cells')).toEqual(['Cells']);
  });

  test('says the words, the list, what was done to it and where it stood', () => {
    expect(read('RESULTS: No cells.')[0]?.basis).toBe('"cells" (cell); denied: "No"; results');
    expect(read('Cells here. Cells there.')[0]?.basis).toBe('"Cells" (cell) | "Cells" (cell)');
  });
});

describe('sentences that go on', () => {
  test.each<[string, string]>([
    ['Cells were measured. It was found.', 'supports'],
    ['Cells may be measured. It may be high.', 'discusses'],
    ['Cells may be measured. No it was not.', 'contradicts'],
    // Not of what was only measured as well, nor where it does not open the sentence, nor after another sentence.
    ['Cells may be measured. It was measured.', 'discusses'],
    ['Cells may be measured. It was measured and found.', 'supports'],
    ['Cells may be measured. All of us saw it.', 'discusses'],
    ['Cells may be measured. Nothing. It was found.', 'discusses'],
    ['Cells may be there. It was found.', 'discusses'],
    ['Cells may be measured. Imaginary it was.', 'discusses'],
  ])('%s %s', (text, stance) => {
    expect(stances(text)).toEqual({ cells: stance });
  });

  test('not from a title, and not in a review', () => {
    expect(stances('It was found.', { title: 'Cells measured' })).toEqual({ cells: 'discusses' });
    expect(stances('Cells measured. It was found.', { voice: 'review' })).toEqual({ cells: 'discusses' });
  });

  test('a review points back to an item of a list', () => {
    const of = (text: string) => stances(text, { voice: 'review' });
    expect(of('There are cells, fibres, and vessels. We prove the last.')).toEqual({
      cells: 'discusses',
      vessels: 'supports',
    });
    expect(of('There are cells, fibres, and vessels. We prove the first.')).toEqual({
      cells: 'supports',
      vessels: 'discusses',
    });
    expect(of('There are three: cells, fibres, and vessels. We prove the first.')).toEqual({
      cells: 'supports',
      vessels: 'discusses',
    });
    expect(of('There are cells, fibres, and vessels. We name the last.')).toEqual({
      cells: 'discusses',
      vessels: 'discusses',
    });
    expect(of('There are cells, and vessels, and fibres. We prove the last.')).toEqual({
      cells: 'discusses',
      vessels: 'discusses',
    });
    expect(stances('There are cells, and vessels. We prove the last.', { voice: 'observer' })).toEqual({
      cells: 'discusses',
      vessels: 'discusses',
    });
  });
});
