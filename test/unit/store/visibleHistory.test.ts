import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { stages } from '../../../src/domain/review.ts';
import { migrationsDir } from '../../../src/paths.ts';
import { migrate, readMigrations } from '../../../src/store/migrate.ts';
import { visibleOfRecord } from '../../../src/store/trail.ts';

/** Reading more than what is shown takes time, and time can be measured (test/integration/desk/blindingTimes). */
test('what a reader may not see of a record is not come upon while the rest is looked for', () => {
  const database = new Database(':memory:');
  migrate(database, readMigrations(migrationsDir));
  const plan = database
    .prepare<unknown[], { detail: string }>(`explain query plan ${visibleOfRecord}`)
    .all({ recordId: 1, annotatorId: 1, ...Object.fromEntries(stages.map((_, at) => [`stage${at}`, null])) });
  expect(plan.map(({ detail }) => detail).filter((step) => /SEARCH|SCAN/.test(step))).toEqual([
    'SEARCH trail_entry USING INTEGER PRIMARY KEY (rowid=?)',
    'SEARCH trail_entry USING COVERING INDEX trail_entry_own (record_id=? AND annotator_id=?)',
    'SEARCH trail_entry USING COVERING INDEX trail_entry_record (record_id=? AND stage=?)',
    'SEARCH trail_entry USING INDEX trail_entry_telling_no_vote (record_id=?)',
  ]);
  database.close();
});
