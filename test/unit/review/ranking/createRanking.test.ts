import { afterEach, describe, expect, test } from '@jest/globals';
import { createRankingService } from '../../../../src/learning/rankingService.ts';
import { createRanking, type Ranking, RankingError } from '../../../../src/review/ranking/createRanking.ts';
import { startThread } from '../../../../src/review/ranking/startThread.ts';

const subjects = ['lumbar disc resorption', 'knee replacement', 'insulin pumps'];
const records = Array.from({ length: 60 }, (_, at) => ({
  id: at + 1,
  title: `Study ${at % 7} of ${subjects[at % 3]}`,
  abstract: `Patients of group ${at % 5} with ${subjects[at % 3]} were followed.`,
}));
const settings = { records, question: 'Which discs resorb?', seed: 3 };
const labels = [
  { id: 1, relevant: true },
  { id: 2, relevant: false },
];
const opened: Ranking[] = [];
const open = (options: Partial<Parameters<typeof createRanking>[0]> = {}) => {
  const ranking = createRanking({ ...settings, ...options });
  opened.push(ranking);
  return ranking;
};
afterEach(async () => {
  for (const ranking of opened.splice(0)) await ranking.close();
});

describe('ranking in a thread', () => {
  test('gives what the service gives, and keeps it at hand', async () => {
    const ranking = open();
    expect(ranking.latest('A', 'relevant')).toBeNull();
    const cold = await ranking.order('A', 'relevant');
    expect(cold.basis).toBe('question');
    ranking.update('A', labels);
    const list = await ranking.order('A', 'uncertain');
    const direct = createRankingService(settings).rank({ labels, strategy: 'uncertain', seed: 3 });
    expect(list).toEqual({ modelId: direct.modelId, basis: 'model', ids: direct.places.map(({ id }) => id) });
    expect(ranking.latest('A', 'uncertain')).toEqual(list);
    expect(ranking.latest('B', 'uncertain')).toBeNull();
    expect(await ranking.explain('A', 4, 2)).toMatchObject({ basis: 'model', words: [{}, {}] });
    expect(await ranking.explain('B', 4, 2)).toBeNull();
  });

  test('learns the latest labels only, however many came while it was busy', async () => {
    const posted: unknown[] = [];
    const ranking = open({
      start: (given) => {
        const thread = startThread(given);
        const post = thread.postMessage.bind(thread);
        thread.postMessage = (question: unknown) => {
          posted.push(question);
          post(question);
        };
        return thread;
      },
    });
    for (let known = 2; known <= 30; known++) {
      ranking.update(
        'A',
        records.slice(0, known).map(({ id }) => ({ id, relevant: id % 3 === 1 })),
      );
    }
    const { ids } = await ranking.order('A', 'oldest');
    expect(ids).toEqual(records.slice(30).map(({ id }) => id));
    expect(posted).toHaveLength(2);
  });

  test('takes up its work again when the thread dies under it', async () => {
    const faults: string[] = [];
    let started = 0;
    const ranking = open({
      onFailure: (fault) => faults.push(fault.message),
      start: (given) => {
        const thread = startThread(given);
        started += 1;
        if (started === 1) void thread.terminate();
        return thread;
      },
    });
    ranking.update('A', labels);
    expect((await ranking.order('A', 'relevant')).basis).toBe('model');
    expect(started).toBe(2);
    expect(faults).toEqual([expect.stringContaining('ended with code')]);
  });

  test('gives up after three failures, and tries again on the next update', async () => {
    let started = 0;
    const ranking = open({
      start: (given) => {
        const thread = startThread(given);
        started += 1;
        if (started <= 3) void thread.terminate();
        return thread;
      },
    });
    await expect(ranking.order('A', 'relevant')).rejects.toThrow(/failed 3 times/);
    ranking.update('A', labels);
    expect((await ranking.order('A', 'relevant')).basis).toBe('model');
  });

  test('refuses whatever waits when it is closed', async () => {
    const ranking = open();
    const waiting = ranking.order('A', 'relevant');
    const refused = expect(waiting).rejects.toThrow(RankingError);
    await ranking.close();
    await refused;
    await expect(ranking.order('A', 'relevant')).rejects.toThrow('closed');
  });

  test('lets go of a reader', async () => {
    const ranking = open();
    ranking.update('A', labels);
    await ranking.order('A', 'relevant');
    ranking.forget('A');
    expect(ranking.latest('A', 'relevant')).toBeNull();
    expect((await ranking.order('A', 'relevant')).basis).toBe('question');
  });
});
