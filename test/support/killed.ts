import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { rootDir } from '../../src/paths.ts';
import { openStore } from '../../src/store/openStore.ts';

/** Bytes of the write-ahead log after which a run is killed at the latest: some batches of small records. */
const mostBytes = 3_000_000;
const mostMilliseconds = 300;

/**
 * Runs the ingest command and kills it (kill -9) at a random moment: a while after it has written a random number
 * of bytes, so that runs get equally far on a busy machine.
 *
 * @param program what Node is given to run it
 * @returns 1 if it was still at work, 0 if it had come to its end.
 */
export function killedIngest(
  program: readonly string[],
  db: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, [...program, '--db', db, ...words], {
    cwd: rootDir,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const bytes = Math.random() * mostBytes;
  const watch = setInterval(() => {
    if ((statSync(`${db}-wal`, { throwIfNoEntry: false })?.size ?? 0) <= bytes) return;
    clearInterval(watch);
    setTimeout(() => child.kill('SIGKILL'), Math.random() * mostMilliseconds);
  }, 2);
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      // One that fails by itself would leave nothing to kill.
      if (code) reject(new Error(`The ingestion ended with code ${code}.`));
      else resolve(signal === 'SIGKILL' ? 1 : 0);
    });
  });
}

/** Whether a database is whole, and how much stands in it. */
export function inspectDatabase(db: string) {
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
    pmids: database.prepare('select pmid from record order by pmid').pluck().all() as string[],
  };
  database.close();
  return found;
}
