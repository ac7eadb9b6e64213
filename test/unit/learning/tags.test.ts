import { describe, expect, test } from '@jest/globals';
import { tagAgreement } from '../../../src/learning/tags/agreement.ts';
import { fitSigmoid, probabilityOf } from '../../../src/learning/tags/calibration.ts';
import { parseTagDefinitions } from '../../../src/learning/tags/definitions.ts';
import { learningCurve, prepareTags } from '../../../src/learning/tags/learningCurve.ts';
import { isSuggested, type LearnedTag, learnTags } from '../../../src/learning/tags/learnTags.ts';
import { definitionPrior, rulePrior } from '../../../src/learning/tags/priors.ts';
import { defaultTagSettings } from '../../../src/learning/tags/settings.ts';
import { tagSimilarities } from '../../../src/learning/tags/similarities.ts';
import { bestF1Cut, shareCut } from '../../../src/learning/tags/thresholds.ts';

describe('agreement of tags', () => {
  test('is as computed by hand', () => {
    const truth = [new Set(['a']), new Set(['a', 'b']), new Set<string>()];
    const suggested = [new Set(['a', 'b']), new Set(['b']), new Set<string>()];
    const { micro, macroF1, exampleF1, tags } = tagAgreement(['a', 'b'], truth, suggested);
    expect(micro).toMatchObject({ precision: 2 / 3, recall: 2 / 3, support: 3 });
    expect(tags).toMatchObject({ a: { precision: 1, recall: 0.5 }, b: { precision: 0.5, recall: 1 } });
    expect(macroF1).toBeCloseTo(2 / 3, 12);
    expect(exampleF1).toBeCloseTo((2 / 3 + 2 / 3) / 2, 12);
  });
});

describe('cuts', () => {
  test('the best F1 lies between the last score taken and the first left', () => {
    expect(bestF1Cut([0.9, 0.7, 0.4, 0.1], [true, true, false, false])).toBeCloseTo(0.55, 12);
    expect(bestF1Cut([0.9, 0.7, 0.4, 0.1], [false, true, true, false])).toBeCloseTo(0.25, 12);
    expect(bestF1Cut([0.5, 0.5], [false, false])).toBeNull();
  });

  test('equal scores are taken together', () => {
    expect(bestF1Cut([0.5, 0.5, 0.2], [true, false, false])).toBeCloseTo(0.35, 12);
  });

  test('a share of the scores lies above its cut', () => {
    expect(shareCut([4, 3, 2, 1], 0.5)).toBe(2.5);
    expect(shareCut([4, 3, 2, 1], 0)).toBeGreaterThan(4);
  });
});

describe('calibration', () => {
  test('fits the odds of overlapping labels', () => {
    const scores = [...Array<number>(20).fill(1), ...Array<number>(20).fill(-1)];
    const positive = scores.map((score, at) => (score > 0 ? at % 4 !== 0 : at % 4 === 0));
    const sigmoid = fitSigmoid(scores, positive);
    expect(sigmoid).not.toBeNull();
    if (sigmoid) {
      expect(probabilityOf(sigmoid, 1)).toBeCloseTo((0.75 * 21) / 22 + 0.25 / 22, 6);
      expect(probabilityOf(sigmoid, 0)).toBeCloseTo(0.5, 6);
    }
  });

  test('says nothing with few labels, and stays finite on a clean split', () => {
    expect(fitSigmoid([1, 2, 3], [true, true, false])).toBeNull();
    const clean = fitSigmoid(
      [5, 6, 7, 8, 9, -5, -6, -7, -8, -9],
      Array.from({ length: 10 }, (_, at) => at < 5),
    );
    expect(Number.isFinite(clean?.slope)).toBe(true);
    expect(clean ? probabilityOf(clean, 9) : 1).toBeLessThan(1);
  });
});

const subjects = ['macrophage phagocytosis', 'vessel ingrowth', 'collagen breakdown'];
const texts = Array.from({ length: 60 }, (_, at) => ({
  title: '',
  abstract: `Study ${at % 7} of ${subjects[at % 3]} in tissue ${at % 5}`,
}));
const similarities = tagSimilarities(texts);
const isFirst = (record: number) => record % 3 === 0;
const none = { records: [], tags: [] };
const everyRecord = [...texts.keys()];
const suggested = (tag: LearnedTag | undefined) => everyRecord.filter((record) => isSuggested(tag, record));

