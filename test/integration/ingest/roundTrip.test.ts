import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportedRecords } from '../../../src/cli/exportedRecords.ts';
import { type ExportFormat, exportCitations, exportFormats } from '../../../src/exporting/exportCitations.ts';
import { exportSchema } from '../../../src/exporting/exportSchema.ts';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { libraryStore, testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-round-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ingest = (file: string, store: Store) =>
  ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });

function exported(store: Store, format: ExportFormat): string {
  const file = join(folder, `export.${format}`);
  writeFileSync(file, [...exportCitations(format, exportedRecords(store))].join(''));
  return file;
}

/** What tells the records of a database apart, in no order. */
const identities = (store: Store) =>
  store.records
    .ids()
    .map((id) => store.records.get(id)?.citation)
    .map((citation) => `${citation?.pmid ?? '-'} ${citation?.doi ?? '-'} ${citation?.title}`)
    .sort();

async function fixtures(): Promise<Store> {
  const store = openStore(':memory:');
  const file = join(folder, 'fixtures.xml');
  const articles = [
    pubmedArticle('11', {
      title: 'Effect of &lt;5&#xa0;mm fragments on <i>TNF</i>-α &amp; co.',
      doi: '10.1000/a(1)&lt;2>3',
    }),
    pubmedArticle('12', { title: '=SUM(A1) and other formulas', doi: '10.1000/b' }),
    pubmedArticle('13', { title: '[Resorption of {disc} hernias: "a study", 50% \\ more].' }),
    pubmedArticle('14', { title: '腰椎间盘突出重吸收', abstract: 'First line.\n\nTY  - JOUR\nER  - not the end' }),
    pubmedArticle('15', { title: 'Editorial' }),
    pubmedArticle('16', { title: 'Editorial' }),
    // An article and its erratum share a DOI.
    pubmedArticle('17', { title: 'Erratum', doi: '10.1000/b' }),
  ];
  writeFileSync(file, pubmedXml(articles));
  await ingest(file, store);
  return store;
}

describe.each<[string, () => Store | Promise<Store>]>([
  ['the shipped library', libraryStore],
  ['records with what formats stumble over', fixtures],
])('%s, exported and read in again', (_, make) => {
  let store: Store;
  beforeAll(async () => {
    store = await make();
  });

  test.each(exportFormats)('%s: into the same database nothing is new', async (format) => {
    const copy = join(folder, `copy-${format}-${Math.random()}.sqlite`);
    store.copyTo(copy);
    const again = openStore(copy);
    const before = identities(again);
    const counts = await ingest(exported(store, format), again);
    expect(counts).toMatchObject({ added: 0, updated: 0, held: 0, rejected: 0 });
    expect(counts.joined + counts.unchanged).toBe(before.length);
    expect(identities(again)).toEqual(before);
    // And a second time it is known word for word.
    expect(await ingest(exported(store, format), again)).toMatchObject({
      added: 0,
      joined: 0,
      unchanged: before.length,
    });
    again.close();
  });

  test.each(exportFormats)('%s: into an empty database all of it is there', async (format) => {
    const empty = openStore(':memory:');
    const counts = await ingest(exported(store, format), empty);
    expect(counts).toMatchObject({ rejected: 0 });
    expect(identities(empty)).toEqual(identities(store));
  });

  test('every line of the JSON Lines export has the documented shape', () => {
    const lines = [...exportCitations('jsonl', exportedRecords(store))];
    expect(lines).toHaveLength(store.records.count());
    for (const line of lines) expect(exportSchema.strict().safeParse(JSON.parse(line)).error).toBeUndefined();
  });
});

const sample = ['pubmed', 'xml', 'nlm_pubmedsample_2019_120.xml.gz'];
describeWithShared('a file of PubMed itself', [join(...sample)], () => {
  test('every line of its JSON Lines export has the documented shape, and comes back whole', async () => {
    const store = openStore(':memory:');
    const { added } = await ingest(sharedData(...sample), store);
    expect(added).toBeGreaterThan(100);
    const lines = [...exportCitations('jsonl', exportedRecords(store))];
    for (const line of lines) expect(exportSchema.strict().safeParse(JSON.parse(line)).error).toBeUndefined();
    const empty = openStore(':memory:');
    await ingest(exported(store, 'jsonl'), empty);
    const citations = (of: Store) => of.records.ids().map((id) => of.records.get(id)?.citation);
    expect(citations(empty)).toEqual(citations(store));
  });
});
