import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { inspectDatabase, killedIngest } from '../../support/killed.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { silentTagger } from '../../support/silentTagger.ts';

/** The full count is a matter of minutes: `RESORB_KILLS=100 npx jest --selectProjects integration --testPathPatterns killed`. */
const kills = Number(process.env.RESORB_KILLS ?? 4);
const articles = 4_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  `killed ${kills} times at random moments and started again, ingestion loses and doubles nothing`,
  async () => {
    const file = join(folder, 'many.xml');
    const db = join(folder, 'review.sqlite');
    const pmids = Array.from({ length: articles }, (_, index) => String(100_000 + index));
    writeFileSync(
      file,
      pubmedXml(pmids.map((pmid) => pubmedArticle(pmid, { abstract: `Abstract ${pmid}. `.repeat(20) }))),
    );

    let stored = 0;
    let interrupted = 0;
    for (let round = 0; round < kills; round++) {
      interrupted += await killedIngest(db, ['--file', file], Math.random() * 1200);
      const after = inspectDatabase(db);
      // What a round stored stays; what it did not finish is not there in part.
      expect(after.records).toBeGreaterThanOrEqual(stored);
      expect(after).toMatchObject({ integrity: 'ok', citations: after.records, indexed: after.records, orphans: 0 });
      stored = after.records;
    }

    // A test in which every run came to its end would show nothing.
    expect(interrupted).toBeGreaterThan(kills / 2);
    const store = openStore(db);
    await ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });
    store.close();
    const end = inspectDatabase(db);
    expect(end).toMatchObject({
      integrity: 'ok',
      records: articles,
      citations: articles,
      indexed: articles,
      orphans: 0,
    });
  },
  120_000 + kills * 20_000,
);
