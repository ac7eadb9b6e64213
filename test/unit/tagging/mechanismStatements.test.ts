import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import { knownMechanismSigns, mechanismSignsOf } from '../../../src/tagging/mechanismSigns.ts';
import { readMechanismStatements } from '../../../src/tagging/mechanismStatements.ts';
import { readMechanisms } from '../../../src/tagging/mechanisms.ts';
import type { SectionRules, VerdictWeights, Voice } from '../../../src/tagging/ruleSchema.ts';
import type { RuleSet } from '../../../src/tagging/ruleSet.ts';
import { createJudge } from '../../../src/tagging/verdicts.ts';
import { discGate, mechanismWords, modifierBy } from './mechanismWords.ts';
import { readRecord, titled } from './readText.ts';

// Three mechanisms of a word each; one of them counts only in the rim.

const cues = { ...mechanismWords, fibre: ['fibre*'] };
const sections: SectionRules['sections'] = [
  { id: 'results', labels: ['results'], list: 'says-results' },
  { id: 'conclusion', labels: ['conclusion'], list: 'says-conclusion' },
];
const rules = {
  mechanisms: {
    gate: discGate,
    mechanisms: [
      { id: 'cells', cues: [{ list: 'cell' }] },
      { id: 'vessels', cues: [{ list: 'vessel', with: ['rim'] }] },
      { id: 'fibres', cues: [{ list: 'fibre' }] },
    ],
  },
  modifiers: [
    modifierBy('unreal', 'refuse', 'never'),
    modifierBy('denied', 'deny', 'no'),
    modifierBy('perhaps', 'temper', 'perhaps'),
  ],
} satisfies Pick<RuleSet, 'mechanisms' | 'modifiers'>;

const open: Gate = { isOpen: true, isWhole: false, isTitled: true };

interface Circumstances {
  title?: string;
  voice?: Voice;
  gate?: Gate;
}

const readingOf = (text: string, { title = '' }: Circumstances) => readRecord(titled(title, text), cues, sections);

function statementsIn(text: string, circumstances: Circumstances = {}) {
  const { voice = 'observer', gate = open } = circumstances;
  return readMechanismStatements(readingOf(text, circumstances), gate, voice, rules);
}

/** Of the last statement about a mechanism. */
function signsIn(text: string, mechanism: string, circumstances: Circumstances = {}): string[] {
  const statement = statementsIn(text, circumstances).findLast((each) => each.mechanism === mechanism);
  if (!statement) throw new Error(`Nothing is said of ${mechanism}: "${text}"`);
  return mechanismSignsOf(statement);
}

describe('what sentences say of mechanisms', () => {
  const told = (text: string, circumstances: Circumstances = {}) =>
    statementsIn(text, circumstances).map(({ mechanism, mentions, hit }) => [mechanism, mentions.length, hit.list]);

  test('is told in the order of the text, and what lacks a word beside it is told too', () => {
    expect(told('Fibres and cells. Nothing. Vessels were there. Vessels in the rim.')).toEqual([
      ['cells', 1, 'cell'],
      ['fibres', 1, 'fibre'],
      ['vessels', 0, 'vessel'],
      ['vessels', 1, 'vessel'],
    ]);
  });

  test('is not told where it is refused, or where the sentence is not of the subject', () => {
    expect(told('Imaginary cells.')).toEqual([]);
    expect(told('Imaginary vessels.')).toEqual([]);
    expect(told('Imaginary vessels are not, but vessels are.')).toEqual([['vessels', 0, 'vessel']]);
    const gate = { isOpen: true, isWhole: false, isTitled: false };
    expect(told('Vessels. Vessels of a disc.', { gate })).toEqual([['vessels', 0, 'vessel']]);
    expect(told('Vessels.', { gate, voice: 'own' })).toEqual([['vessels', 0, 'vessel']]);
  });

  test('may be told by a sentence that only comes back to it', () => {
    expect(told('Cells were measured. It was high.', { voice: 'own' })).toEqual([
      ['cells', 1, 'cell'],
      ['cells', 1, 'it'],
    ]);
  });
});

