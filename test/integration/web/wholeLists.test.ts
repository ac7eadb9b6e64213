import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { openStore } from '../../../src/store/openStore.ts';
import { apiSchemas } from '../../../src/web/api/schemas.ts';
import { writeDownloads } from '../../../src/web/downloads/writeDownloads.ts';
import { fetchFile } from '../../support/fetchFile.ts';
import { libraryApp } from '../../support/librarySite.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { testSite } from '../../support/webApp.ts';

const { app, catalog, store } = libraryApp();
const folder = mkdtempSync(join(tmpdir(), 'resorb-lists-'));

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function objects(text: string): unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('whole lists of the API', () => {
  test('records of a search come one a line, each in the shape of a record', async () => {
    const { body } = await fetchFile(app, '/api/v1/records.jsonl?mechanism=inflammation');
    const records = objects(String(body));
    const { body: page } = await request(app).get('/api/v1/records?mechanism=inflammation&size=100').expect(200);
    expect(records).toHaveLength(page.total);
    for (const record of records) expect(apiSchemas.Record.safeParse(record).error?.issues ?? []).toEqual([]);
  });

  test('the table says of each record what its tags say', async () => {
    const { body } = await fetchFile(app, '/api/v1/records.csv?mechanism=inflammation&stance=supports');
    const rows: Record<string, string>[] = parse(String(body), { bom: true, columns: true });
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row['mechanism:inflammation']).toBe('supports');
  });

  test('evidence comes whole, as lines and as a row a sentence', async () => {
    const { body } = await fetchFile(app, '/api/v1/evidence.jsonl');
    const items = objects(String(body)).map((item) => apiSchemas.EvidenceItem.parse(item));
    expect(items).toHaveLength([...catalog.allEvidence()].length);
    const table = await fetchFile(app, '/api/v1/evidence.csv');
    const rows: Record<string, string>[] = parse(String(table.body), { bom: true, columns: true });
    expect(rows.map(({ id, sentence }) => [id, sentence])).toEqual(
      items.flatMap(({ id, sentences }) => sentences.map(({ text }) => [id, text])),
    );
  });

  test('an unchanged list is not sent again', async () => {
    const first = await fetchFile(app, '/api/v1/evidence.csv');
    await request(app).get('/api/v1/evidence.csv').set('If-None-Match', String(first.headers.etag)).expect(304);
  });
});

describe('the whole catalog as files', () => {
  test('is complete, and its checksums are those of the files', async () => {
    const set = await writeDownloads(testSite(), catalog, folder, testInstant);
    // A database in memory has no file to copy.
    expect(set.files.map(({ name }) => name)).toEqual([
      'records.jsonl.gz',
      'records.csv.gz',
      'evidence.jsonl.gz',
      'evidence.csv.gz',
    ]);
    for (const { bytes, name, sha256 } of set.files) {
      const content = readFileSync(join(folder, name));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
    const lines = gunzipSync(readFileSync(join(folder, 'records.jsonl.gz')))
      .toString('utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(set.records);
  });

  test('the database holds what is public, and nothing of accounts, sessions and votes', async () => {
    const file = join(folder, 'source.sqlite');
    store.copyTo(file);
    const source = openStore(file);
    const accountId = source.accounts.add({
      name: 'Reviewer A',
      nameKey: 'reviewer a',
      role: 'administrator',
      passwordHash: 'not-for-others',
      at: testInstant,
    });
    source.secondFactors.begin(accountId, 'plain:key-not-for-others', testInstant);
    source.secondFactors.replaceRecoveryCodes(accountId, ['code-not-for-others']);
    const ticket = { tokenHash: 'ticket-not-for-others', accountId, expiresAt: testInstant };
    source.sessions.addTicket(ticket, testInstant);
    const target = join(folder, 'public.sqlite');
    expect(await source.copyPublic(target)).toBe(true);
    source.close();
    const copy = openStore(target);
    expect(copy.records.count()).toBe(store.records.count());
    expect(copy.evidenceRows.list({ values: null, stances: null, recordId: null }, 0, 1_000)).toEqual(
      store.evidenceRows.list({ values: null, stances: null, recordId: null }, 0, 1_000),
    );
    expect(copy.accounts.list()).toEqual([]);
    // The copy is searched like any other database once it was opened.
    expect(copy.searchIndex.match('macrophag', 'stems').length).toBeGreaterThan(0);
    copy.close();
    const bytes = readFileSync(target);
    expect(['not-for-others', 'Reviewer A'].filter((secret) => bytes.includes(secret))).toEqual([]);
  });

  test('has a page that says when it is not ready, and lists what there is', async () => {
    await request(app).get('/en/downloads').expect(200).expect('Refresh', '3');
    await request(app).get('/downloads/passwords.txt').expect(404);
  });
});
