import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { foldsOf } from '../../../scripts/fitting/folds.ts';
import { type Given, type LabelledRecord, readLabelled } from '../../../scripts/fitting/labelled.ts';
import { fitPredictors, usualPredictorPull } from '../../../scripts/fitting/predictors.ts';
import { strength } from '../../../scripts/fitting/strength.ts';
import { verdictWeightsText } from '../../../scripts/fitting/verdictWeightsText.ts';
import { directions } from '../../../src/domain/codebook.ts';
import { rulesDir } from '../../../src/paths.ts';
import { loadRuleSet, type RuleSet } from '../../../src/tagging/index.ts';
import { type VerdictWeights, verdictWeightsSchema } from '../../../src/tagging/ruleSchema.ts';

const size = 'herniation-size';
const none = 'no association';

/** Three signs of the shipped rules: enough to see what a record adds to a fit. */
const fewSigns: VerdictWeights = {
  verdicts: ['favours', none],
  least: 0.45,
  bias: {},
  signs: [
    { sign: `factor ${size}`, weights: {} },
    { sign: 'factor age', weights: {} },
    { lists: ['none-cue'], weights: {} },
  ],
};

let rules: RuleSet;
beforeAll(() => {
  rules = { ...loadRuleSet(rulesDir), predictorWeights: fewSigns };
});

const large = 'Large herniations resorbed faster.';
const age = 'Age was not associated with resorption.';
const followed = 'The patients were followed.';

let count = 0;
function record(abstract: string, predictors?: Given[], batch = 'one'): LabelledRecord {
  const title = 'Resorption of lumbar disc herniation';
  return {
    id: `${count++}`,
    batch,
    design: 'other',
    ...(predictors && { predictors }),
    texts: [
      { field: 'title', language: 'en', text: title },
      { field: 'abstract', language: 'en', text: abstract },
    ],
  };
}

const ofSize = (evidence: string): Given => ({ id: size, stance: 'favours', evidence });
const ofAge: Given = { id: 'age', stance: none, evidence: age };

const fitOf = (records: LabelledRecord[], pull = 0.05) =>
  fitPredictors(rules, records, [size, 'age'], { ...usualPredictorPull, pull });