describe('the signs of a statement', () => {
  const usual = ['mechanism cells', 'voice observer', 'section none', 'counts', 'places 1', 'titled', 'first'];

  test.each<[string, Circumstances, string[]]>([
    ['Cells were there.', {}, usual],
    ['Nothing. Cells were there. Nothing.', {}, usual.slice(0, -1)],
    ['Nothing. Cells were there.', {}, [...usual.slice(0, -1), 'last']],
    ['Cells, fibres.', {}, [...usual.slice(0, -2), 'others', 'titled', 'first']],
    ['Cells, fibres, vessels.', {}, [...usual.slice(0, -2), 'others', 'many others', 'titled', 'first']],
    ['No cells may be there.', {}, [...usual.slice(0, -2), 'modifier denied', 'titled', 'first']],
    ['No cells, no cells.', {}, [...usual.slice(0, -2), 'modifier denied', 'titled', 'first']],
    [
      'RESULTS: Cells were there.',
      {},
      ['mechanism cells', 'voice observer', 'section results', 'counts', 'places 1', 'labelled', 'titled', 'first'],
    ],
    [
      'Cells were there.',
      { voice: 'review', gate: { isOpen: true, isWhole: true, isTitled: false } },
      ['mechanism cells', 'voice review', 'section none', 'counts', 'places 1', 'whole record', 'first'],
    ],
  ])('%s %j', (text, circumstances, expected) => {
    expect(signsIn(text, 'cells', circumstances)).toEqual(expected);
  });

  test('say how often and how the record says it elsewhere', () => {
    const elsewhere = (text: string, title = '') =>
      signsIn(text, 'cells', { title, voice: 'own' }).filter((sign) => /^(places|elsewhere|in the)/.test(sign));
    expect(elsewhere('Cells. Cells.')).toEqual(['places 2', 'elsewhere supports']);
    expect(elsewhere('No cells. Cells may be. Cells. Cells.')).toEqual([
      'places 3',
      'elsewhere contradicts',
      'elsewhere supports',
    ]);
    expect(elsewhere('Cells.', 'The cells')).toEqual(['places 2', 'in the title', 'elsewhere discusses']);
    // Twice in one sentence is one place, and nothing elsewhere.
    expect(elsewhere('Cells and cells.')).toEqual(['places 1']);
  });

  test('tell the first and the last sentence of each text', () => {
    const texts = [
      { field: 'title' as const, language: 'en', text: 'Disc' },
      { field: 'abstract' as const, language: 'en', text: 'Cells. Cells. Cells.' },
      { field: 'summary.zh' as const, language: 'zh', text: 'Cells. Cells.' },
    ];
    const reading = readRecord(texts, cues, sections);
    expect(readMechanismStatements(reading, open, 'own', rules).map(({ place }) => place)).toEqual([
      'first',
      undefined,
      'last',
      'first',
      'last',
    ]);
  });

  test('say what the last conclusion that takes a stand says', () => {
    const concluded = (text: string) =>
      signsIn(text, 'cells', { voice: 'own' }).filter((sign) => /^concluded/.test(sign));
    expect(concluded('RESULTS: Cells. CONCLUSION: No cells. There may be cells.')).toEqual(['concluded contradicts']);
    expect(concluded('CONCLUSION: No cells. Cells.')).toEqual(['concluded supports']);
    expect(concluded('RESULTS: Cells. CONCLUSION: There may be cells.')).toEqual([]);
  });

  test('tell what does not count, what only comes back to it, and what stands in the title', () => {
    expect(signsIn('Vessels.', 'vessels')).toEqual(expect.arrayContaining(['lacking', 'places 0']));
    expect(signsIn('Cells were measured. It was high.', 'cells', { voice: 'own' })).toContain('carried');
    expect(signsIn('Nothing.', 'cells', { title: 'Cells' })).toEqual(
      expect.arrayContaining(['section title', 'in the title']),
    );
  });

  test('are all known, and what refuses is none', () => {
    const known = knownMechanismSigns(rules);
    const texts = [
      'RESULTS: No cells. CONCLUSION: Cells may be. It was.',
      'Vessels, cells, fibres. Cells measured. It. Cells.',
    ];
    const shown = texts.flatMap((text) =>
      statementsIn(text, { title: 'Cells', voice: 'own' }).flatMap(mechanismSignsOf),
    );
    expect(shown.filter((sign) => !known.includes(sign))).toEqual([]);
    expect(known).not.toContain('modifier unreal');
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('the mechanisms of a record', () => {
  const weights: VerdictWeights = {
    verdicts: ['supports', 'discusses', 'contradicts'],
    least: 0.5,
    bias: { supports: -3, discusses: -3, contradicts: -3 },
    signs: [
      { sign: 'counts', weights: { supports: 5 } },
      { sign: 'modifier denied', weights: { contradicts: 9 } },
      { sign: 'lacking', weights: { supports: -9 } },
      { lists: ['perhaps'], weights: { discusses: 9 } },
    ],
  };
  const tagsIn = (text: string, circumstances: Circumstances = {}) =>
    readMechanisms(readingOf(text, circumstances), circumstances.gate ?? open, circumstances.voice ?? 'own', {
      ...rules,
      mechanismWeights: weights,
      mechanismJudge: createJudge(weights),
    });
  const briefly = (...of: Parameters<typeof tagsIn>) => tagsIn(...of).map(({ value, stance }) => `${value} ${stance}`);

  test('are told by the weights of their statements, in the order of the rules', () => {
    expect(briefly('Fibres were there. No cells were.')).toEqual(['cells contradicts', 'fibres supports']);
    expect(briefly('Cells may be there.')).toEqual(['cells discusses']);
    expect(briefly('Vessels were there.')).toEqual([]);
    expect(briefly('Nothing was there.')).toEqual([]);
  });

  test('are none in a closed record', () => {
    expect(tagsIn('Cells were there.', { gate: { isOpen: false, isWhole: false, isTitled: false } })).toEqual([]);
  });

  test('carry their score in thousandths, the words, what was done to it, where it stood, and the sentences', () => {
    const [tag] = tagsIn('RESULTS: No cells. CONCLUSION: No cells were there.');
    expect(tag).toMatchObject({
      kind: 'mechanism',
      value: 'cells',
      stance: 'contradicts',
      score: 0.998,
      basis: '"cells"; denied: "No"; results | "cells"; denied: "No"; conclusion',
    });
    expect(tag?.evidence.map(({ text }) => text)).toEqual(['RESULTS: No cells.', 'CONCLUSION: No cells were there.']);
    // What was done to several words is told once.
    expect(tagsIn('No cells or cells.')[0]?.basis).toBe('"cells"; denied: "No"');
    // 5 - 3 against two of -3 and nothing at 0.
    const odds = Math.exp(2);
    expect(tagsIn('Cells.')[0]?.score).toBe(
      Math.round((1000 * (odds + 2 * Math.exp(-3))) / (odds + 2 * Math.exp(-3) + 1)) / 1000,
    );
  });
});
