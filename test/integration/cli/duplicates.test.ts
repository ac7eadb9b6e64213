import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sideBySide } from '../../../src/cli/sideBySide.ts';
import { compareRecords } from '../../../src/ingest/compareRecords.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { incoming } from '../../support/citations.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { runScript } from '../../support/runScript.ts';

let folder: string;
let db: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-decide-'));
  db = join(folder, 'review.sqlite');
  const store = openStore(db);
  const runId = store.runs.start({ source: 'file', fileName: 'a.ris', programVersion: 'test', startedAt: testInstant });
  const facts = { pmid: null, title: '腰椎间盘突出 Resorption: a study', volume: '12' };
  for (const pages of ['100-108', '103-112'])
    store.records.save(incoming({ ...facts, pages }, { source: 'ris', sourceId: pages }), () => null);
  store.duplicates.hold(2, { recordId: 1, reason: 'the pages differ' }, runId, testInstant);
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const duplicates = (...words: string[]) => runScript('duplicates', [...words, '--db', db]);

test('pairs are shown side by side, what differs is marked, and a decision is taken and taken back', async () => {
  const list = await duplicates('list');
  expect(list).toMatchObject({ code: 0, stderr: '' });
  expect(list.stdout).toMatch(/^1 of 1: the pages differ \(held by run 1\)$/m);
  expect(list.stdout).toMatch(/^\* pages +100-108 +103-112$/m);
  expect(list.stdout).toMatch(/^ {2}volume +12 +12$/m);

  const same = await duplicates('same', '2', '1', '--reason', 'the full text', '--by', 'Reviewer A');
  expect(same).toMatchObject({ code: 0, stdout: 'Records 2 and 1: same; both are read as record 1.\n' });
  const again = await duplicates('same', '1', '2');
  expect(again).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'It is already decided that records 1 and 2 are the same.\n',
  });
  const undone = await duplicates('undo', '1', '2', '--json');
  expect(JSON.parse(undone.stdout)).toEqual({ record: 1, other: 2, decision: 'undone' });
  const decided = JSON.parse((await duplicates('list', '--decided', '--json')).stdout);
  expect(decided).toMatchObject([
    { decision: 'same', reason: 'the full text', by: { kind: 'person', name: 'Reviewer A' } },
    { decision: 'undone' },
  ]);
});

test('without a subcommand the command says how it is used', async () => {
  const { code, stdout, stderr } = await duplicates();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/Commands:/);
});

test('columns stay in line whatever the script', () => {
  const store = openStore(db, { readonly: true });
  const compared = [1, 2].map((id) => {
    const record = store.records.get(id);
    if (!record) throw new Error(`There is no record ${id}.`);
    return { record, sources: store.records.sources(id) };
  });
  store.close();
  const [one, other] = compared as [(typeof compared)[number], (typeof compared)[number]];
  const text = sideBySide(['left', 'right'], compareRecords(one, other));
  const [top, title] = text.split('\n');
  // Six Chinese signs take the columns of twelve.
  expect(title?.lastIndexOf('腰')).toBe((top?.indexOf('right') ?? 0) - 6);
});