describe('the fit of predictors', () => {
  const few = () => [record(large, [ofSize(large)]), record(age, [ofAge]), record(`${age} ${large}`, [])];
  const weightsWith = (...more: LabelledRecord[]) => fitOf([...few(), ...more]).weights().predictorWeights;
  const weightOf = ({ signs }: VerdictWeights, at: number, verdict: string) => signs[at]?.weights[verdict] ?? 0;

  test('weighs the signs of the rules for each verdict against saying nothing', () => {
    const weights = fitOf([record(large, [ofSize(large)]), record(age, [ofAge]), record(age, [ofAge])]).weights()
      .predictorWeights;
    expect(weights).toMatchObject({ verdicts: fewSigns.verdicts, least: fewSigns.least });
    expect(weights.signs.map(({ sign, lists }) => sign ?? lists)).toEqual([
      `factor ${size}`,
      'factor age',
      ['none-cue'],
    ]);
    expect(Object.keys(weights.bias)).toEqual(fewSigns.verdicts);
    expect(weightOf(weights, 0, 'favours')).toBeGreaterThan(0.5);
    expect(weightOf(weights, 1, none)).toBeGreaterThan(0.5);
    expect(weightOf(weights, 2, none)).toBeGreaterThan(0.5);
    expect(weightOf(weights, 1, 'favours')).toBeLessThan(weightOf(weights, 1, none));
  });

  test('what is drawn harder weighs less, however hard', () => {
    const [light, hard, hardest] = [0.05, 10, 1e6].map((pull) =>
      weightOf(fitOf(few(), pull).weights().predictorWeights, 0, 'favours'),
    );
    expect(hard).toBeLessThan(light as number);
    expect(hard).toBeGreaterThan(0);
    expect(hardest).toBeCloseTo(0, 4);
  });

  test('of a factor that nobody tagged every statement says nothing', () => {
    const before = weightsWith();
    const after = weightsWith(record(large, []));
    expect(weightOf(after, 0, 'favours')).toBeLessThan(weightOf(before, 0, 'favours'));
  });

  test('what has no labels of predictors, or is not of the subject, is left out', () => {
    const other = { ...record(large, []), texts: [{ field: 'title' as const, language: 'en', text: 'Large ships.' }] };
    expect(weightsWith(record(large), other)).toEqual(weightsWith());
  });

  test('of a tagged factor the statement that holds the evidence, or a part of it, says what the label says', () => {
    const labelled = weightsWith(record(large, [ofSize(large)]));
    expect(labelled).not.toEqual(weightsWith());
    expect(weightsWith(record(`${large} ${large}`, [ofSize('Large herniations')]))).toEqual(labelled);
    expect(weightsWith(record(`${large} Large ones were seen.`, [ofSize('resorbed faster')]))).toEqual(labelled);
    expect(weightsWith(record(`${followed} ${large}`, [ofSize(`followed. ${large}`)]))).toEqual(labelled);
    const both = `${large} Large ones resorbed.`;
    const twice = weightsWith(record(large, [ofSize(large)]), record(large, [ofSize(large)]));
    expect(weightsWith(record(both, [ofSize(both)]))).toEqual(twice);
  });

  test('where none holds it a single statement is meant, and of several nobody knows which', () => {
    const labelled = weightsWith(record(large, [ofSize(large)]));
    expect(weightsWith(record(`${large} ${followed}`, [ofSize(followed)]))).toEqual(labelled);
    expect(weightsWith(record(large, [ofSize('')]))).toEqual(labelled);
    expect(weightsWith(record(`${large} ${large} ${followed}`, [ofSize(followed)]))).toEqual(weightsWith());
    expect(weightsWith(record(`${large} ${large}`, [ofSize('')]))).toEqual(weightsWith());
  });

  test('which way a factor points is fitted to the statements that say something, by every sign there is', () => {
    const { directionWeights } = fitOf([...few(), record(large, []), record(large, [])]).weights();
    expect(directionWeights.verdicts).toEqual(rules.directionWeights.verdicts);
    const of = (name: string) => directionWeights.signs.find(({ sign }) => sign === name)?.weights;
    expect(of('read favours')?.favours).toBeGreaterThan(0.3);
    expect(of(`read ${none}`)?.[none]).toBeGreaterThan(0.3);
    // Statements that say nothing leave it as it was.
    expect(fitOf(few()).weights().directionWeights).toEqual(directionWeights);
    // What no statement shows decides nothing, and is not written.
    expect(of('factor smoking')).toBeUndefined();
  });

  test('a batch is tried by weights that were fitted without it', () => {
    const many = (length: number, batch: string, abstract: string, predictors: Given[]) =>
      Array.from({ length }, () => record(abstract, predictors, batch));
    const { batches, whole } = fitOf([
      ...many(6, 'one', `${large} ${age}`, [ofSize(large)]),
      ...many(6, 'two', `${large} ${age}`, [ofSize(large)]),
      ...many(3, 'three', age, [ofAge]),
      ...many(3, 'three', large, [{ ...ofSize(large), stance: none }]),
    ]).tryUnseen();
    expect(batches.map(({ batch, presence: { both, added, missed } }) => [batch, both, added, missed])).toEqual([
      ['one', 6, 0, 0],
      ['two', 6, 0, 0],
      // What only this batch holds cannot be known: that age may be tagged at all, and that size may have no part.
      ['three', 3, 0, 3],
    ]);
    expect(batches.map(({ withStance: { both } }) => both)).toEqual([6, 6, 0]);
    expect([whole.presence.both, whole.presence.missed, whole.withStance.both]).toEqual([15, 3, 12]);
  });
});

