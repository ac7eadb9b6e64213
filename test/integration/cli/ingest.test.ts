import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ingestPubmedFile } from '../../../src/ingest/ingestPubmedFile.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { runScript } from '../../support/runScript.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-ingest-'));
  db = join(folder, 'review.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const ingest = (...words: string[]) => runScript('ingest', ['--db', db, ...words]);

/** A database that holds this record already. */
async function seed(pmid: string): Promise<void> {
  const store = openStore(db);
  const file = write('seed.xml', pubmedXml([pubmedArticle(pmid)]));
  await ingestPubmedFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });
  store.close();
}

function pmids(): string[] {
  const database = openDatabase(db, { readonly: true });
  const found = database.prepare<[], string>('select pmid from record order by pmid').pluck().all();
  database.close();
  return found;
}

describe('ingesting files of PubMed XML', () => {
  test('stores each article once, tagged; a second run changes nothing and says so', async () => {
    const abstract = 'Macrophages infiltrated the herniated lumbar disc tissue and phagocytosed the fragments.';
    const file = write('two.xml.gz', gzipSync(pubmedXml([pubmedArticle('11', { abstract }), pubmedArticle('12')])));
    expect(await ingest('--file', file)).toMatchObject({ code: 0, stdout: `${file}: 2 added\n` });
    expect(await ingest('--file', file)).toMatchObject({ code: 0, stdout: `${file}: nothing new (2 unchanged)\n` });
    const { stdout } = await ingest('--file', file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ source: file, added: 0, unchanged: 2, rejected: 0 });
    expect(pmids()).toEqual(['11', '12']);
    const store = openStore(db);
    const tags = store.catalogRows.tagsOf(store.records.findId('pmid:11') ?? 0);
    expect(tags.filter((tag) => tag.kind === 'mechanism').map((tag) => tag.value)).toContain('macrophage-infiltration');
    store.close();
  });

  // Every other fault is tried in faults.test.ts, without a process of its own.
  test('a file that cannot be read: one clear sentence, exit 1, the database as it was', async () => {
    await seed('11');
    const result = await ingest('--file', write('page.xml', '<!doctype html><html><body>502</body></html>'));
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toMatch(/page\.xml.*HTML/);
    expect(pmids()).toEqual(['11']);
  });

  test('an unknown option is wrong usage', async () => {
    const result = await ingest('--fil', 'x');
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/unknown option '--fil'/);
  });

  test('a database newer than the program is refused', async () => {
    const database = openDatabase(db);
    database.pragma('user_version = 999');
    database.close();
    const result = await ingest('--file', write('one.xml', pubmedXml([pubmedArticle('11')])));
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/newer version of this program/);
  });

  test('an E-utilities host that cannot be reached is named, and nothing is stored', async () => {
    const env = {
      RESORB_EUTILS_URL: 'http://127.0.0.1:9/',
      NCBI_EMAIL: 'reviewer@example.org',
      NCBI_API_KEY: 'secret-key',
    };
    const result = await runScript('ingest', ['--db', db], { env });
    expect(result.code).toBe(1);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toMatch(/127\.0\.0\.1:9/);
    expect(result.stderr).not.toContain('secret-key');
    expect(pmids()).toEqual([]);
  });
});
