import { afterAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { deskApp } from '../../support/deskApp.ts';
import { sameOrigin, signedIn } from '../../support/identity.ts';
import { localRoutes, type Row } from './routeTable.ts';

const desk = deskApp({ secondFactor: 'required' });
afterAll(() => desk.store.close());

const ofTheDesk = localRoutes.filter(({ least }) => least !== null && least !== 'reader');

/** An address of the route: whatever stands in the places of its parameters, nothing is looked up before the gate. */
const pathOf = ({ route }: Row): string => `/en${(route.split(' ')[1] ?? '').replace(/:\w+/g, '1')}`;

describe('where everybody at the desk must have a second factor, whoever has none gets nothing from', () => {
  const { cookie } = signedIn(desk.store, 'administrator');

  test.each(ofTheDesk.map((row) => [row.route, row] as const))('%s', async (route, row) => {
    if (route.startsWith('GET ')) {
      const response = await request(desk.app).get(pathOf(row)).set('Cookie', cookie);
      expect([response.status, response.headers.location]).toEqual([303, '/en/account/second-factor']);
    } else {
      const form = request(desk.app).post(pathOf(row)).set(sameOrigin).set('Cookie', cookie);
      const { status, text } = await form.type('form').send({});
      expect(status).toBe(403);
      expect(text).toContain('second factor');
    }
  });

  test('and the table names the whole desk', () => expect(ofTheDesk.length).toBeGreaterThan(50));
});

test('readers, and everybody’s own account, are not held up', async () => {
  const reader = signedIn(desk.store, 'reader');
  const reviewer = signedIn(desk.store, 'reviewer');
  for (const { cookie } of [reader, reviewer]) {
    await request(desk.app).get('/en/account').set('Cookie', cookie).expect(200);
    await request(desk.app).get('/en/account/second-factor').set('Cookie', cookie).expect(200);
  }
});
