import { expect, test } from '@jest/globals';
import request from 'supertest';
import { demoAdjudicator, demoReviewers, fillDemoReview } from '../../../src/review/demo/demoReview.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { deskApp } from '../../support/deskApp.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';

test('the sample review has agreement, conflicts and settlements, goes through the desk, and says that it is made up', async () => {
  const desk = deskApp();
  const people = new Map(
    [...demoReviewers, demoAdjudicator].map((name) => {
      const role = name === demoAdjudicator ? 'adjudicator' : 'reviewer';
      return [name, signedIn(desk.store, role, { name })] as const;
    }),
  );
  const annotators = new Map([...people].map(([name, { identity }]) => [name, identity.annotatorId]));
  const plain = await request(desk.app).get('/en').expect(200);
  expect(plain.text).not.toContain('made up');

  desk.store.settings.set('made_up', deskInstant);
  const counts = await fillDemoReview({
    store: desk.store,
    protocol: desk.protocol,
    people: annotators,
    from: deskInstant,
  });
  expect(counts.votes).toBeGreaterThan(400);
  expect(counts.conflicts).toBeGreaterThan(5);
  expect(counts.settled).toBeGreaterThan(5);
  expect(verifyTrail(desk.store).fault).toBeNull();
  const votes = desk.store.trail.entries({ kind: 'vote' });
  expect(new Set(votes.map(({ annotatorId }) => annotatorId)).size).toBe(3);
  expect((await request(desk.app).get('/en').expect(200)).text).toContain(
    'Sample review: its votes and decisions are made up',
  );
});
