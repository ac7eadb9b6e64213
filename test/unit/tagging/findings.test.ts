import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import { type Circumstances, directionsIn, predictorsIn } from './predictorWords.ts';

// Which sentences that name a factor count, what they weigh, and which of them decides.

type Row = [text: string, expected: Record<string, string>, circumstances?: Circumstances];
const none = 'no association';

function each(rows: Row[]): void {
  test.each(rows)('%s %j %j', (text, expected, circumstances = {}) => {
    expect(directionsIn(text, circumstances)).toEqual(expected);
  });
}

describe('a value by which the subjects were selected', () => {
  const title = 'Shrinkage of large discs';
  each([
    // Says something only where a claim is made of it, behind it, or a comparison.
    ['Large discs favoured shrinkage.', { size: 'favours' }, { title }],
    ['Shrinkage was favoured with large discs.', {}, { title }],
    ['Shrinkage was favoured with small discs.', { size: 'against' }, { title }],
    ['Shrinkage of large discs was favoured.', {}, { title }],
    ['Shrinkage in large discs was favoured.', { size: 'favours' }, { title }],
    ['Some of large discs favoured shrinkage.', { size: 'favours' }, { title }],
    ['It was hindered, and shrinkage of large discs favoured.', {}, { title }],
    ['Shrinkage was more in large discs than in others.', { size: 'favours' }, { title }],
    ['Shrinkage was unrelated to large discs.', {}, { title }],
    ['Whether large discs favoured shrinkage.', {}, { title }],
    ['Unrelated with old age, large discs favoured shrinkage.', { size: 'favours', age: none }, { title }],
    ['Large discs were unrelated to shrinkage.', { size: none }, { title }],
    // Beside another value it is no longer the selected one alone.
    ['Large and small discs were a candidate for shrinkage.', { size: 'discusses' }, { title }],
    ['Large discs were a candidate for shrinkage.', {}, { title }],
  ]);
});

describe('a factor that is only named beside the outcome', () => {
  each([
    // Counts where it is conjectured, asked, left open, compared or tested, but not in a title or in methods.
    ['Large discs and shrinkage were seen.', { size: 'favours' }],
    ['Perhaps size and shrinkage.', { size: 'discusses' }],
    ['It is unclear, size and shrinkage.', { size: 'discusses' }],
    ['Whether size and shrinkage.', { size: 'discusses' }],
    ['METHODS: Whether size and shrinkage.', {}],
    ['CONCLUSION: Whether size and shrinkage.', { size: 'discusses' }],
    ['Discs were seen.', {}, { title: 'Whether size and shrinkage' }],
    ['Large discs and shrinkage (OR was high).', { size: 'favours' }],
    ['Large discs and shrinkage (p was low).', { size: 'favours' }],
    ['Large discs and shrinkage (r was low).', { size: 'favours' }],
    ['Size and shrinkage (OR was high).', {}],
    ['Discs shrank. It was of large discs, OR high.', {}],
    ['Large discs and shrinkage, compared with it.', { size: 'favours' }],
  ]);

  test('in a report of one case only where a mechanism is conjectured from it, which no review does', () => {
    const design = 'case-report';
    expect(directionsIn('Perhaps large discs and marker and shrinkage.', { design })).toEqual({ size: 'discusses' });
    expect(directionsIn('Perhaps large discs and marker and shrinkage.', { design, voice: 'review' })).toEqual({});
    expect(directionsIn('Perhaps large discs and shrinkage.', { design })).toEqual({});
    expect(directionsIn('Large discs and marker and shrinkage.', { design })).toEqual({});
  });

  test('what all was adjusted for is no finding, even where a chance is given', () => {
    expect(directionsIn('Adjusted for size, old age favoured shrinkage adjusted for drugs.')).toEqual({
      age: 'favours',
    });
    expect(directionsIn('Adjusted for size, shrinkage came with age (p = 0.4).')).toEqual({ age: none });
  });
});