describe('labelled records', () => {
  let labelled: LabelledRecord[];
  beforeAll(() => {
    labelled = readLabelled();
  });
  const given = (batch: string) => labelled.filter((of) => of.batch === batch).map(({ predictors }) => predictors);

  test('of the library and of the batches have predictors that their own text proves, those for designs alone none', () => {
    expect(given('library').flat().length).toBeGreaterThan(100);
    expect(given('heldout').flat().length).toBeGreaterThan(50);
    expect(new Set(given('designs'))).toEqual(new Set([undefined]));
    const unproven = labelled.flatMap(({ id, batch, texts, predictors = [] }) => {
      // The library quotes its English texts alone.
      const isQuoted = batch !== 'library' || texts[1]?.language === 'en';
      const stands = (evidence: string) => evidence !== '' && texts.some(({ text }) => text.includes(evidence));
      return predictors
        .filter(({ evidence }) => (isQuoted ? !stands(evidence) : evidence !== ''))
        .map((label) => `${id}: ${label.id}`);
    });
    expect(unproven).toEqual([]);
  });

  test('name predictors and directions that the rules know', () => {
    const ids = new Set(rules.predictors.predictors.map(({ id }) => id));
    const known: readonly string[] = directions;
    const strange = labelled.flatMap(({ predictors = [] }) =>
      predictors.filter(({ id, stance }) => !ids.has(id) || !known.includes(stance)),
    );
    expect(strange).toEqual([]);
  });
});

test('the library is left out by fifths, a record in both languages together, and every other batch whole', () => {
  const ids = ['f', 'a', 'b', 'c', 'd', 'e'];
  const library = ids.flatMap((id) => [
    { id, batch: 'library' },
    { id, batch: 'library' },
  ]);
  const folds = foldsOf([...library, { id: 'a', batch: 'one' }, { id: 'b', batch: 'one' }]);
  expect(folds).toEqual([...[0, 0, 1, 2, 3, 4].flatMap((at) => [`library ${at}`, `library ${at}`]), 'one', 'one']);
});

test('weights are written in the order of the rules, and those that decide nothing are left out', () => {
  const before = '# What the signs weigh.\n# In two lines.\nverdicts: [none]\nsigns: []\n';
  const weights: VerdictWeights = {
    verdicts: ['favours', none],
    least: 0.45,
    bias: { favours: -8.061, [none]: 0.049 },
    signs: [
      { sign: 'compared', weights: { [none]: 0.614, favours: -0.05 } },
      { lists: ['than', 'more-than'], weights: { favours: 1.005, aside: 9 } },
      { sign: 'tied', weights: {} },
    ],
  };
  const text = verdictWeightsText(before, weights);
  expect(text.split('\n')).toEqual([
    '# What the signs weigh.',
    '# In two lines.',
    'verdicts: [favours, no association]',
    'least: 0.45',
    'bias: { favours: -8.06 }',
    'signs:',
    '  - { sign: compared, weights: { favours: -0.05, no association: 0.61 } }',
    '  - { lists: [than, more-than], weights: { favours: 1.00 } }',
    '  - { sign: tied, weights: {  } }',
    '',
  ]);
  expect(verdictWeightsSchema.parse(parse(text)).signs.map(({ sign }) => sign)).toEqual([
    'compared',
    undefined,
    'tied',
  ]);
});

describe('a strength', () => {
  test.each([
    ['0', 0],
    ['4', 4],
    [' 0.3 ', 0.3],
    ['1e2', 100],
  ])('may be "%s"', (text, value) => {
    expect(strength(text)).toBe(value);
  });

  test.each(['', ' ', '-1', 'much', 'Infinity', 'NaN', '1,5'])('may not be "%s"', (text) => {
    expect(() => strength(text)).toThrow('A number from 0 is needed.');
  });
});
