import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { rootDir } from '../../../src/paths.ts';
import type { Store } from '../../../src/store/openStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';

/** More than an import takes in before anybody is killed. */
const articles = 6_000;
/** Stands in each PMID for the round, so that a round's articles are made by one replacement. */
const roundMark = '@@@';

/** An import that is begun anew in each round, with articles that were never there before. */
export function createImports(file: string, program: readonly string[]) {
  const title = 'A course of herniated discs';
  const numbers = Array.from({ length: articles }, (_, index) => String(index).padStart(4, '0'));
  const template = pubmedXml(numbers.map((number) => pubmedArticle(`${roundMark}${number}`, { title })));
  return {
    begin(db: string, round: number): ChildProcess {
      writeFileSync(file, template.replaceAll(roundMark, String(100 + round)));
      return spawn(process.execPath, [...program, '--db', db, '--file', file], {
        cwd: rootDir,
        stdio: 'ignore',
      });
    },
  };
}

/** Whether the newest import has stored something and has not come to its end. */
export function isImportAtWork(looking: Store, round: number): boolean {
  const run = looking.runs.get(round + 2);
  return run?.status === 'running' && run.added > 0;
}

/** Each import stored as many records as it says, whole: a source, and a place in both search indexes. */
export function expectWholeImports(db: string): void {
  const database = new BetterSqlite(db, { readonly: true });
  const one = (sql: string) => database.prepare(sql).pluck().get() as number;
  const records = one('select count(*) from record');
  expect({
    said: one('select sum(added) from search_run'),
    citations: one('select count(*) from citation'),
    stems: one('select count(*) from record_fts_docsize'),
    exact: one('select count(*) from record_exact_docsize'),
  }).toEqual({ said: records, citations: records, stems: records, exact: records });
  database.close();
}
