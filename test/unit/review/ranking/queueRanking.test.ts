import { expect, test } from '@jest/globals';
import type { RankingReason, RecordLabel } from '../../../../src/learning/rankingService.ts';
import type { RankedList } from '../../../../src/review/ranking/createRanking.ts';
import { createQueueRanking } from '../../../../src/review/ranking/queueRanking.ts';

test('hands labels on when they change, by reviewer, and gives the last finished order', () => {
  const updates: [string, readonly RecordLabel[]][] = [];
  let finished: RankedList | null = null;
  const labels = new Map<number, RecordLabel[]>([
    [1, []],
    [2, [{ id: 5, relevant: true }]],
  ]);
  const queue = createQueueRanking(
    {
      update: (reader, given) => updates.push([reader, [...given]]),
      latest: () => finished,
      explain: async () => null,
    },
    (annotatorId) => labels.get(annotatorId) ?? [],
  );
  expect(queue.order('relevant', 1)).toBeNull();
  finished = { modelId: 'm', basis: 'question', ids: [3, 1] };
  expect(queue.order('relevant', 1)).toEqual({ recordIds: [3, 1], model: 'm' });
  queue.order('uncertain', 2);
  labels.set(1, [{ id: 3, relevant: false }]);
  queue.order('relevant', 1);
  expect(updates).toEqual([
    ['1', []],
    ['2', [{ id: 5, relevant: true }]],
    ['1', [{ id: 3, relevant: false }]],
  ]);
});

test('a page waits for its reasons no longer than it must', async () => {
  const reason: RankingReason = { basis: 'model', score: 0.5, words: [] };
  const never = new Promise<null>(() => undefined);
  const answers = [Promise.resolve(reason), Promise.resolve<RankingReason>({ ...reason, basis: 'none' }), never];
  const explain = () => answers.shift() ?? Promise.reject(new Error('closed'));
  const queue = createQueueRanking({ update: () => undefined, latest: () => null, explain }, () => []);
  expect(await queue.explain(1, 7)).toEqual(reason);
  expect(await queue.explain(1, 7)).toBeNull();
  expect(await queue.explain(1, 7)).toBeNull();
  expect(await queue.explain(1, 7)).toBeNull();
});
