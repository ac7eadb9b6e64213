import { describe, expect, test } from '@jest/globals';
import { readGate } from '../../../src/tagging/gate.ts';
import type { MechanismRules, Modifier, TermRules } from '../../../src/tagging/ruleSchema.ts';
import { type Hints, readDesign, readSpecies, readTerms } from '../../../src/tagging/terms.ts';
import { readRecord, titled } from './readText.ts';

// Two designs, two species and two kinds of imaging of a word each.

const cues = {
  trial: ['trial'],
  'trial-words': ['randomised'],
  review: ['review'],
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
  designs: [
    {
      id: 'trial',
      cues: [
        { list: 'trial', weight: 1, where: 'any' },
        { list: 'trial-words', weight: 1, where: 'first' },
      ],
      publicationTypes: ['Randomized Controlled Trial'],
      mesh: [],
      hintWeight: 3,
      voice: 'own',
    },
    {
      id: 'review',
      cues: [{ list: 'review', weight: 1, where: 'title' }],
      publicationTypes: ['Review'],
      mesh: ['Literature'],
      hintWeight: 3,
      voice: 'review',
    },
    { id: 'other', cues: [], publicationTypes: [], mesh: [], hintWeight: 3 },
  ],
  defaultDesign: 'other',
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

describe('the design', () => {
  const design = (title: string, abstract = 'Nothing.', hints: Hints = {}) => {
    const found = readDesign(reading(title, abstract), rules, hints);
    return [found.design.value, found.design.score, found.voice];
  };

  test.each<[string, string, Hints, unknown[]]>([
    // A score s of cues becomes s / (s + 1); a word of the title counts half as much again.
    ['One', 'A trial.', {}, ['trial', 0.5, 'own']],
    ['A trial', 'One.', {}, ['trial', 0.6, 'own']],
    ['A trial', 'It was randomised.', {}, ['trial', 0.714, 'own']],
    ['One', 'One. One. It was randomised.', {}, ['other', 0.5, 'observer']],
    ['One', 'A review.', {}, ['other', 0.5, 'observer']],
    ['A review', 'A trial.', {}, ['review', 0.6, 'review']],
    ['A trial', 'One.', { publicationTypes: ['Review'] }, ['review', 0.75, 'review']],
    ['A trial', 'One.', { mesh: ['Literature'] }, ['review', 0.75, 'review']],
    ['A trial', 'One.', { publicationTypes: ['Letter'], mesh: ['Rats'] }, ['trial', 0.6, 'own']],
    ['One', 'One.', {}, ['other', 0.5, 'observer']],
    // Of equals the one named first in the rules.
    ['A review of a trial', 'One.', {}, ['trial', 0.6, 'own']],
  ])('%s: %s %j', (title, abstract, hints, expected) => {
    expect(design(title, abstract, hints)).toEqual(expected);
  });

  test('says why, with the words as they stand', () => {
    const { design: found } = readDesign(reading('A trial', 'Randomised. One more trial.'), rules, {});
    expect(found.basis).toBe('"trial" (trial); "Randomised" (trial-words)');
    expect(found.evidence).toEqual([
      { field: 'title', start: 2, end: 7, text: 'trial' },
      { field: 'abstract', start: 0, end: 10, text: 'Randomised' },
    ]);
    const hinted = readDesign(reading('One', 'One.'), rules, { publicationTypes: ['Review'] }).design;
    expect(hinted).toMatchObject({ basis: 'a descriptor of PubMed', evidence: [] });
    expect(readDesign(reading('One', 'One.'), rules, {}).design).toMatchObject({ basis: 'by default', evidence: [] });
  });
});

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
