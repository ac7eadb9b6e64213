import { describe, expect, test } from '@jest/globals';
import { tagAgreementByFolds } from '../../../src/learning/tags/agreementByFolds.ts';
import { rulePrior } from '../../../src/learning/tags/priors.ts';
import { tagSimilarities } from '../../../src/learning/tags/similarities.ts';
import { suggestTags } from '../../../src/learning/tags/suggestTags.ts';

const subjects = ['macrophage phagocytosis', 'vessel ingrowth', 'collagen breakdown'];
const texts = Array.from({ length: 60 }, (_, at) => ({
  title: '',
  abstract: `Study ${at % 7} of ${subjects[at % 3]} in tissue ${at % 5}`,
}));
const similarities = tagSimilarities(texts);
const records = [...texts.keys()];
/** Rules that know half of the first subject's records, and all of the second's. */
const priors = new Map([
  [
    'cells',
    rulePrior(
      Float64Array.from(records, (record) => (record % 6 === 0 ? 1 : 0)),
      0.5,
    ),
  ],
  [
    'vessels',
    rulePrior(
      Float64Array.from(records, (record) => (record % 3 === 1 ? 1 : 0)),
      0.5,
    ),
  ],
]);
const tagsOf = (record: number) => new Set(record % 3 === 0 ? ['cells'] : record % 3 === 1 ? ['vessels'] : []);
const labelled = records.slice(0, 45);
const labels = { records: labelled, tags: labelled.map(tagsOf) };
const all = { learned: new Set(priors.keys()) };

describe('suggested tags', () => {
  test('are the rules’ own without a label, and the rules spoke', () => {
    const suggested = suggestTags(similarities, priors, { records: [], tags: [] }, all);
    expect(suggested[0]?.map(({ tag }) => tag)).toEqual(['cells']);
    expect(suggested[3]).toEqual([]);
    expect(suggested[1]?.map(({ tag }) => tag)).toEqual(['vessels']);
    expect(suggested[1]?.[0]).toMatchObject({ probability: null, spoke: [{ by: 'rules' }] });
  });

  test('with labels reach records that no rule knows, and say that labels spoke', () => {
    const suggested = suggestTags(similarities, priors, labels, all);
    const unknownToRules = records.slice(45).filter((record) => record % 6 === 3);
    for (const record of unknownToRules) {
      const own = suggested[record]?.find(({ tag }) => tag === 'cells');
      expect(own?.spoke[0]?.by).toBe('labels');
      expect(own?.margin).toBeGreaterThanOrEqual(0);
      expect(own?.probability).toBeGreaterThan(0.5);
    }
  });

  test('are left to the rules where labels may not speak', () => {
    const suggested = suggestTags(similarities, priors, labels, { learned: new Set() });
    expect(suggested).toEqual(suggestTags(similarities, priors, { records: [], tags: [] }, all));
  });

  test('are compared on records not learned from, with the rules alone beside them', () => {
    const comparisons = tagAgreementByFolds(similarities, priors, labels);
    const cells = comparisons.find(({ tag }) => tag === 'cells');
    expect(cells?.prior).toMatchObject({ precision: 1, support: 15 });
    expect(cells?.prior.recall).toBeCloseTo(8 / 15, 12);
    expect(cells?.joined.f1).toBeGreaterThan(0.9);
    expect(cells?.worthLearning).toBe(true);
    expect(comparisons.find(({ tag }) => tag === 'vessels')?.prior.f1).toBe(1);
    expect(tagAgreementByFolds(similarities, priors, { records: [1], tags: [new Set()] })).toEqual([]);
  });

  test('are chosen between by other records than those that judge the choice', () => {
    const [cells, vessels] = tagAgreementByFolds(similarities, priors, labels);
    expect(cells?.chosen).toEqual(cells?.joined);
    expect(vessels).toMatchObject({ worthLearning: false, chosen: vessels?.prior });
    // Five uses are enough to choose by; the four or fewer that other folds hold are not.
    const few = records.slice(0, 15);
    const [rare] = tagAgreementByFolds(similarities, priors, { records: few, tags: few.map(tagsOf) });
    expect(rare?.prior.support).toBe(5);
    expect(rare?.chosen).toEqual(rare?.prior);
  });
});
