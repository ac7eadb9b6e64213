import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createDeskRanking } from '../../../src/review/ranking/deskRanking.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore, protocol } from '../../support/libraryStore.ts';

const vote = (
  app: ReturnType<typeof deskApp>['app'],
  headers: Record<string, string>,
  recordId: number,
  verdict: string,
  order = '',
) =>
  request(app)
    .post(`/en/review/title-abstract/${recordId}`)
    .set(headers)
    .type('form')
    .send({ version: '0', tagVersion: '0', verdict, order });

describe('stopping', () => {
  test('is judged by settled records, signed by a person with a reason, and kept in the trail', async () => {
    const desk = deskApp();
    const [a, b] = ['Reviewer A', 'Reviewer B'].map((name) => signedIn(desk.store, 'reviewer', { name }));
    const judge = signedIn(desk.store, 'adjudicator', { name: 'Adjudicator' });
    if (!a || !b) throw new Error('nobody');
    const page = () => request(desk.app).get('/en/review/stopping').set(judge.headers).expect(200);
    expect((await page()).text).toContain('Nothing has been settled');
    await vote(desk.app, a.headers, 1, 'include', 'random');
    expect((await page()).text).toContain('0 / 147');
    for (const recordId of [1, 2, 3]) {
      if (recordId > 1) await vote(desk.app, a.headers, recordId, 'exclude');
      await vote(desk.app, b.headers, recordId, recordId === 1 ? 'include' : 'exclude');
    }
    expect((await page()).text).toContain('3 / 147');
    expect((await page()).text).toContain('The test says: go on reading.');

    const sign = (headers: Record<string, string>, why: string) =>
      request(desk.app).post('/en/review/stopping').set(headers).type('form').send({ why, key: 'once' });
    await sign(a.headers, 'Enough.').expect(403);
    await sign(judge.headers, ' ').expect(422);
    // A button pressed twice signs once.
    for (const _ of [1, 2]) await sign(judge.headers, 'Time is up; a known gap.').expect(303);
    expect(desk.store.trail.entries({ kind: 'stopping-signed' })).toMatchObject([
      { reason: 'Time is up; a known gap.', after: { read: 3, total: 147, relevant: 1, random: 1 } },
    ]);
    expect((await page()).text).toContain('3 of 147 read, 1 relevant. Time is up; a known gap.');
  });
});

describe('the ranked queue', () => {
  test('puts the records that answer the question first, learns from the reviewer, and draws a share blindly', async () => {
    const store = libraryStore();
    const faults: Error[] = [];
    const ranking = createDeskRanking({ store, protocol, seed: 1, onFailure: (fault) => faults.push(fault) });
    try {
      const desk = deskApp({ store, ranking });
      const { headers, identity } = signedIn(store, 'reviewer', { name: 'Reviewer A' });
      const ask = () => desk.desk.queue.waiting('title-abstract', identity.annotatorId, desk.clock());
      expect(ask().ranking.order).toBe('oldest');
      while (ask().ranking.model === null) await new Promise((resolve) => setTimeout(resolve, 50));
      const first = ask();
      expect(first.ranking.order).toBe('relevant');
      expect(first.recordIds).not.toEqual([...first.recordIds].sort((x, y) => x - y));

      await vote(desk.app, headers, first.recordIds[0] ?? 0, 'include', 'relevant');
      await vote(desk.app, headers, first.recordIds.at(-1) ?? 0, 'exclude', 'relevant');
      while (ask().ranking.model === first.ranking.model) await new Promise((resolve) => setTimeout(resolve, 50));
      const orders = [];
      for (let turn = 0; turn < 10; turn++) {
        const { recordIds, ranking: used } = ask();
        orders.push(used.order);
        await vote(desk.app, headers, recordIds[0] ?? 0, 'exclude', used.order);
      }
      expect(orders.filter((order) => order === 'random')).toHaveLength(1);
      expect(faults).toEqual([]);
    } finally {
      await ranking.close();
    }
  });
});
