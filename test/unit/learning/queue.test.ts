import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queueOrders } from '../../../src/domain/review.ts';
import { queueOf } from '../../../src/learning/queue.ts';
import type { Ranking } from '../../../src/learning/ranker.ts';

const ranking: Ranking = {
  basis: 'model',
  scores: Float64Array.of(-2, 0.1, 3, -0.2, 1),
  order: Uint32Array.of(2, 4, 1, 3),
};
const settings = { randomShare: 0, seed: 1 };

describe('queue', () => {
  test.each([
    ['relevant', [2, 4, 1, 3]],
    ['uncertain', [1, 3, 4, 2]],
    ['oldest', [1, 2, 3, 4]],
  ] as const)('%s', (order, expected) => {
    expect([...queueOf(ranking, { ...settings, order })]).toEqual(expected);
  });

  test('likeness to a question has no border to be near', () => {
    const byQuestion: Ranking = { ...ranking, basis: 'question' };
    expect(queueOf(byQuestion, { ...settings, order: 'uncertain' })).toEqual(ranking.order);
  });

  test('holds every unlabelled record once, whatever the share of chance', () => {
    const order = Uint32Array.from({ length: 40 }, (_, at) => 39 - at);
    const long: Ranking = { basis: 'model', scores: Float64Array.from(order), order };
    fc.assert(
      fc.property(
        fc.constantFrom(...queueOrders),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (choice, randomShare, seed) => {
          const queue = queueOf(long, { order: choice, randomShare, seed });
          expect([...queue.toSorted()]).toEqual([...order.toSorted()]);
          expect(queueOf(long, { order: choice, randomShare, seed })).toEqual(queue);
        },
      ),
    );
  });

  test('a share of chance brings late records forward', () => {
    const order = Uint32Array.from({ length: 1000 }, (_, at) => at);
    const long: Ranking = { basis: 'model', scores: new Float64Array(1000), order };
    const queue = queueOf(long, { order: 'relevant', randomShare: 0.2, seed: 4 });
    const late = queue.subarray(0, 100).filter((record) => record > 110).length;
    expect(late).toBeGreaterThan(5);
    expect(late).toBeLessThan(40);
  });
});