describe('how a sentence is tied to the outcome', () => {
  const whole: Gate = { isOpen: true, isWhole: true, isTitled: true };
  const scores = (text: string, circumstances: Circumstances = {}) =>
    predictorsIn(text, circumstances).map(({ stance, score }) => [stance, score]);

  each([
    // What names neither the outcome nor its course is of it only in a study that is about it as a whole.
    ['Large discs favoured it.', { size: 'favours' }, { gate: whole }],
    ['Large discs favoured it.', {}, { gate: whole, voice: 'review' }],
    ['METHODS: Large discs favoured it.', {}, { gate: whole }],
    ['Discs shrank. Large discs favoured it.', {}],
    ['Size was unrelated.', { size: none }, { gate: whole }],
    ['Discs came.', {}, { gate: whole, title: 'Size was unrelated' }],
    // Controls stand for those without the outcome only where the outcome makes the cases.
    ['Discs shrank. Large discs favoured controls.', {}],
    // A denial goes on about the outcome only where it ends what is said.
    ['Discs shrank. Old ones were not of those that favoured it.', {}],
    ['Discs shrank. Old ones were not.', { age: none }],
    // What persists where it did not shrink is one reverse, not two.
    ['In their persistence discs did not shrink, which was favoured by large discs.', { size: 'against' }],
    ['In their persistence discs did shrink, which was favoured by large discs.', { size: 'favours' }],
  ]);

  test('a candidate weighs more where the record is about the outcome and the text is at it', () => {
    expect(scores('Size was a candidate.', { gate: whole })).toEqual([['discusses', 0.75]]);
    expect(scores('Size was a candidate for pain.', { gate: whole })).toEqual([['discusses', 0.65]]);
    expect(scores('Pain rose. Size was a candidate.', { gate: whole })).toEqual([['discusses', 0.65]]);
  });

  test('a record that names no outcome is of it by its title or as a whole, but not where it has data of its own', () => {
    expect(scores('Size was a candidate.', { title: 'A candidate' })).toEqual([['discusses', 0.65]]);
    expect(scores('Size was a candidate.', { title: 'A disc' })).toEqual([]);
    expect(scores('Size was a candidate.', { title: 'A candidate', voice: 'own' })).toEqual([]);
    expect(scores('Size was a candidate.', { gate: whole, voice: 'own' })).toEqual([]);
  });
});

describe('a treatment', () => {
  const title = 'A drug';
  each([
    // That both groups had it more says nothing of the treatment, their likeness does.
    ['Shrinkage was favoured in both groups.', { drug: 'discusses' }, { title }],
    ['Shrinkage was unrelated in both groups.', { drug: none }, { title }],
    ['Shrinkage was favoured in both groups with treated discs.', { drug: 'favours' }, { title }],
    // A title of a review announces it, that of a study may state a finding.
    ['Discs shrank.', { drug: 'favours' }, { title: 'The drug favoured shrinkage' }],
    ['Discs shrank.', { drug: 'discusses' }, { title: 'The drug favoured shrinkage', voice: 'review' }],
    ['Discs shrank.', { size: 'favours' }, { title: 'Large discs favoured shrinkage', voice: 'review' }],
  ]);

  test('that the title names is proven by what is left open, else by the last word on the outcome that is no question', () => {
    const proof = (text: string) =>
      predictorsIn(text, { title }).map(({ score, basis, evidence }) => [
        score,
        basis,
        evidence.map((span) => span.text),
      ]);
    const named = (sentence: string) => [[0.55, 'the title names it', [sentence]]];
    expect(proof('Shrinkage was seen. Shrinkage came.')).toEqual(named('Shrinkage came.'));
    expect(proof('Shrinkage was unclear. Shrinkage came.')).toEqual(named('Shrinkage was unclear.'));
    expect(proof('Shrinkage was seen. We asked whether shrinkage came.')).toEqual(named('Shrinkage was seen.'));
    expect(proof('Pain was unclear. Shrinkage was seen. Pain went.')).toEqual(named('Shrinkage was seen.'));
    expect(proof('We asked whether shrinkage came.')).toEqual([]);
  });
});

describe('what a finding weighs', () => {
  test.each<[string, number, Circumstances?]>([
    ['Large discs favoured shrinkage.', 0.8],
    ['Size was a candidate for shrinkage.', 0.75],
    ['A candidate, large discs favoured shrinkage.', 0.9],
    ['Perhaps size and shrinkage.', 0.6],
    ['Perhaps size and marker and shrinkage.', 0.65],
    ['Large discs favoured shrinkage. Large discs favoured shrinkage.', 0.85],
  ])('%s %d', (text, score, circumstances = {}) => {
    expect(predictorsIn(text, circumstances).map((tag) => tag.score)).toEqual([score]);
  });

  test('less where only a marker stands for the outcome', () => {
    const [tag] = predictorsIn('The marker and shrinkage. The marker was favoured by large discs.', { voice: 'own' });
    expect(tag?.score).toBe(0.7);
  });
});

describe('of findings that differ', () => {
  each([
    // The weightiest decides; of equal ones that of the conclusion, else the first; a title after all others.
    ['Large discs favoured shrinkage. Small discs favoured shrinkage.', { size: 'favours' }],
    ['Large discs favoured shrinkage. CONCLUSION: Small discs favoured shrinkage.', { size: 'against' }],
    ['CONCLUSION: Large discs favoured shrinkage. Small discs favoured shrinkage.', { size: 'favours' }],
    ['Small discs favoured shrinkage.', { size: 'against' }, { title: 'Large discs favoured shrinkage' }],
    ['Perhaps size and shrinkage. Small discs favoured shrinkage.', { size: 'against' }],
  ]);
});
