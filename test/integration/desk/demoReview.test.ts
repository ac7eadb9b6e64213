import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { demoDates } from '../../../src/review/demo/demoDates.ts';
import { demoAdjudicator, demoReviewers, fillDemoReview } from '../../../src/review/demo/demoReview.ts';
import { createPrisma } from '../../../src/review/prisma/createPrisma.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';
import { runScript } from '../../support/runScript.ts';

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
    until: '2027-01-01T00:00:00.000Z',
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

describe('the days of the sample review', () => {
  const now = '2026-03-02T09:00:00.000Z';

  test('begin after its records came in, and end now', () => {
    expect(demoDates(now, null)).toEqual({
      loadedAt: '2026-02-10T08:00:00.000Z',
      from: '2026-02-10T09:00:00.000Z',
      until: now,
    });
    expect(demoDates(now, '2026-01-01T00:00:00.000Z').from).toBe('2026-02-10T09:00:00.000Z');
    expect(demoDates(now, '2026-03-01T12:00:00.000Z').from).toBe('2026-03-01T12:00:00.000Z');
    expect(demoDates(now, '2026-03-05T12:00:00.000Z').from).toBe(now);
  });

  test('as the command makes them: the diagram of any of them shows the records, and more of them screened each day', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'resorb-demo-'));
    try {
      const file = join(folder, 'demo.sqlite');
      expect(await runScript('demoReview', ['--db', file, '--json'])).toMatchObject({ code: 0, stderr: '' });
      const store = openStore(file, { readonly: true });
      const prisma = createPrisma(store);
      const votes = store.trail.entries({ kind: 'vote' });
      const days = [...new Set(votes.map(({ at }) => at.slice(0, 10)))];
      expect(days.length).toBeGreaterThan(5);
      const whole = prisma.flow(null).lines.database_results.count;
      for (const day of days)
        expect({ day, identified: prisma.flow(day).lines.database_results.count }).toEqual({ day, identified: whole });
      const dates = store.trail.entries().map(({ at }) => at);
      expect(dates).toEqual([...dates].sort());
      store.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
