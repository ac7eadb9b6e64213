import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { libraryStore, testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const ingest = (file: string, store = openStore(':memory:')) =>
  ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });

const ris = (facts: Record<string, string>) =>
  `TY  - JOUR\n${Object.entries(facts)
    .map(([tag, value]) => `${tag}  - ${value}\n`)
    .join('')}ER  - \n`;
const study = {
  TI: 'Spontaneous regression of sequestrated lumbar disc herniation: a cohort of forty patients',
  AU: 'Reviewer, A',
  JO: 'Journal of Tests',
  PY: '2019',
  VL: '12',
  IS: '3',
  SP: '100',
  EP: '108',
};

describe('files of every kind', () => {
  test('are told by their content, not their name', async () => {
    const store = openStore(':memory:');
    expect(await ingest(write('export.xml', ris(study)), store)).toMatchObject({ added: 1 });
    expect(store.records.sources(1)[0]?.source).toBe('ris');
  });

  test('a withdrawn record is marked, a deleted one that was never here is no matter', async () => {
    const store = openStore(':memory:');
    await ingest(write('base.xml', pubmedXml([pubmedArticle('11'), pubmedArticle('12')])), store);
    const deletion =
      '<DeleteCitation><PMID Version="1">12</PMID><PMID Version="1">99</PMID></DeleteCitation></PubmedArticleSet>';
    expect(await ingest(write('update.xml', pubmedXml([], deletion)), store)).toMatchObject({ withdrawn: 1 });
    expect(store.records.count()).toBe(2);
    expect(store.catalogRows.state(store.records.findId('pmid:12') ?? 0)?.withdrawn).toBe(1);
  });

  test('a broken record is listed with its place and its text; its neighbours are kept', async () => {
    const store = openStore(':memory:');
    const broken = pubmedArticle('12').replace('</ArticleTitle>', '</ArticleTitel>');
    const file = write('broken.xml', pubmedXml([pubmedArticle('11'), broken, pubmedArticle('13')]));
    expect(await ingest(file, store)).toMatchObject({ added: 2, rejected: 1 });
  });
});

describe('the same publication from another source', () => {
  test('joins by what it says of itself, with the reason kept', async () => {
    const store = openStore(':memory:');
    await ingest(write('one.ris', ris(study)), store);
    const second = { ...study, TI: study.TI.toUpperCase(), AU: 'Reviewer, Ann', EP: '8', M3: '' };
    expect(await ingest(write('two.ris', ris(second)), store)).toMatchObject({ added: 0, joined: 1 });
    expect(store.records.sources(1).map(({ source }) => source)).toEqual(['ris', 'ris']);
    expect(store.records.events(1)[0]).toMatchObject({ what: 'joined', detail: expect.stringMatching(/^ris: ./) });
  });

  test('is joined by PubMed where the library knew no PMID', async () => {
    const store = libraryStore();
    const before = store.records.count();
    const recordId = store.records.ids().find((id) => store.records.get(id)?.key.startsWith('doi:')) ?? 0;
    const known = store.records.get(recordId)?.citation;
    const article = pubmedArticle('31999999', {
      title: known?.title ?? '',
      doi: known?.doi ?? '',
      abstract: 'It shrank.',
    });
    expect(await ingest(write('pubmed.xml', pubmedXml([article])), store)).toMatchObject({ added: 0, joined: 1 });
    expect(store.records.count()).toBe(before);
    expect(store.records.findId('pmid:31999999')).toBe(recordId);
    expect(store.records.get(recordId)?.summaries.length).toBe(2);
  });

  test('an erratum with the DOI of its article stays apart', async () => {
    const store = openStore(':memory:');
    await ingest(write('article.ris', ris({ ...study, DO: '10.1000/x1' })), store);
    const erratum = {
      ...study,
      TI: `Erratum to: ${study.TI}`,
      DO: '10.1000/x1',
      PY: '2021',
      VL: '14',
      SP: '7',
      EP: '7',
    };
    const counts = await ingest(write('erratum.ris', ris(erratum)), store);
    expect(counts).toMatchObject({ added: 1, joined: 0 });
  });
});
