import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { deskApp } from '../../support/deskApp.ts';
import { canLimitFiles, whileDiskIsFull } from '../../support/fullDisk.ts';
import { signedIn } from '../../support/identity.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';

/** A full disk is made by prlimit, which not every machine has. */
const describeWithLimits = (name: string, tests: () => void): void =>
  canLimitFiles ? describe(name, tests) : describe.skip(`${name} (not run: there is no prlimit)`, tests);

let folder: string;
let copies: StoreCopies;
let desk: ReturnType<typeof deskApp>;
let headers: Record<string, string>;
const usualFolder = process.env.TMPDIR;
beforeAll(async () => {
  copies = await recordCopies(20);
  folder = mkdtempSync(join(tmpdir(), 'resorb-full-uploads-'));
  // Where uploads are kept, and the copies that a preview tries them on.
  process.env.TMPDIR = folder;
  desk = deskApp({ store: copies.store() });
  headers = signedIn(desk.store, 'curator').headers;
});
afterAll(() => {
  if (usualFolder === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usualFolder;
  copies.remove();
  rmSync(folder, { recursive: true, force: true });
});

const sent = () =>
  request(desk.app)
    .post('/en/admin/imports')
    .set(headers)
    .attach('file', Buffer.from('TY  - JOUR\nTI  - A record\nPY  - 2001\nER  - \n'), 'one.ris');
const look = (address: string) => request(desk.app).get(address).set(headers);
const confirm = (address: string) => request(desk.app).post(address).set(headers).type('form').send({});
const files = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('/'));

/** Sends while no file of this process can be written, and gives what is told apart. */
async function whileFull(send: () => request.Test) {
  const { status, headers, text } = await whileDiskIsFull(send);
  return { status, retry: headers['retry-after'], text };
}
const refusal = (words: string) => ({ status: 503, retry: '30', text: expect.stringContaining(words) });

describeWithLimits('a file of citations that comes in while the disk takes nothing', () => {
  test('is refused whole at each step, and taken when the same is sent again', async () => {
    const before = desk.store.records.count();
    expect(await whileFull(sent)).toEqual(refusal('Nothing was changed'));
    expect(files()).toEqual([]);

    const address = String((await sent().expect(303)).headers.location);
    const waiting = files();
    expect(await whileFull(() => look(address))).toEqual(refusal('Nothing was changed'));
    expect((await look(address).expect(200)).text).toContain('Read as RIS.');

    expect(await whileFull(() => confirm(address))).toEqual(refusal('The file is still here'));
    expect(files()).toEqual(waiting);
    expect(desk.store.records.count()).toBe(before);

    await confirm(address).expect(303);
    expect(desk.store.records.count()).toBe(before + 1);
    expect(files()).toEqual([]);
    await confirm(address).expect(404);
  });
});
