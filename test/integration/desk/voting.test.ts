import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { reviewStateText } from '../../../src/review/trail/rebuildReview.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { deskApp as deskOver } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryCopies, type StoreCopies } from '../../support/storeCopies.ts';

let copies: StoreCopies;
beforeAll(async () => {
  copies = await libraryCopies();
});
afterAll(() => copies.remove());
const deskApp = () => deskOver({ store: copies.store() });

type App = ReturnType<typeof deskApp>;
const person = (app: App, name: string, role: 'reviewer' | 'adjudicator' = 'reviewer') =>
  signedIn(app.store, role, { name });

async function vote(
  app: App,
  headers: Record<string, string>,
  recordId: number,
  fields: Record<string, string>,
  stage = 'title-abstract',
) {
  return request(app.app)
    .post(`/en/review/${stage}/${recordId}`)
    .set(headers)
    .type('form')
    .send({ version: '0', tagVersion: '0', ...fields });
}

describe('a reviewer votes', () => {
  test('the next record is shown, and a vote leads to the one after it', async () => {
    const desk = deskApp();
    const { headers } = person(desk, 'Reviewer A');
    const next = await request(desk.app).get('/en/review/title-abstract').set(headers).expect(303);
    expect(next.headers.location).toBe('/en/review/title-abstract/1');
    const page = await request(desk.app).get('/en/review/title-abstract/1').set(headers).expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    await vote(desk, headers, 1, { verdict: 'include', key: 'a1' }).then(({ status }) => expect(status).toBe(303));
    const after = await request(desk.app).get('/en/review/title-abstract').set(headers);
    expect(after.headers.location).toBe('/en/review/title-abstract/2');
  });

  test('an exclusion at full text without a reason is refused, and nothing is kept', async () => {
    const desk = deskApp();
    const [a, b] = [person(desk, 'Reviewer A'), person(desk, 'Reviewer B')];
    for (const { headers } of [a, b]) await vote(desk, headers, 1, { verdict: 'include' });
    const refused = await vote(desk, a.headers, 1, { verdict: 'exclude' }, 'full-text');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose a reason for excluding.');
    expect(desk.store.reviewState.votes(1, 'full-text')).toEqual([]);
  });

  test('two votes that agree settle the record, two that differ are a conflict that an adjudicator settles', async () => {
    const desk = deskApp();
    const [a, b] = [person(desk, 'Reviewer A'), person(desk, 'Reviewer B')];
    const judge = person(desk, 'Adjudicator', 'adjudicator');
    for (const { headers } of [a, b]) await vote(desk, headers, 1, { verdict: 'exclude', reason: 'wrong-topic' });
    expect(desk.store.reviewState.settlement(1, 'title-abstract')?.answer).toMatchObject({
      verdict: 'exclude',
      exclusionReason: 'wrong-topic',
    });
    expect(desk.store.screening.standing(1)).toBe('excluded');

    await vote(desk, a.headers, 2, { verdict: 'include' });
    await vote(desk, b.headers, 2, { verdict: 'exclude' });
    const conflict = desk.store.reviewState.conflict(2, 'title-abstract');
    expect(conflict?.fields).toEqual(['verdict']);
    const settle = {
      recordId: 2,
      stage: 'title-abstract' as const,
      at: desk.clock(),
      requestId: null,
      idempotencyKey: null,
    };
    const answer = { verdict: 'include', exclusionReason: null, note: '' };
    const by = {
      annotatorId: a.identity.annotatorId,
      reason: 'It reports follow-up.',
      conflictEntryId: conflict?.trailEntryId ?? 0,
    };
    await expect(desk.desk.settle({ ...settle, ...by, answer })).rejects.toMatchObject({ code: 'own-conflict' });
    await desk.desk.settle({ ...settle, ...by, answer, annotatorId: judge.identity.annotatorId });
    expect(desk.store.reviewState.settlement(2, 'title-abstract')).toMatchObject({ basis: 'adjudicated', answer });
    expect(desk.store.reviewState.votes(2, 'title-abstract')).toHaveLength(2);
  });

  test('a vote sent twice counts once; a form that is behind gets both versions', async () => {
    const desk = deskApp();
    const { headers, identity } = person(desk, 'Reviewer A');
    for (const _ of [1, 2]) await vote(desk, headers, 1, { verdict: 'include', key: 'same' });
    expect(desk.store.trail.voteVersion(1, 'title-abstract', identity.annotatorId)).toBe(1);
    const clash = await vote(desk, headers, 1, { verdict: 'exclude', key: 'other' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('What stands');
    expect(desk.store.reviewState.vote(1, 'title-abstract', identity.annotatorId)?.answer).toMatchObject({
      verdict: 'include',
    });
  });

  test('the same clash as data holds what stands', async () => {
    const desk = deskApp();
    const { headers } = person(desk, 'Reviewer A');
    await vote(desk, headers, 1, { verdict: 'include' });
    const clash = await vote(desk, { ...headers, Accept: 'application/json' }, 1, { verdict: 'exclude' });
    expect(clash.status).toBe(409);
    expect(clash.type).toBe('application/problem+json');
    expect(JSON.parse(clash.text)).toMatchObject({ code: 'stale', current: { answer: { verdict: 'include' } } });
  });
});

describe('the catalog', () => {
  test('is read anew after a settlement that changes it, and not after votes, drafts and what leaves it as it is', async () => {
    const desk = deskApp();
    const [a, b] = [person(desk, 'Reviewer A'), person(desk, 'Reviewer B')];
    const before = desk.store.revision();
    await vote(desk, a.headers, 1, { verdict: 'exclude' });
    await request(desk.app)
      .post('/en/review/title-abstract/2/draft')
      .set(b.headers)
      .type('form')
      .send({ verdict: 'include' });
    expect(desk.store.revision()).toBe(before);
    await vote(desk, b.headers, 1, { verdict: 'exclude' });
    expect(desk.store.revision()).toBeGreaterThan(before);
    expect((await request(desk.app).get('/api/v1/records?screening=excluded&q=')).text).toContain('"total":');
    const after = desk.store.revision();
    for (const { headers } of [a, b]) await vote(desk, headers, 2, { verdict: 'include' });
    expect(desk.store.reviewState.settlement(2, 'title-abstract')).not.toBeNull();
    expect(desk.store.revision()).toBe(after);
  });
});

describe('the trail', () => {
  test('holds all that is needed to make the state anew, byte for byte, and shows every tampering', async () => {
    const desk = deskApp();
    const [a, b] = [person(desk, 'Reviewer A'), person(desk, 'Reviewer B')];
    for (const recordId of [1, 2, 3, 4]) {
      await vote(desk, a.headers, recordId, {
        verdict: 'include',
        mechanism: 'inflammation',
        'mechanism.inflammation': 'supports',
      });
      await vote(desk, b.headers, recordId, { verdict: recordId % 2 ? 'include' : 'exclude', note: '评论' });
    }
    await request(desk.app)
      .post('/en/review/title-abstract/3/withdraw')
      .set(a.headers)
      .type('form')
      .send({ version: '1' })
      .expect(303);
    const before = reviewStateText(desk.store);
    expect(desk.desk.rebuild()).toBeGreaterThan(8);
    expect(reviewStateText(desk.store)).toBe(before);
    expect(verifyTrail(desk.store)).toMatchObject({ fault: null, entries: desk.store.trail.head().trailEntryId });
  });
});
