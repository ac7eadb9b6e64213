import { describe, expect, test } from '@jest/globals';
import { buildFeatures } from '../../../src/learning/features.ts';
import { presets } from '../../../src/learning/presets.ts';
import { createRanker, type Label } from '../../../src/learning/ranker.ts';
import { prepareScreening } from '../../../src/learning/replayScreening.ts';
import { simulate } from '../../../src/learning/simulate.ts';

const titles = [
  'Spontaneous resorption of lumbar disc herniation',
  'Macrophage infiltration and resorption of the herniated disc',
  'Regression of lumbar disc herniation on magnetic resonance imaging',
  'Resorption of sequestrated lumbar discs: a case report',
  'Knee replacement outcomes in older adults',
  'Insulin therapy and glucose control',
  'Knee arthroscopy for meniscal tears',
  'Glucose monitoring in type 1 diabetes',
  'Outcomes of insulin pumps in children',
  'Shoulder replacement and insulin resistance',
];
const texts = titles.map((title) => ({ title, abstract: `We studied ${title.toLowerCase()}.` }));
const relevant = titles.map((_, record) => record < 4);
const question = { title: 'Which lumbar disc herniations resorb?', abstract: '' };
const settings = presets.default;
const features = () => buildFeatures(texts, settings.features, question);
const ranker = () => createRanker(features(), settings.model);
const asked = () => createRanker(features(), settings.model, question);
const labels = (...records: number[]): Label[] =>
  records.map((record) => ({ record, relevant: relevant[record] === true }));

describe('ranker', () => {
  test('ranks by the question before there is a label', () => {
    const ranking = asked().update([]);
    expect(ranking.basis).toBe('question');
    expect(ranking.order).toHaveLength(titles.length);
    expect([...ranking.order.subarray(0, 4)].sort()).toEqual([0, 1, 2, 3]);
  });

  test('learns from the question and the first label, and without a question from labels of both kinds', () => {
    const { basis, order } = asked().update(labels(7));
    expect(basis).toBe('model');
    expect(order).not.toContain(7);
    expect([...order.subarray(0, 4)].sort()).toEqual([0, 1, 2, 3]);
    // The other glucose record falls behind: an irrelevant label alone has taught that.
    expect([...order].indexOf(5)).toBe(order.length - 1);
    expect(asked().update(labels(0)).basis).toBe('model');
    expect(ranker().update(labels(0)).basis).toBe('none');
    const recipe = createRanker(features(), presets.p1.model, question);
    expect(recipe.update(labels(0)).basis).toBe('question');
  });

  test('keeps the given order where there is neither question nor label', () => {
    const { basis, order } = ranker().update([]);
    expect(basis).toBe('none');
    expect([...order]).toEqual([...titles.keys()]);
  });

  test('learns from labels of both kinds and ranks only what has none', () => {
    const { basis, order, scores } = ranker().update(labels(0, 5));
    expect(basis).toBe('model');
    expect([...order].sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect([...order.subarray(0, 3)].sort()).toEqual([1, 2, 3]);
    order.slice(1).forEach((record, at) => {
      expect(scores[record] as number).toBeLessThanOrEqual(scores[order[at] as number] as number);
    });
  });

  test('a corrected label counts as it now stands', () => {
    const once = ranker();
    once.update(labels(0, 5));
    const corrected = once.update([
      { record: 0, relevant: false },
      { record: 5, relevant: true },
    ]);
    expect(corrected.order[0]).toBeGreaterThan(3);
  });

  test('the same calls give the same ranking', () => {
    const run = () => {
      const one = asked();
      one.update(labels(0, 5));
      return one.update(labels(0, 5, 2, 9));
    };
    expect(run()).toEqual(run());
  });

  test('names the words that spoke, as the record writes them', () => {
    const one = ranker();
    one.update(labels(0, 5, 7));
    const forIt = one.topWords(3, 3);
    expect(forIt).toHaveLength(3);
    expect(forIt.map(({ word }) => word)).toContain('resorption');
    expect(forIt.every(({ weight }) => weight > 0)).toBe(true);
    const against = one.topWords(8, 5).find(({ word }) => word === 'insulin');
    expect(against?.weight).toBeLessThan(0);
    expect(one.topWords(8, 50).map(({ word }) => word)).not.toContain('studied');
  });
});

describe('replayed screening', () => {
  test('reads every record once and ends with the last relevant one', () => {
    const { readOrder, trainings } = simulate({ ranker: ranker(), relevant, priors: [0, 5], seed: 1 });
    expect(new Set(readOrder).size).toBe(readOrder.length);
    expect(relevant[readOrder.at(-1) as number]).toBe(true);
    expect(readOrder).not.toContain(0);
    expect(trainings).toBe(readOrder.length);
  });

  test('starts by chance, and by the seed alone, where nothing is known', () => {
    const order = (seed: number) => simulate({ ranker: ranker(), relevant, priors: [], seed }).readOrder;
    expect(order(1)).toEqual(order(1));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => order(seed)[0])).size).toBeGreaterThan(1);
  });

  test('lists the labels of all records, priors first', () => {
    const records = { ids: titles.map((_, at) => String(at)), texts, relevant };
    const { labels: read, firstRelevant } = prepareScreening(records, settings, question.title).replay([5, 0], 1);
    expect(read).toHaveLength(titles.length);
    expect(read.slice(0, 2)).toEqual([false, true]);
    expect(read.filter(Boolean)).toHaveLength(4);
    expect(firstRelevant).toBe(1);
  });
});
