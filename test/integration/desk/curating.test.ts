import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { expandedSearch } from '../../../src/protocol/protocol.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';

const desk = deskApp({ store: openStore(':memory:') });
const curator = signedIn(desk.store, 'curator', { name: 'Curator' });
const reviewer = signedIn(desk.store, 'reviewer', { name: 'Reviewer A' });
const ris = (title: string, extra = '') => `TY  - JOUR\nTI  - ${title}\nAU  - Ahn, S\nPY  - 2000\n${extra}ER  - \n`;

const send = (headers: Record<string, string>, text: string | Buffer, name: string) =>
  request(desk.app).post('/en/admin/imports').set(headers).attach('file', Buffer.from(text), name);

/** Sends a file and gives the address of the page that shows it. */
async function sent(text: string | Buffer, name: string): Promise<string> {
  const { headers } = await send(curator.headers, text, name).expect(303);
  return String(headers.location);
}

/** Sends a file and imports it as it was read. */
async function upload(text: string | Buffer, name: string) {
  const done = await confirm(await sent(text, name)).expect(303);
  return request(desk.app).get(String(done.headers.location)).set(curator.headers).expect(200);
}

const look = (address: string) => request(desk.app).get(address).set(curator.headers);
const confirm = (address: string, fields: Record<string, string> = {}) =>
  request(desk.app).post(address).set(curator.headers).type('form').send(fields);

