import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import type { SignWeights, VerdictWeights } from '../../../src/tagging/ruleSchema.ts';
import { type Circumstances, directionsIn, predictorsIn } from './predictorWords.ts';

// Which statements are of the outcome, and what those of one factor come to together.

type Row = [text: string, expected: Record<string, string>, circumstances?: Circumstances];
const none = 'no association';

function each(rows: Row[]): void {
  test.each(rows)('%s %j', (text, expected, circumstances = {}) => {
    expect(directionsIn(text, circumstances)).toEqual(expected);
  });
}

describe('what is asked or left open', () => {
  each([
    ['It is unclear, size and shrinkage.', { size: 'discusses' }],
    ['Whether size and shrinkage.', { size: 'discusses' }],
    ['CONCLUSION: Whether size and shrinkage.', { size: 'discusses' }],
    ['Size and shrinkage.', {}],
    ['Size and shrinkage (OR was high).', {}],
  ]);
});

describe('how a sentence is tied to the outcome', () => {
  const whole: Gate = { isOpen: true, isWhole: true, isTitled: true };

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
});

describe('a treatment', () => {
  const title = 'A drug';
  each([
    ['Shrinkage was unrelated in both groups.', { drug: none }, { title }],
    ['Shrinkage was favoured in both groups with treated discs.', { drug: 'favours' }, { title }],
    ['Discs shrank.', { drug: 'favours' }, { title: 'The drug favoured shrinkage' }],
    ['Discs shrank.', { size: 'favours' }, { title: 'Large discs favoured shrinkage', voice: 'review' }],
  ]);

  test('that the title names is proven by what is left open, else by the last word on the outcome that is no question', () => {
    const proof = (text: string) =>
      predictorsIn(text, { title }).map(({ stance, score, basis, evidence }) => [
        stance,
        score,
        basis,
        evidence.map((span) => span.text),
      ]);
    const named = (sentence: string) => [['discusses', 0.55, 'the title names it', [sentence]]];
    expect(proof('Shrinkage was seen. Shrinkage came.')).toEqual(named('Shrinkage came.'));
    expect(proof('Shrinkage was unclear. Shrinkage came.')).toEqual(named('Shrinkage was unclear.'));
    expect(proof('Shrinkage was seen. We asked whether shrinkage came.')).toEqual(named('Shrinkage was seen.'));
    expect(proof('Pain was unclear. Shrinkage was seen. Pain went.')).toEqual(named('Shrinkage was seen.'));
    expect(proof('We asked whether shrinkage came.')).toEqual([]);
    // Sentences that say too little of it leave it to the title.
    expect(proof('The drug and shrinkage.')).toEqual(named('The drug and shrinkage.'));
    expect(predictorsIn('Shrinkage was seen.')).toEqual([]);
  });
});