describe('learned tags', () => {
  test('without labels follow the definition, as often as expected', () => {
    const priors = new Map([['a', definitionPrior(similarities, 'macrophages', 1 / 3)]]);
    const tag = learnTags(similarities, priors, none).get('a');
    expect(suggested(tag)).toEqual(everyRecord.filter(isFirst));
    expect(tag?.probability).toBeNull();
  });

  test('without labels are exactly what the rules say', () => {
    const rules = Float64Array.from(texts, (_, record) => (record % 4 === 1 ? 0.8 : record % 4 === 2 ? 0.3 : 0));
    const priors = new Map([
      ['a', rulePrior(rules, 0.5)],
      ['b', rulePrior(rules, 0.2)],
    ]);
    const tags = learnTags(similarities, priors, none);
    expect(suggested(tags.get('a'))).toEqual(everyRecord.filter((record) => record % 4 === 1));
    expect(suggested(tags.get('b'))).toEqual(everyRecord.filter((record) => record % 4 === 1 || record % 4 === 2));
  });

  test('are hardly moved by one label', () => {
    const rules = Float64Array.from(texts, (_, record) => (record % 4 === 1 ? 0.8 : 0));
    const priors = new Map([['a', rulePrior(rules, 0.5)]]);
    const tags = learnTags(similarities, priors, { records: [0], tags: [new Set(['a'])] });
    expect(suggested(tags.get('a'))).toEqual(expect.arrayContaining(everyRecord.filter((record) => record % 4 === 1)));
  });

  test('turn to the labels as they come, and say which part spoke', () => {
    const priors = new Map([
      ['a', definitionPrior(similarities, 'vessels', 1 / 3)],
      ['b', definitionPrior(similarities, 'collagen', 1 / 3)],
    ]);
    const records = everyRecord.slice(0, 48);
    const labels = { records, tags: records.map((record) => new Set(isFirst(record) ? ['a'] : [])) };
    const settings = { ...defaultTagSettings, labelsToMatchPrior: 2 };
    const tag = learnTags(similarities, priors, labels, settings).get('a') as LearnedTag;
    for (const record of everyRecord.slice(48)) {
      expect(isSuggested(tag, record)).toBe(isFirst(record));
      const parts = [tag.fromPrior, tag.fromLabels, tag.fromOtherTags].map((part) => part[record] as number);
      expect(tag.scores[record]).toBeCloseTo((parts[0] as number) + (parts[1] as number) + (parts[2] as number), 12);
    }
    expect(tag.fromLabels[48] as number).toBeGreaterThan(tag.fromPrior[48] as number);
    expect(tag.probability).not.toBeNull();
    if (tag.probability) {
      expect(probabilityOf(tag.probability, tag.scores[48] as number)).toBeGreaterThan(0.6);
      expect(probabilityOf(tag.probability, tag.scores[49] as number)).toBeLessThan(0.4);
    }
  });

  test('has a learning curve that ends with every label', () => {
    const tagged = texts.map((text, at) => ({ ...text, tags: new Set([`tag ${at % 3}`]) }));
    const definitions = new Map(subjects.map((words, at) => [`tag ${at}`, words]));
    const settings = { sizes: [0, 20, 500], samples: 2, seed: 3 };
    const prepared = prepareTags(tagged, definitions);
    const places = Uint32Array.from(tagged.keys());
    const evaluate = () => learningCurve(prepared, places.slice(0, 45), places.slice(45), settings);
    const { curve, full } = evaluate();
    expect(curve.map((point) => point.labels)).toEqual([0, 20, 45]);
    expect(curve.at(-1)?.microF1).toBe(full.micro.f1);
    expect(full.micro.f1).toBeGreaterThan(0.9);
    expect(evaluate().curve).toEqual(curve);
  });
});

describe('definitions', () => {
  const tags = ['cell_death', 'immune'];
  test.each([
    ['an object of texts', '{"cell_death": "apoptosis"}'],
    ['an object of term lists', '{"cell_death": ["apoptosis"]}'],
    ['an object of definitions', '{"cell_death": {"definition": "apoptosis", "synonyms": []}}'],
    ['a list', '[{"tag": "cell_death", "definition": "apoptosis"}]'],
    ['YAML', 'cell_death: apoptosis'],
    ['other spellings of a name', 'Cell death: apoptosis'],
    ['CSV', 'label,definition\ncell_death,"apoptosis, caspases"\n'],
    ['a codebook', 'mechanisms:\n  - id: cell_death\n    definition: { en: apoptosis }'],
  ])('are read from %s', (_, file) => {
    const definitions = parseTagDefinitions(file, tags);
    expect(definitions.get('cell_death')).toMatch(/^cell death\. .*apoptosis/);
    expect(definitions.get('immune')).toBe('immune. ');
  });

  test('of no known form are refused with the form they need', () => {
    expect(() => parseTagDefinitions('- 1\n- 2', tags)).toThrow('object from tag to text');
  });
});
