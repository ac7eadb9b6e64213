import { describe, expect, test } from '@jest/globals';
import { createRankingService } from '../../../src/learning/rankingService.ts';

const titles = [
  'Spontaneous resorption of lumbar disc herniation',
  'Macrophage infiltration and resorption of the herniated disc',
  'Regression of lumbar disc herniation on magnetic resonance imaging',
  'Knee replacement outcomes in older adults',
  'Insulin therapy and glucose control',
  'Knee arthroscopy for meniscal tears',
];
const records = titles.map((title, at) => ({ id: 100 + at, title, abstract: `We studied ${title.toLowerCase()}.` }));
const question = 'Which herniated discs resorb?';
const labels = [
  { id: 100, relevant: true },
  { id: 104, relevant: false },
];
const request = { labels, strategy: 'relevant', seed: 1 } as const;
const idsOf = (answer: { places: { id: number }[] }) => answer.places.map(({ id }) => id);

describe('ranking service', () => {
  test('ranks by the question without labels, by the model with labels of both kinds', () => {
    const service = createRankingService({ records, question });
    const cold = service.rank({ ...request, labels: [] });
    expect(cold.basis).toBe('question');
    expect(idsOf(cold).slice(0, 3).sort()).toEqual([100, 101, 102]);
    const taught = service.rank(request);
    expect(taught.basis).toBe('model');
    expect(idsOf(taught).slice(0, 2).sort()).toEqual([101, 102]);
    expect(idsOf(taught)).toHaveLength(4);
  });

  test('names a ranking by labels, records, question and seed, whatever their order', () => {
    const service = createRankingService({ records, question });
    const { modelId } = service.rank(request);
    expect(modelId).toMatch(/^[0-9a-f]{16}$/);
    expect(createRankingService({ records, question }).rank({ ...request, labels: labels.toReversed() }).modelId).toBe(
      modelId,
    );
    const flipped = labels.map(({ id, relevant }) => ({ id, relevant: !relevant }));
    expect(service.rank({ ...request, labels: flipped }).modelId).not.toBe(modelId);
    expect(service.rank({ ...request, seed: 2 }).modelId).not.toBe(modelId);
    expect(createRankingService({ records, question: '' }).rank(request).modelId).not.toBe(modelId);
  });

  test('leaves labels of unknown records out, and takes the last of two', () => {
    const service = createRankingService({ records, question });
    const twice = [{ id: 100, relevant: false }, ...labels, { id: 9, relevant: true }];
    expect(service.rank({ ...request, labels: twice })).toEqual(service.rank(request));
  });

  test('keeps learners apart', () => {
    const alone = createRankingService({ records, question });
    const shared = createRankingService({ records, question });
    const others = [
      { id: 103, relevant: true },
      { id: 101, relevant: false },
    ];
    shared.rank({ ...request, learner: 'b', labels: others });
    expect(shared.rank({ ...request, learner: 'a' })).toEqual(alone.rank({ ...request, learner: 'a' }));
  });

  test('explains a record by its words', () => {
    const service = createRankingService({ records, question });
    expect(service.explain(101, 3)).toBeNull();
    service.rank({ ...request, labels: [] });
    expect(service.explain(101, 3)).toMatchObject({ basis: 'question', words: [] });
    service.rank(request);
    const reason = service.explain(101, 3);
    expect(reason?.basis).toBe('model');
    expect(reason?.words.map(({ word }) => word)).toContain('resorption');
    expect(reason?.words.length).toBeLessThanOrEqual(3);
    expect(reason?.score).toBe(service.rank(request).places.find(({ id }) => id === 101)?.score);
    expect(service.explain(77, 3)).toBeNull();
    service.forget('');
    expect(service.explain(101, 3)).toBeNull();
  });
});