describe('importing through the web', () => {
  test('shows what a file would do, and does nothing until told to', async () => {
    const before = desk.store.records.count();
    const address = await sent(`${ris('A record to look at')}TY  - JOUR\nER  - \n`, 'look.ris');
    const page = await look(address).expect(200);
    expect(page.text).toContain('Before it is imported: look.ris');
    expect(page.text).toContain('Read as RIS.');
    expect(page.text).toMatch(/new records<\/dt><dd class="num">1</);
    expect(page.text).toMatch(/cannot be read<\/dt><dd class="num">1</);
    expect(page.text).toContain('has no title, no abstract and no identifier');
    expect(desk.store.records.count()).toBe(before);
    expect(desk.store.runs.list()).toEqual([]);
    expect(desk.store.trail.entries({ kind: 'imported' })).toEqual([]);

    await request(desk.app).post(`${address}/discard`).set(curator.headers).expect(303);
    await look(address).expect(404);
    await confirm(address).expect(404);
    expect(desk.store.records.count()).toBe(before);
  });

  test('takes a file, says what became of it and writes down who brought it', async () => {
    const done = await upload(ris('One record'), '文献 one.ris');
    expect(done.text).toContain('Imported: 1 new, 0 joined');
    expect(done.text).toContain('文献 one.ris');
    expect(desk.store.records.count()).toBe(1);
    const [entry] = desk.store.trail.entries({ kind: 'imported' });
    expect(entry).toMatchObject({
      annotatorId: curator.identity.annotatorId,
      after: { file: '文献 one.ris', added: 1 },
    });
    const again = await look(await sent(ris('One record'), 'again.ris')).expect(200);
    expect(again.text).toMatch(/already here, unchanged<\/dt><dd class="num">1</);
    await upload(ris('One record'), 'again.ris');
    expect(desk.store.records.count()).toBe(1);
  });

  test('an upload is of whoever sent it', async () => {
    const address = await sent(ris('Somebody’s record'), 'own.ris');
    const other = signedIn(desk.store, 'curator', { name: 'Curator B' });
    for (const path of [address, `${address}/discard`])
      await request(desk.app).post(path).set(other.headers).type('form').send({}).expect(404);
    await request(desk.app).get(address).set(other.headers).expect(404);
    await look(address).expect(200);
  });

  test('shows what the columns of a table were taken for, and takes a correction', async () => {
    const table = 'Title,Writers,Year,Remarks\nA table record,"Ahn, S",2001,see below\n';
    const address = await sent(table, 't.csv');
    const page = load((await look(address).expect(200)).text);
    const taken = (html: typeof page) =>
      html('select option[selected]')
        .toArray()
        .map((one) => html(one).attr('value'));
    expect(taken(page)).toEqual(['title', '', 'year', '']);
    expect(page('.column-table').text()).toContain('see below');

    const corrected = load((await look(`${address}?c0=title&c1=authors&c2=year&c3=`).expect(200)).text);
    expect(taken(corrected)).toEqual(['title', 'authors', 'year', '']);
    expect(corrected('.read-records').text()).toContain('Ahn');
    expect(page('.read-records').text()).not.toContain('Ahn');

    await confirm(address, { c0: 'title', c1: 'authors', c2: 'year', c3: '' }).expect(303);
    const record = desk.store.records.get(desk.store.records.count());
    expect(record?.citation).toMatchObject({ title: 'A table record', authors: [{ lastName: 'Ahn' }] });
  });

  test('refuses columns that cannot be', async () => {
    const before = desk.store.records.count();
    const address = await sent('Title,Alt,Year\nA quite other record,Second,2001\n', 'u.csv');
    const twice = await confirm(address, { c0: 'title', c1: 'title', c2: 'year' }).expect(422);
    expect(twice.text).toContain('“Title” is chosen for “Title” and for “Alt”');
    const none = await confirm(address, { c0: '', c1: 'authors', c2: 'year' }).expect(422);
    expect(none.text).toContain('Say which column holds the title');
    expect(desk.store.records.count()).toBe(before);
    expect((await look(address).expect(200)).text).toContain('A quite other record');
  });

  test('a table whose columns have names of their own is read once a person says what they hold', async () => {
    const address = await sent(
      'Überschrift;Wer\nEin Bericht von der Rückbildung;Ahn S\nNoch einer davon;Kim B\n',
      'v.csv',
    );
    expect((await look(address).expect(200)).text).toContain('Say which column holds the title');
    await confirm(address, { c0: 'title', c1: 'authors' }).expect(303);
    expect(desk.store.records.get(desk.store.records.count())?.citation.title).toBe('Noch einer davon');
  });

  test.each([
    ['nothing that is known', Buffer.from([0, 1, 2, 3, 255, 254]), 'x.bin'],
    ['a page of HTML', '<html><body>Sign in</body></html>', 'x.xml'],
    ['an empty file', '', 'y.ris'],
  ])('says in one sentence why it cannot import %s', async (_what, text, name) => {
    const before = desk.store.records.count();
    const address = await sent(text, name);
    const page = await look(address).expect(200);
    expect(page.text).toContain('There is a problem');
    expect(page.text).toContain(name);
    expect(page.text).not.toContain('/tmp');
    const refused = await confirm(address).expect(422);
    expect(refused.text).not.toContain('/tmp');
    expect(desk.store.records.count()).toBe(before);
  });

  test('refuses more than it takes, and no file at all', async () => {
    const large = await send(curator.headers, 'x'.repeat(10 * 1024 * 1024 + 1), 'x.ris');
    expect(large.status).toBe(413);
    expect(large.text).toContain('There is a problem');
    await request(desk.app).post('/en/admin/imports').set(curator.headers).field('other', 'x').expect(422);
  });

  test.each(['TY  - JOUR\n', '<?xml version="1.0"?><PubmedArticleSet>'])(
    'refuses a packed file that holds more than it takes: %j',
    async (beginning) => {
      const bomb = gzipSync(Buffer.concat([Buffer.from(beginning), Buffer.alloc(65 * 1024 * 1024, ' ')]));
      const refused = await send(curator.headers, bomb, 'x.gz').expect(413);
      expect(refused.text).toContain('larger than 64 MB once it is unpacked');
    },
  );

  test.each([
    ['that breaks off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="file"'],
    ['that is none', 'multipart/form-data; boundary=x', 'TY  - JOUR'],
    ['without its boundary', 'multipart/form-data', '--x--'],
  ])('refuses a form %s in words', async (_name, type, body) => {
    const answer = await request(desk.app)
      .post('/en/admin/imports')
      .set({ ...curator.headers, 'Content-Type': type })
      .send(body);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('There is a problem');
  });

  test('says how the protocol’s search of PubMed is run, and what came of it', async () => {
    const page = await request(desk.app).get('/en/admin/imports').set(curator.headers).expect(200);
    expect(page.text).toContain('It has not run yet.');
    expect(page.text).toContain('npm run ingest -- --dry-run');
    const query = expandedSearch(desk.protocol.review.search.pubmed);
    const runId = desk.store.runs.start({ source: 'pubmed', query, programVersion: 'test', startedAt: deskInstant });
    desk.store.runs.finish(runId, 'complete', deskInstant);
    const later = await request(desk.app).get('/en/admin/imports').set(curator.headers).expect(200);
    expect(later.text).toContain('Last searched 2 Mar 2026: 0 found, 0 new');
    expect(later.text).toContain('npm run ingest -- --since last --dry-run');
  });

  test('is for curators', async () => {
    await send(reviewer.headers, ris('No'), 'no.ris').expect(403);
    await request(desk.app).get('/en/admin/duplicates').set(reviewer.headers).expect(403);
  });
});

describe('possible duplicates', () => {
  test('are shown side by side, decided with a reason, and undone', async () => {
    await upload(ris('Spontaneous regression of lumbar herniation', 'SP  - 1\n'), 'a.ris');
    const one = desk.store.records.count();
    await upload(ris('A quite different paper on ozone', 'SP  - 9\n'), 'b.ris');
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
