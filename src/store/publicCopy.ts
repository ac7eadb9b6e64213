import { setImmediate as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { openDatabase } from './database.ts';

/**
 * The tables that anybody may have, each after those it refers to. What reviewers do at their desk (accounts, sessions,
 * drafts, votes, the trail) is named nowhere here, and so is every table that will ever be added.
 */
const publicTables = [
  'search_run',
  'taken_back',
  'search_run_pmid',
  'rejection',
  'record',
  'citation',
  'possible_duplicate',
  'summary',
  'annotator',
  'annotation',
  'evidence',
  'tag',
  'study_fact',
  'resorption_result',
  'screening_decision',
  'duplicate_decision',
  'citation_move',
  'record_event',
];

/** Where not every row is for everybody: people are named only where they said something that is public. */
const publicRows: Partial<Record<string, string>> = {
  annotator: `where kind <> 'person' or annotator_id in (
    select annotator_id from source.annotation union select annotator_id from source.study_fact
    union select annotator_id from source.resorption_result union select annotator_id from source.screening_decision
    union select annotator_id from source.duplicate_decision)`,
};

/** Records copied before others get their turn. */
const step = 200;

/**
 * Writes the public tables of a database into a new one. The work goes in steps of a few milliseconds, so that a server
 * answers meanwhile; what is committed meanwhile is not copied. Search indexes are left out: the program that opens the
 * copy for writing builds them.
 *
 * @returns false, with nothing written, for a database in memory: another connection has to read it.
 */
export async function copyPublic(source: Database, target: string): Promise<boolean> {
  if (source.memory) return false;
  const copy = openDatabase(target);
  try {
    copy.pragma('foreign_keys = off');
    copy.pragma('journal_mode = delete');
    copy.exec(`attach '${source.name.replaceAll("'", "''")}' as source`);
    // One transaction reads one state of the source to the end.
    copy.exec('begin');
    for (const table of publicTables) {
      if (table === 'citation') await copyCitations(copy);
      else copy.exec(`insert into main.${table} select * from source.${table} ${publicRows[table] ?? ''}`);
      await pause();
    }
    copy.exec('commit');
    copy.exec('detach source');
    return true;
  } finally {
    copy.close();
  }
}

/** Citations hold whole documents and are by far the largest table. */
async function copyCitations(copy: Database): Promise<void> {
  const last = copy.prepare<[], number | null>('select max(citation_id) from source.citation').pluck().get() ?? 0;
  for (let from = 0; from < last; from += step) {
    copy.exec(
      `insert into main.citation select * from source.citation where citation_id > ${from} and citation_id <= ${from + step}`,
    );
    await pause();
  }
}