describe('all statements of a factor together', () => {
  /** So much is left to nothing: an odds of 9 is a share of 0.9. */
  const nothing = 20;
  const odds = (value: number) => nothing + Math.log(value);
  const weights: VerdictWeights = {
    verdicts: ['favours', 'against', 'discusses'],
    least: 0.6,
    bias: { favours: -nothing, against: -nothing, discusses: -nothing },
    signs: [
      { lists: ['favoured'], weights: { favours: odds(9) } },
      { lists: ['hindered'], weights: { against: odds(2) } },
      { lists: ['related'], weights: { against: odds(1) } },
      { lists: ['than'], weights: { favours: odds(3), discusses: odds(2.9) } },
      { lists: ['rose'], weights: { against: odds(3), discusses: odds(2.9) } },
    ],
  };
  const high = 'Size was favoured.';
  const low = 'Size was hindered.';
  const lower = 'Size was there, hindered.';
  const least = 'Size was related.';
  const lesser = 'Size was there, related.';

  const tagsOf = (sentences: string[], changed: Partial<VerdictWeights> = {}) =>
    predictorsIn(sentences.join(' '), { weights: { ...weights, ...changed } }).map(({ stance, score, evidence }) => [
      stance,
      score,
      ...evidence.map(({ text }) => text),
    ]);

  test('the reason is what was read, unless the weights say otherwise', () => {
    const text = 'Large discs favoured shrinkage.';
    expect(predictorsIn(text)[0]?.basis).toBe('"Large"; "favoured"');
    const ways = { ...weights, signs: [{ lists: ['favoured'], weights: { against: 9 } }] };
    expect(predictorsIn(text, { ways })[0]?.basis).toBe('"Large"; by the weight of its words');
  });

  test('the surest scores, in thousandths, and proves', () => {
    expect(tagsOf([high])).toEqual([['favours', 0.9, high]]);
    expect(tagsOf([low])).toEqual([['against', 0.667, low]]);
    expect(tagsOf([low, high])).toEqual([['favours', 0.9, high]]);
  });

  test('none of less than the least share makes a tag, however many there are', () => {
    expect(tagsOf([least, least, lesser])).toEqual([]);
    expect(tagsOf([low], { least: 0.667 })).toEqual([]);
    expect(tagsOf([low], { least: 0.666 })).toHaveLength(1);
  });

  test('the least share itself is enough, to make a tag and to prove it', () => {
    const even: Partial<VerdictWeights> = { verdicts: ['favours'], bias: { favours: 0 }, signs: [], least: 0.5 };
    expect(tagsOf([least, lesser], even)).toEqual([['favours', 0.5, least, lesser]]);
  });

  test('they tell together which way it points, the sure ones more', () => {
    // 0.9 x 0.9 against 2 x 0.67 x 0.67, and against 3 x 0.5 x 0.5.
    expect(tagsOf([high, low, lower])).toEqual([['against', 0.9, low, lower]]);
    expect(tagsOf([high, least, least, least])).toEqual([['favours', 0.9, high]]);
  });

  test('whether they say anything and which way they point are weighed apart', () => {
    const ways: SignWeights = {
      verdicts: ['against', 'no association'],
      bias: {},
      signs: [{ lists: ['favoured'], weights: { against: Math.log(4) } }],
    };
    const tagsBy = (text: string) =>
      predictorsIn(text, { weights, ways }).map(({ stance, score, evidence }) => [
        stance,
        score,
        ...evidence.map((span) => span.text),
      ]);
    expect(tagsBy(high)).toEqual([['against', 0.9, high]]);
    // What says too little to be tagged is not asked which way.
    expect(tagsBy(least)).toEqual([]);
  });

  test('at most three prove it, the surer one first, and all speak its way', () => {
    expect(tagsOf([high, high, high, high])).toEqual([['favours', 0.9, high, high, high]]);
    expect(tagsOf([least, low, 'Size was favoured and hindered.', high])).toEqual([
      ['favours', 0.917, high, 'Size was favoured and hindered.'],
    ]);
    expect(tagsOf([low, least])).toEqual([['against', 0.667, low, least]]);
  });

  test('where only unsure ones speak its way they prove it; where none does, the one that is nearest to it', () => {
    expect(tagsOf([high, least, least, lesser, least])).toEqual([['against', 0.9, least, least, lesser]]);
    const leaning = ['Size was more than that.', 'Size rose.'];
    expect(tagsOf(leaning)).toEqual([['discusses', 0.855, ...leaning]]);
  });

  test('the order in which the rules name the verdicts is nothing to it', () => {
    const verdicts = [...weights.verdicts].reverse();
    expect(tagsOf([high, low], { verdicts })).toEqual([['favours', 0.9, high]]);
    expect(tagsOf([low], { verdicts })).toEqual([['against', 0.667, low]]);
  });

  test('each factor has its own, in the order of the rules, and says of each proof what it was read from', () => {
    const tags = predictorsIn('Age was hindered. Small size was favoured. Large size was favoured.', { weights });
    expect(tags.map(({ kind, value, stance, basis }) => [kind, value, stance, basis])).toEqual([
      ['predictor', 'size', 'favours', '"Small"; "favoured" | "Large"; "favoured"'],
      ['predictor', 'age', 'against', '"Age"; "hindered"'],
    ]);
  });

  test('evidence says where in which text its sentence stands', () => {
    const [tag] = predictorsIn(`Nothing. ${low}`, { weights });
    expect(tag?.evidence).toEqual([{ field: 'abstract', start: 9, end: 27, text: low }]);
  });
});
