import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ingestFiles } from '../../../src/cli/ingestFiles.ts';
import type { FileReading, FileReport } from '../../../src/ingest/ingestFile.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-faults-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Content = string | Uint8Array;

/** What the command does with these files, in this process. */
async function ingest(contents: Record<string, Content>, reading: FileReading = {}) {
  const store = openStore(':memory:');
  const files = Object.entries(contents).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const reports: FileReport[] = [];
  const remarks: string[] = [];
  const options = { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' };
  const failures = await ingestFiles(files, options, reading, {
    result: (_, report) => reports.push(report),
    remark: (text) => remarks.push(text.replaceAll(`${folder}/`, '')),
  });
  const rejections = store.runs.list().flatMap((run) => store.runs.notes(run.searchRunId).rejections);
  return { store, reports, remarks, failures, rejections, titles: store.records.ids().map(titleIn(store)) };
}

const titleIn = (store: ReturnType<typeof openStore>) => (id: number) => store.records.get(id)?.citation.title;
const articles = (...pmids: string[]) => pubmedXml(pmids.map((pmid) => pubmedArticle(pmid)));
const ris = (title: string) => `TY  - JOUR\nTI  - ${title}\nPY  - 2020\nER  - \n`;
const deep = (depth: number) => `${'<i>'.repeat(depth)}deep${'</i>'.repeat(depth)}`;
const bomb = `<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<PubmedArticleSet>${pubmedArticle('11', { title: '&b;' })}</PubmedArticleSet>`;
const outside = `<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<PubmedArticleSet>${pubmedArticle('11', { title: '&x;' })}</PubmedArticleSet>`;

describe('a file that cannot be read: one sentence that names it and the reason', () => {
  test.each<[name: string, content: Content, reason: RegExp, kept: (string | undefined)[]]>([
    ['bomb.xml', bomb, /entit/i, []],
    ['outside.xml', outside, /entit/i, []],
    ['page.html', '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>', /HTML|web page/, []],
    ['empty.ris', '', /empty/, []],
    ['blank.txt', ' \n\n', /ends before any/, []],
    ['picture.ris', Uint8Array.from({ length: 4000 }, (_, at) => (at * 7) % 256), /binary|not XML/, []],
    ['words.txt', 'Just some text, and quite a lot of it.', /words\.txt/, []],
    ['table.csv', 'Who,When\nReviewer A,2019\nReviewer B,2020\n', /names no column for the title.*"Who", "When"/, []],
    ['cut.xml', articles('11', '12').slice(0, -300), /after record 1/, ['Study 11']],
    ['cut.xml.gz', gzipSync(articles('11', '12')).subarray(0, -20), /cut/, ['Study 11']],
    ['damaged.xml.gz', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), /gzip/, []],
    ['alien.xml', Buffer.from(articles('11').replace('UTF-8', 'x-klingon')), /encoding "x-klingon"/, []],
  ])('%s', async (name, content, reason, kept) => {
    const { failures, titles, reports } = await ingest({ [name]: content });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(name);
    expect(failures[0]).toMatch(reason);
    expect(failures[0]).not.toContain('\n');
    expect({ titles, reports }).toEqual({ titles: kept, reports: [] });
  });

  test('a compressed RIS file that breaks off keeps its whole records', async () => {
    const titles = Array.from({ length: 400 }, (_, at) => `A study of disc ${at * 7919} and of ${at * 104_729} more`);
    const packed = gzipSync(titles.map(ris).join(''));
    const { failures, titles: kept } = await ingest({ 'cut.ris.gz': packed.subarray(0, packed.length >> 1) });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/cut\.ris\.gz.*break off; the \d+ whole records before that are kept/);
    expect(kept.length).toBeGreaterThan(20);
    expect(kept).toEqual(titles.slice(0, kept.length));
  });
});

describe('a record that cannot be read: its neighbours are kept, and it is listed with place and reason', () => {
  test.each<[name: string, content: Content, reason: RegExp]>([
    ['deep.xml', articles('11', '12', '13').replace('Study 12', deep(10_000)), /deep|nest/i],
    ['entity.xml', articles('11', '12', '13').replace('Study 12', 'Study &unknown; 12'), /entity|&unknown;/],
    ['tag.xml', articles('11', '12', '13').replace('Study 12</ArticleTitle>', 'Study 12</ArticleTitel>'), /ArticleTit/],
    ['latin.xml', Buffer.from(articles('11', '12', '13').replace('Study 12', 'Étude 12'), 'latin1'), /not UTF-8/],
  ])('%s', async (name, content, reason) => {
    const { failures, titles, reports, rejections, remarks } = await ingest({ [name]: content });
    expect({ failures, titles }).toEqual({ failures: [], titles: ['Study 11', 'Study 13'] });
    expect(reports).toMatchObject([{ added: 2, rejected: 1 }]);
    expect(rejections).toMatchObject([{ position: 2, pmid: '12', reason: expect.stringMatching(reason) }]);
    expect(remarks.join('\n')).toMatch(new RegExp(`^${name}: 1 record rejected: record \\d+: .`));
  });
});

describe('what is doubtful is said', () => {
  test('a RIS record without end', async () => {
    const { reports, remarks, titles } = await ingest({ 'open.ris': `${ris('First')}TY  - JOUR\nTI  - Second\n` });
    expect(titles).toEqual(['First', 'Second']);
    expect(reports).toMatchObject([{ added: 2, warned: 1 }]);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^open\.ris: 1 warning: The record on line 5 has no end line \(ER\).*npm run runs -- show 1/,
      ),
    ]);
  });

  test('what the columns of a table were taken for; corrections count', async () => {
    const table = { 'table.csv': 'Name,Who,Year\nA study of discs,"Reviewer, A",2019\n' };
    expect((await ingest(table)).failures).toHaveLength(1);
    const { titles, remarks, store } = await ingest(table, { columns: { Name: 'title', Who: 'authors', Year: null } });
    expect(titles).toEqual(['A study of discs']);
    expect(store.records.get(1)?.citation.published.year).toBeNull();
    expect(remarks).toEqual([
      'table.csv: columns: Name = title, Who = authors, Year = passed over (--columns corrects them).',
    ]);
  });
});

describe('several files', () => {
  test('go on after one that fails; compressed ones of every format are unpacked', async () => {
    const { failures, titles, reports } = await ingest({
      'one.ris': ris('One'),
      'broken.csv': 'Who,When\nReviewer A,2019\nReviewer B,2020\n',
      'two.ris.gz': gzipSync(ris('Two')),
      'three.xml.gz': gzipSync(articles('11')),
    });
    expect(failures).toEqual([expect.stringMatching(/broken\.csv/)]);
    expect(titles).toEqual(['One', 'Two', 'Study 11']);
    expect(reports.map(({ format }) => format)).toEqual(['ris', 'ris', 'pubmed-xml']);
  });

  test('a format that is given is believed', async () => {
    const { failures } = await ingest({ 'one.ris': ris('One') }, { format: 'pubmed-xml' });
    expect(failures[0]).toMatch(/one\.ris/);
    expect((await ingest({ 'one.txt': ris('One') }, { format: 'ris' })).titles).toEqual(['One']);
  });
});
