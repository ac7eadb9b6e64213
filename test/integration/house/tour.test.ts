import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { ingestPubmedFile } from '../../../src/ingest/ingestPubmedFile.ts';
import { createRuleTagger } from '../../../src/ingest/ruleTagger.ts';
import { rootDir, rulesDir } from '../../../src/paths.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { testInstant } from '../../support/libraryStore.ts';

const tour = readFileSync(join(rootDir, 'docs', 'tour.md'), 'utf8');

describe('docs/tour.md', () => {
  const stops = [...tour.matchAll(/\[`(\w+)`\]\(\.\.\/(src\/[\w/.]+)\)/g)].map(([, name = '', file = '']) => ({
    name,
    file,
  }));

  test.each(stops)('$name is exported by $file', ({ name, file }) => {
    expect(readFileSync(join(rootDir, file), 'utf8')).toMatch(
      new RegExp(`^export (async )?(function\\*?|const|class|interface|type) ${name}\\b`, 'm'),
    );
  });

  test('names tables, pages and documents that are there', () => {
    expect(stops.length).toBeGreaterThan(25);
    const schema = readFileSync(join(rootDir, 'db', 'schema.sql'), 'utf8');
    for (const table of ['search_run', 'record', 'citation', 'annotation', 'record_fts']) {
      expect(tour).toContain(`\`${table}\``);
      expect(schema).toMatch(new RegExp(`CREATE (VIRTUAL )?TABLE ${table}\\b`));
    }
    const documents = [...tour.matchAll(/\]\((\w+\.md)\)/g)].map(([, name = '']) => join(rootDir, 'docs', name));
    expect(documents.filter((file) => !existsSync(file))).toEqual([]);
    expect(existsSync(join(rootDir, 'views', 'pages', 'record.hbs'))).toBe(true);
  });
});

describe('the record of the tour', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'resorb-tour-'));
    const file = join(folder, 'sample.xml');
    writeFileSync(file, /```xml\n([\s\S]*?)```/.exec(tour)?.[1] ?? '');
    store = openStore(':memory:');
    const tagger = createRuleTagger(rulesDir);
    await ingestPubmedFile(file, { store, tagger, clock: () => testInstant, programVersion: 'test' });
  });
  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('arrives as it says', async () => {
    const { app } = deskApp({ store });
    const found = await request(app).get('/api/v1/records?q=vegf+resorption').expect(200);
    expect(found.body).toMatchObject({ total: 1 });
    const page = load((await request(app).get('/en/records/pmid:90000001').redirects(1).expect(200)).text);
    expect(page('h1').text()).toContain('Neovascularization and resorption of the herniated lumbar disc');
    expect(page('main i').text()).toContain('VEGF');
    expect(page('main [data-m="macrophage-infiltration"]').length).toBeGreaterThan(0);
  });
});
