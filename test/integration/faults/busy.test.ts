import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';

let folder: string;
let database: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-busy-'));
  database = join(folder, 'review.sqlite');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('while another process holds the database for writing', () => {
  test('readers read on; a vote is answered 503, kept by nobody, and counts once when it is sent again', async () => {
    const { app, store, log } = deskApp({ store: openStore(database, { patience: 30, queuePatience: 30 }) });
    const { headers } = signedIn(store, 'reviewer');
    const vote = () =>
      request(app)
        .post('/en/review/title-abstract/1')
        .set(headers)
        .type('form')
        .send({ version: '0', tagVersion: '0', verdict: 'include', key: 'k1' });
    const votes = () => store.reviewState.votes(1, 'title-abstract').length;

    const other = openKept(database, {});
    other.exec('begin immediate');
    await request(app).get('/en/records?q=macrophage').expect(200);
    await request(app).get('/health').expect(200);
    const refused = await vote();
    expect({ status: refused.status, retry: refused.headers['retry-after'] }).toEqual({ status: 503, retry: '2' });
    expect(refused.text).toContain('Nothing was changed');
    expect(log.errors).toMatchObject([{ err: { code: 'SQLITE_BUSY' } }]);
    expect(votes()).toBe(0);

    other.exec('rollback');
    other.close();
    expect((await vote()).status).toBe(303);
    expect((await vote()).status).toBe(303);
    expect(votes()).toBe(1);
    store.close();
  });
});
