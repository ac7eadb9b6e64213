import { describe, expect, test } from '@jest/globals';
import { readGate } from '../../../src/tagging/gate.ts';
import type { MechanismRules, Modifier, TermRules } from '../../../src/tagging/ruleSchema.ts';
import { type Hints, readSpecies, readTerms } from '../../../src/tagging/terms.ts';
import { readRecord, titled } from './readText.ts';

// Two species and two kinds of imaging of a word each.

const cues = {
  rat: ['rat*'],
  patient: ['patient*'],
  mri: ['mri'],
  ct: ['ct'],
  planned: ['planned'],
  disc: ['disc', 'discs'],
  back: ['back'],
  knee: ['knee'],
  disclaimed: ['disclaimed'],
  no: ['no'],
  all: ['resorption'],
};
const rules: TermRules = {
  designs: [],
  species: [
    {
      id: 'rat',
      cues: [{ list: 'rat', weight: 1, where: 'opening' }],
      publicationTypes: [],
      mesh: ['Rats'],
      hintWeight: 1,
    },
    {
      id: 'human',
      cues: [{ list: 'patient', weight: 1, where: 'any' }],
      publicationTypes: [],
      mesh: [],
      hintWeight: 1,
    },
  ],
  defaultSpecies: 'human',
  noSpecies: 'none',
  imaging: [
    { id: 'mri', list: 'mri' },
    { id: 'ct', list: 'ct', unless: ['planned'] },
  ],
  treatments: [],
  outcomes: [],
  levels: [],
};
const reading = (title: string, abstract: string) => readRecord(titled(title, abstract), cues);

describe('the species', () => {
  test.each<[string, Hints, boolean, string]>([
    ['One rat. One patient.', {}, true, 'rat'],
    ['One. Two. Three. Four. A rat.', {}, true, 'human'],
    ['One. Two. A rat.', {}, true, 'rat'],
    ['A patient.', {}, true, 'human'],
    ['Nothing.', { mesh: ['Rats'] }, true, 'rat'],
    ['Nothing.', {}, true, 'human'],
    ['Nothing.', {}, false, 'none'],
  ])('%s %j', (abstract, hints, isSubject, expected) => {
    expect(readSpecies(reading('', abstract), rules, hints, isSubject).value).toBe(expected);
  });
});

test('the score of a species grows with its signs, more with those of the title; two are quoted, or PubMed named', () => {
  const species = (title: string, abstract: string, hints: Hints = {}) => {
    const { score, basis, evidence } = readSpecies(reading(title, abstract), rules, hints, true);
    return [score, basis, evidence.map(({ text }) => text)];
  };
  expect(species('', 'A rat.')).toEqual([0.5, '"rat" (rat)', ['rat']]);
  expect(species('A rat', 'One.')).toEqual([0.6, '"rat" (rat)', ['rat']]);
  expect(species('', 'A rat.', { mesh: ['Rats'] })).toEqual([0.667, '"rat" (rat)', ['rat']]);
  expect(species('', 'One.', { mesh: ['Rats'] })).toEqual([0.5, 'a descriptor of PubMed', []]);
  expect(species('', 'One.')).toEqual([0.5, 'by default', []]);
  const [rat, human] = rules.species;
  if (!rat || !human) throw new Error('The rules name two species.');
  const weighty = {
    ...rules,
    species: [rat, { ...human, cues: [{ list: 'patient', weight: 2, where: 'any' as const }] }],
  };
  const heaviest = (title: string, abstract: string) => {
    const { value, score } = readSpecies(reading(title, abstract), weighty, {}, true);
    return [value, score];
  };
  expect(heaviest('', 'A rat. A patient.')).toEqual(['human', 0.667]);
  expect(heaviest('A patient', 'A rat.')).toEqual(['human', 0.75]);
});

describe('terms', () => {
  const terms = (title: string, abstract: string) =>
    readTerms(reading(title, abstract), rules.imaging, 'imaging').map(({ value, score, basis, evidence }) => [
      value,
      score,
      basis,
      evidence[0]?.start,
    ]);

  test('each once, where it is named first, surer in a title', () => {
    expect(terms('', 'MRI and CT. Later MRI.')).toEqual([
      ['mri', 0.85, '"MRI" (mri)', 0],
      ['ct', 0.85, '"CT" (ct)', 8],
    ]);
    expect(terms('An MRI', 'MRI.')).toEqual([['mri', 0.95, '"MRI" (mri)', 3]]);
    expect(terms('', 'Nothing.')).toEqual([]);
  });

  test('not beside what takes it back', () => {
    expect(terms('', 'CT was planned.')).toEqual([]);
    expect(terms('', 'CT was planned. CT was made.')).toEqual([['ct', 0.85, '"CT" (ct)', 16]]);
    expect(terms('', 'MRI was planned.')).toEqual([['mri', 0.85, '"MRI" (mri)', 0]]);
  });
});

describe('whether a record is about the subject', () => {
  const denial = {
    id: 'denied',
    effect: 'refuse',
    scope: 'before',
    reach: 3,
    cues: ['no'],
  } as Partial<Modifier> as Modifier;
  const other = { ...denial, id: 'other', cues: ['back'] };
  const mechanisms = {
    gate: {
      subject: 'disc',
      setting: ['back'],
      closedBy: ['knee'],
      disclaimers: ['disclaimed'],
      denials: ['denied'],
      whole: ['all'],
    },
  } as Partial<MechanismRules> as MechanismRules;
  const gate = (title: string, abstract: string) => readGate(reading(title, abstract), mechanisms, [denial, other]);
  const closed = { isOpen: false, isWhole: false, isTitled: false };

  test.each([
    ['A disc', 'The back.', { isOpen: true, isWhole: false, isTitled: true }],
    ['Resorption of a disc', 'The back.', { isOpen: true, isWhole: true, isTitled: true }],
    ['One', 'The back and a disc.', { isOpen: true, isWhole: false, isTitled: false }],
    ['Resorption', 'The back and a disc.', { isOpen: true, isWhole: true, isTitled: false }],
    ['A knee and a disc', 'The back.', { isOpen: true, isWhole: false, isTitled: true }],
    ['A knee', 'The back and a disc.', closed],
    ['A disc', 'Nothing.', closed],
    ['One', 'The back.', closed],
    ['A disc', 'The back. All was disclaimed.', closed],
    ['One', 'The back. No disc.', closed],
    ['One', 'The back. No disc. A disc.', { isOpen: true, isWhole: false, isTitled: false }],
  ])('%s: %s', (title, abstract, expected) => {
    expect(gate(title, abstract)).toEqual(expected);
  });
});
