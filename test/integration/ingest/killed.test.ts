import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { rootDir } from '../../../src/paths.ts';
import { openStore } from '../../../src/store/openStore.ts';
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

test(`killed ${kills} times at random moments and started again, ingestion loses and doubles nothing`, async () => {
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
    interrupted += await killedIngestion(db, file, Math.random() * 1200);
    const after = inspect(db);
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
  const end = inspect(db);
  expect(end).toMatchObject({ integrity: 'ok', records: articles, citations: articles, indexed: articles, orphans: 0 });
}, 600_000);

/** Kills an ingestion some milliseconds after it first wrote; 1 if it was still at work. */
function killedIngestion(db: string, file: string, milliseconds: number): Promise<number> {
  const script = join(rootDir, 'scripts', 'ingest.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--db', db, '--file', file], {
    cwd: rootDir,
    stdio: 'ignore',
  });
  const watch = setInterval(() => {
    if ((statSync(`${db}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
    clearInterval(watch);
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
  }, 5);
  return new Promise((resolve) => {
    child.on('close', (_, signal) => {
      clearInterval(watch);
      resolve(signal === 'SIGKILL' ? 1 : 0);
    });
  });
}

function inspect(db: string) {
  // A round may be killed before it has made the file.
  openStore(db).close();
  const database = new BetterSqlite(db, { readonly: true });
  const one = (sql: string) => database.prepare(sql).pluck().get() as number;
  const found = {
    integrity: database.pragma('integrity_check', { simple: true }),
    records: one('select count(*) from record'),
    citations: one('select count(*) from citation'),
    indexed: one('select count(*) from record_fts_docsize'),
    orphans: one('select count(*) from citation where record_id not in (select record_id from record)'),
  };
  database.close();
  return found;
}
