import { describe, expect, test } from '@jest/globals';
import { createDesignReader, type DesignRules } from '../../../src/tagging/designs.ts';
import type { Hints } from '../../../src/tagging/terms.ts';
import { readRecord, titled } from './readText.ts';

// Three designs, and signs of a word each.

const cues = { trial: ['trial'], random: ['randomised'], review: ['review'], protocol: ['protocol'] };
const rules: DesignRules = {
  designs: [
    { id: 'trial', voice: 'own', publicationTypes: ['Randomized Controlled Trial'], hintWeight: 2 },
    { id: 'review', voice: 'review', publicationTypes: ['Review'], hintWeight: 4 },
    { id: 'other', voice: 'observer', publicationTypes: [], hintWeight: 2 },
  ],
  signs: [
    { list: 'trial', where: 'any', weights: { trial: 1, review: -1 } },
    { list: 'trial', where: 'title', weights: { trial: 1 } },
    { list: 'random', where: 'opening', unless: ['protocol'], weights: { trial: 2 } },
    { list: 'review', where: 'title', weights: { review: 2 } },
    { list: 'protocol', where: 'any', weights: { other: 2 } },
  ],
  bias: { other: 0.5 },
  default: 'other',
};
const read = (title: string, abstract: string, hints: Hints = {}) =>
  createDesignReader(rules)(readRecord(titled(title, abstract), cues), hints);

describe('the design', () => {
  // The score is the share of the heaviest design: for weights a, b and c, e^a / (e^a + e^b + e^c).
  test.each<[string, string, Hints, unknown[]]>([
    ['One', 'A trial.', {}, ['trial', 0.574, 'own']],
    ['A trial', 'One.', {}, ['trial', 0.786, 'own']],
    ['A trial', 'It was randomised.', {}, ['trial', 0.964, 'own']],
    ['One', 'It was randomised.', {}, ['trial', 0.736, 'own']],
    ['One', 'One. Two. Three. It was randomised.', {}, ['other', 0.5, 'observer']],
    ['One', 'One. Two. It was randomised.', {}, ['trial', 0.736, 'own']],
    ['A protocol', 'It was randomised.', {}, ['other', 0.859, 'observer']],
    ['One', 'A review.', {}, ['other', 0.5, 'observer']],
    ['A review', 'One.', {}, ['review', 0.736, 'review']],
    ['A trial', 'One.', { publicationTypes: ['Review'] }, ['review', 0.69, 'review']],
    ['One', 'One.', { publicationTypes: ['Randomized Controlled Trial'] }, ['trial', 0.736, 'own']],
    ['One', 'One.', { publicationTypes: ['Letter'] }, ['other', 0.5, 'observer']],
    ['One', 'One.', {}, ['other', 0.5, 'observer']],
  ])('%s: %s %j', (title, abstract, hints, expected) => {
    const { design, voice } = read(title, abstract, hints);
    expect([design.value, design.score, voice]).toEqual(expected);
  });

  test('says why, the weightiest sign first, with the words as they stand', () => {
    const { design } = read('One', 'A trial. Randomised.');
    expect(design.basis).toBe('"Randomised" (random); "trial" (trial)');
    expect(design.evidence).toEqual([
      { field: 'abstract', start: 9, end: 19, text: 'Randomised' },
      { field: 'abstract', start: 2, end: 7, text: 'trial' },
    ]);
    expect(read('One', 'One.', { publicationTypes: ['Review'] }).design).toMatchObject({
      basis: 'a descriptor of PubMed',
      evidence: [],
    });
    expect(read('One', 'One.').design).toMatchObject({ basis: 'by default', evidence: [] });
  });

  test('names what speaks for it only, and quotes the two weightiest', () => {
    const review = read('One', 'A trial.', { publicationTypes: ['Review'] }).design;
    expect(review).toMatchObject({ value: 'review', basis: 'a descriptor of PubMed', evidence: [] });
    const trial = read('A trial', 'It was randomised.').design;
    expect(trial.basis).toBe('"randomised" (random); "trial" (trial); "trial" (trial)');
    expect(trial.evidence.map(({ text }) => text)).toEqual(['randomised', 'trial']);
  });

  test('a sign that may stand anywhere is quoted from where it stands', () => {
    const { basis } = read('One', 'One. Two. Three. Four. A trial.').design;
    expect(basis).toBe('"trial" (trial)');
  });

  test('without a sign the record has the voice of the design that it is taken for', () => {
    const readOther = createDesignReader({ ...rules, default: 'review' });
    expect(readOther(readRecord(titled('One', 'One.'), cues), {})).toMatchObject({
      design: { value: 'review', score: 0.5 },
      voice: 'review',
    });
  });

  test('quotes a sign of the title from the title', () => {
    const { design } = read('A trial', 'One.');
    expect(design.evidence.map(({ field }) => field)).toEqual(['title', 'title']);
  });
});
