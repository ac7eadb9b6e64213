import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCitation, runLine, runText } from '../../../src/cli/runReport.ts';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { runScript } from '../../support/runScript.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
let db: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-runs-'));
  db = join(folder, 'review.sqlite');
  const file = join(folder, 'records.xml');
  const broken = pubmedArticle('12').replace('</ArticleTitle>', '</ArticleTitel>');
  writeFileSync(file, pubmedXml([pubmedArticle('11'), broken]));
  const store = openStore(db);
  await ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: '1.2.3' });
  const runId = store.runs.start({
    source: 'pubmed',
    query: 'disc AND resorption',
    since: '2025-12-01',
    programVersion: '1.2.3',
    startedAt: testInstant,
  });
  store.runs.saveSearch(runId, {
    queryTranslation: '"disc"[All Fields]',
    count: 12_000,
    difference: -1,
    slices: [{ low: 1, high: 9, count: 12_000, listed: 11_999 }],
  });
  store.runs.saveWarnings(runId, ['Phrase not found: nosuchword'], 3);
  store.runs.wantPmids(runId, ['21', '22']);
  store.runs.settlePmid(runId, '22', 'omitted');
  store.runs.noteUnasked(runId, '23');
  store.runs.finish(runId, 'complete', testInstant);
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a search is told with all that PRISMA-S asks for', () => {
  const store = openStore(db, { readonly: true });
  const run = store.runs.get(2);
  if (!run) throw new Error('There is no run 2.');
  const text = runText(run, store.runs.notes(2));
  store.close();
  for (const fact of [
    /^query +disc AND resorption$/m,
    /^only since +2025-12-01$/m,
    /^PubMed's translation +"disc"\[All Fields\]$/m,
    /^identified +12000$/m,
    /^searched in +1 ranges of PMIDs$/m,
    /^listed less counted +-1$/m,
    /^not given by PubMed +22$/m,
    /^given unasked +23$/m,
    /^warnings \(3, the first 1 of them\)\n {2}Phrase not found: nosuchword$/m,
    /^program +Resorb 1\.2\.3$/m,
  ])
    expect(text).toMatch(fact);
  expect(runCitation(run)).toBe(
    'PubMed (National Library of Medicine, via NCBI E-utilities), searched on 2026-01-02 with: disc AND resorption, limited to records added or changed from 2025-12-01 on; 12000 records identified.',
  );
  expect(runLine(run)).toMatch(/^ {3}2 {2}2026-01-02 03:04 {2}disc AND resorption: /);
});

test('the command shows a file with its rejected record, as text and as data', async () => {
  const [shown, data, absent] = await Promise.all([
    runScript('runs', ['show', '1', '--db', db]),
    runScript('runs', ['show', '1', '--json', '--db', db]),
    runScript('runs', ['show', '9', '--db', db]),
  ]);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/rejected records \(1\)\n {2}record 2, PMID 12: ./);
  expect(shown.stdout).toMatch(/records\.xml, imported on 2026-01-02: 1 added, 1 rejected\./);
  const { run, notes } = JSON.parse(data.stdout);
  expect(run).toMatchObject({ searchRunId: 1, added: 1, rejected: 1, status: 'complete' });
  expect(notes.rejections).toMatchObject([{ position: 2, pmid: '12', line: null }]);
  expect(absent).toMatchObject({ code: 1, stdout: '' });
  expect(absent.stderr).toMatch(/^There is no run 9; /);
});
