import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { openStore } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';

const desk = deskApp({ store: openStore(':memory:') });
const curator = signedIn(desk.store, 'curator', { name: 'Curator' });
const reviewer = signedIn(desk.store, 'reviewer', { name: 'Reviewer A' });
const ris = (title: string, extra = '') => `TY  - JOUR\nTI  - ${title}\nAU  - Ahn, S\nPY  - 2000\n${extra}ER  - \n`;

const upload = (headers: Record<string, string>, text: string | Buffer, name: string) =>
  request(desk.app).post('/en/admin/imports').set(headers).attach('file', Buffer.from(text), name);

describe('importing through the web', () => {
  test('takes a file, says what became of it and writes down who brought it', async () => {
    const done = await upload(curator.headers, ris('One record'), '文献 one.ris').expect(200);
    expect(done.text).toContain('Imported: 1 new, 0 joined');
    expect(done.text).toContain('文献 one.ris');
    expect(desk.store.records.count()).toBe(1);
    const [entry] = desk.store.trail.entries({ kind: 'imported' });
    expect(entry).toMatchObject({
      annotatorId: curator.identity.annotatorId,
      after: { file: '文献 one.ris', added: 1 },
    });
    await upload(curator.headers, ris('One record'), 'again.ris').expect(200);
    expect(desk.store.records.count()).toBe(1);
  });

  test('shows what the columns of a table were taken for', async () => {
    const done = await upload(curator.headers, 'Title,Authors,Year\nA table record,"Ahn, S",2001\n', 't.csv').expect(
      200,
    );
    expect(done.text).toContain('Title → title');
  });

  test.each([
    ['nothing that is known', Buffer.from([0, 1, 2, 3, 255, 254]), 'x.bin', 422],
    ['a page of HTML', '<html><body>Sign in</body></html>', 'x.xml', 422],
    ['more than is taken', 'x'.repeat(10 * 1024 * 1024 + 1), 'x.ris', 413],
  ])('refuses %s in one sentence', async (_what, text, name, status) => {
    const before = desk.store.records.count();
    const refused = await upload(curator.headers, text, name);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain('There is a problem');
    expect(refused.text).not.toContain('/tmp');
    expect(desk.store.records.count()).toBe(before);
  });

  test('is for curators', async () => {
    await upload(reviewer.headers, ris('No'), 'no.ris').expect(403);
    await request(desk.app).get('/en/admin/duplicates').set(reviewer.headers).expect(403);
  });
});

describe('possible duplicates', () => {
  test('are shown side by side, decided with a reason, and undone', async () => {
    await upload(curator.headers, ris('Spontaneous regression of lumbar herniation', 'SP  - 1\n'), 'a.ris');
    const one = desk.store.records.count();
    await upload(curator.headers, ris('A quite different paper on ozone', 'SP  - 9\n'), 'b.ris');
    const pair = `/en/admin/duplicates/${one}/${one + 1}`;
    const page = await request(desk.app).get(pair).set(curator.headers).expect(200);
    expect(page.text).toContain('A quite different paper on ozone');
    const decide = (fields: Record<string, string>) =>
      request(desk.app).post(pair).set(curator.headers).type('form').send(fields);
    await decide({ verdict: 'same', why: '' }).expect(422);
    await decide({ verdict: 'same', why: 'One paper under two titles.' }).expect(303);
    expect(desk.store.records.headOf(one + 1)).toBe(one);
    const again = await decide({ verdict: 'same', why: 'Again.' });
    expect(again.status).toBe(409);
    await decide({ verdict: 'undone', why: 'They are two.' }).expect(303);
    expect(desk.store.records.headOf(one + 1)).toBe(one + 1);
    expect(desk.store.trail.entries({ kind: 'duplicate-decision' }).map(({ after }) => after)).toEqual([
      'same',
      'undone',
    ]);
    const list = await request(desk.app).get('/en/admin/duplicates').set(curator.headers).expect(200);
    expect(list.text).toContain('One paper under two titles.');
  });
});
