import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import { type Mention, readMentions } from '../../../src/tagging/mechanismMentions.ts';
import type { MechanismCue, SectionRules, Voice } from '../../../src/tagging/ruleSchema.ts';
import type { RuleSet } from '../../../src/tagging/ruleSet.ts';
import { discGate, mechanismWords, modifierBy } from './mechanismWords.ts';
import { readRecord, titled } from './readText.ts';

// Two mechanisms of a word each, so that what counts and what it says can be seen.

const cues = {
  ...mechanismWords,
  prove: ['prove*'],
  found: ['found'],
  shrank: ['shrank'],
  last: ['the last'],
  first: ['the first'],
  rat: ['rats'],
};
const sections: SectionRules['sections'] = (
  ['conclusion', 'results', 'objective', 'methods', 'background'] as const
).map((id) => ({ id, labels: [id], list: `says-${id}` }));

function rulesWith(cell: Partial<MechanismCue> = {}): RuleSet {
  const gate = {
    ...discGate,
    pointers: [
      { list: 'last', items: [-1] },
      { list: 'first', items: [1] },
    ],
    findings: ['found'],
  };
  const mechanisms = [
    { id: 'cells', cues: [{ list: 'cell', ...cell }] },
    { id: 'vessels', cues: [{ list: 'vessel' }] },
  ];
  const modifiers = [
    modifierBy('unreal', 'refuse', 'never'),
    modifierBy('denied', 'deny', 'no'),
    modifierBy('perhaps', 'temper', 'perhaps', 'sentence'),
    modifierBy('proven', 'weigh', 'prove', 'sentence'),
  ];
  return { mechanisms: { gate, mechanisms }, modifiers } as Partial<RuleSet> as RuleSet;
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
  return readMentions(reading, gate, voice, rules);
}

/** By mechanism, what each place says that counts. */
const stances = (...args: Parameters<typeof read>) =>
  Object.fromEntries(
    [...read(...args).counting].flatMap(([id, found]) =>
      found.length > 0 ? [[id, found.map(({ stance }) => stance).join(' ')]] : [],
    ),
  );
const cells = (...args: Parameters<typeof read>): readonly Mention[] => read(...args).counting.get('cells') ?? [];

describe('the stance', () => {
  test.each<[string, string]>([
    ['Cells were there.', 'supports'],
    ['Cells may be there.', 'discusses'],
    ['No cells were there.', 'contradicts'],
    ['No cells may be there.', 'contradicts'],
    ['Cells may prove it.', 'supports'],
    ['BACKGROUND: Cells were there.', 'discusses'],
    ['OBJECTIVE: Cells were there.', 'discusses'],
    ['METHODS: Cells were there.', 'supports'],
    ['Cells were there. No cells were there.', 'supports contradicts'],
    ['RESULTS: No cells. CONCLUSION: Cells may be there.', 'contradicts discusses'],
    ['Cells and cells were there.', 'supports supports'],
  ])('%s %s', (text, stance) => {
    expect(stances(text)).toEqual({ cells: stance });
  });

  test('a review and a title only name what they do not say is proven', () => {
    expect(stances('Cells were there.', { voice: 'review' })).toEqual({ cells: 'discusses' });
    expect(stances('Cells prove it.', { voice: 'review' })).toEqual({ cells: 'supports' });
    expect(stances('Nothing.', { title: 'Cells' })).toEqual({ cells: 'discusses' });
    expect(stances('Cells were there.', { title: 'No cells' })).toEqual({ cells: 'contradicts supports' });
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
  test('nothing that is refused', () => {
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
    expect(cells(text, { rules: rulesWith(cell) })).toHaveLength(counts ? 1 : 0);
  });

  test('where the record is not about the subject as a whole, reviews must name it beside', () => {
    const gate = { isOpen: true, isWhole: false, isTitled: false };
    const seen = (text: string, voice: Voice) => cells(text, { gate, voice }).length;
    expect(seen('Cells were there.', 'review')).toBe(0);
    expect(seen('Cells were there.', 'own')).toBe(1);
    expect(seen('Cells in the rim.', 'review')).toBe(1);
    expect(seen('Cells in the disc.', 'observer')).toBe(1);
    expect(cells('Cells were there.', { gate: { ...gate, isTitled: true }, voice: 'review' })).toHaveLength(1);
    expect(cells('Cells were there.', { gate: { ...gate, isWhole: true }, voice: 'review' })).toHaveLength(1);
  });
});

test('sentences that name a mechanism are told, whether it counts or not', () => {
  const { named } = read('Cells and vessels. Nothing. Imaginary cells.');
  expect([...named].map(([{ start }, of]) => [start, of.map(({ id }) => id)])).toEqual([
    [0, ['cells', 'vessels']],
    [28, ['cells']],
  ]);
});

describe('sentences that go on', () => {
  test.each<[string, string]>([
    ['Cells were measured. It was found.', 'supports supports'],
    ['Cells may be measured. It may be high.', 'discusses discusses'],
    ['Cells may be measured. No it was not.', 'discusses contradicts'],
    // Not of what was only measured as well, nor where it does not open the sentence, nor after another sentence.
    ['Cells may be measured. It was measured.', 'discusses'],
    ['Cells may be measured. It was measured and found.', 'discusses supports'],
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
      vessels: 'discusses supports',
    });
    expect(of('There are cells, fibres, and vessels. We prove the first.')).toEqual({
      cells: 'discusses supports',
      vessels: 'discusses',
    });
    expect(of('There are three: cells, fibres, and vessels. We prove the first.')).toEqual({
      cells: 'discusses supports',
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
