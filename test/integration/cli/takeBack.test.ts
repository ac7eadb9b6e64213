import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { runScript } from '../../support/runScript.ts';
import { importInto, type Met, movingClock } from '../../support/takeBackCases.ts';

let folder: string;
let db: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-take-back-'));
  db = join(folder, 'review.sqlite');
  store = openStore(db);
  const clock = movingClock();
  const cites = (publication: number): Met => ({ publication, kind: 'cites', edition: 1, doi: 'own' });
  await importInto(store, { source: 'pubmed', met: [cites(1)] }, clock);
  await importInto(store, { source: 'ris', met: [cites(1), cites(2), cites(3)] }, clock);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const takeBack = (...words: string[]) => runScript('takeBack', [...words, '--db', db]);

test('without a run, the command says how it is used', async () => {
  const { code, stdout, stderr } = await takeBack();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/required option '--run <number>'/);
});

test('what a command takes back is gone at once from every answer of a server that runs', async () => {
  const { app } = deskApp({ store });
  const addresses = [
    ...['/en/records', '/en/records?q=enlargement', '/zh/records', '/en/runs', '/en/prisma', '/en/methods'],
    ...['/api/v1/records', '/api/v1/facets', '/api/v1/prisma', '/api/v1/runs'],
  ];
  const ask = (address: string, tag = '') =>
    request(app).get(address).set('Host', 'catalog.example').set('If-None-Match', tag);
  const tags = new Map<string, string>();
  for (const address of addresses) tags.set(address, (await ask(address).expect(200)).headers.etag ?? '');
  for (const [address, tag] of tags) await ask(address, tag).expect(304);
  const exported = () => request(app).get('/en/records.ris');
  expect((await exported().expect(200)).text.match(/^TY /gm)).toHaveLength(3);
  await ask('/en/records/3').expect(200);

  const dry = await takeBack('--run', '2', '--dry-run');
  expect(dry).toEqual({
    code: 0,
    stdout: 'Run 2 would be taken back; records removed: 2, lost a source and stay: 1, as they were before: 0.\n',
    stderr: '',
  });
  for (const [address, tag] of tags) await ask(address, tag).expect(304);

  const done = await takeBack('--run', '2', '--reason', 'the wrong file', '--json');
  expect({ ...done, stdout: JSON.parse(done.stdout) }).toMatchObject({
    code: 0,
    stderr: '',
    stdout: { runId: 2, removed: [2, 3], detached: [1], stayed: [], copy: `${db}.before-run-2-taken-back` },
  });
  for (const [address, tag] of tags) await ask(address, tag).expect(200);
  await ask('/en/records/3').expect(404);
  expect((await exported().expect(200)).text.match(/^TY /gm)).toHaveLength(1);
  expect((await ask('/api/v1/records')).body.total).toBe(1);
  expect((await ask('/api/v1/records?q=enlargement')).body.total).toBe(0);
  const runs = (await ask('/api/v1/runs')).body.runs;
  expect(runs).toMatchObject([
    { id: 2, added: 2, takenBackAt: expect.any(String) },
    { id: 1, takenBackAt: null },
  ]);
  expect((await ask('/api/v1/runs/2')).body).toMatchObject({ added: 2, stayed: 0 });
  for (const [locale, words] of [
    ['en', 'taken back'],
    ['zh', '已撤回'],
  ]) {
    const rows = load((await ask(`/${locale}/runs`)).text)('tbody tr');
    expect([
      rows
        .eq(0)
        .text()
        .includes(words ?? ''),
      rows
        .eq(1)
        .text()
        .includes(words ?? ''),
    ]).toEqual([true, false]);
    expect(load((await ask(`/${locale}/runs/2`)).text)('.run-facts').text()).toContain(
      locale === 'en' ? 'Taken back' : words,
    );
  }

  const again = await takeBack('--run', '2');
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(/^Run 2 was already taken back, at .*\.\n$/);
}, 60_000);
