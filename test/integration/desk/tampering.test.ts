import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { createDesk, unranked } from '../../../src/review/createDesk.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';
import { protocol } from '../../support/libraryStore.ts';
import { runScript } from '../../support/runScript.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';

let copies: StoreCopies;
let folder: string;
let file: string;
let sound: Store;
let byHand: Database;
beforeAll(async () => {
  copies = await recordCopies(8);
  folder = mkdtempSync(join(tmpdir(), 'resorb-tampering-'));
  file = join(folder, 'review.sqlite');
  const store = copies.store();
  await someDecisions(store);
  store.copyTo(file);
  sound = openStore(file);
  byHand = new BetterSqlite(file);
  // Whoever can write the file can take away what refuses.
  byHand.pragma('foreign_keys = off');
  byHand.pragma('ignore_check_constraints = on');
});
afterAll(() => {
  byHand.close();
  sound.close();
  copies.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function someDecisions(store: Store): Promise<void> {
  const desk = createDesk({ store, protocol, ranking: unranked });
  const [a, b, c] = ['reviewer', 'reviewer', 'adjudicator'].map(
    (role) => signedIn(store, role as 'reviewer').identity.annotatorId,
  );
  const act = { stage: 'title-abstract' as const, at: deskInstant, requestId: 'a-request' };
  const answer = { verdict: 'include', exclusionReason: null, note: '注' };
  const shown = { suggestions: [], ranking: null };
  for (const recordId of [1, 2, 3, 4]) {
    const vote = { ...act, recordId, version: 0, shown };
    await desk.vote({ ...vote, annotatorId: a ?? 0, answer, idempotencyKey: `a-${recordId}` });
    const verdict = recordId % 2 === 0 ? 'exclude' : 'include';
    await desk.vote({ ...vote, annotatorId: b ?? 0, answer: { ...answer, verdict }, idempotencyKey: `b-${recordId}` });
  }
  const conflictEntryId = store.reviewState.conflict(2, act.stage)?.trailEntryId ?? 0;
  const settle = { ...act, recordId: 2, annotatorId: c ?? 0, answer, reason: 'as it says', conflictEntryId };
  await desk.settle({ ...settle, idempotencyKey: 'c-2' });
}

/** Changes the file by hand, looks what the check says, and puts it back. */
function faultAfter(change: (database: Database) => void, kept?: string) {
  byHand.exec('drop trigger trail_entry_no_update; drop trigger trail_entry_no_delete');
  const rows = byHand.prepare('select * from trail_entry').all();
  try {
    change(byHand);
    return verifyTrail(sound, kept).fault;
  } finally {
    byHand.exec('delete from trail_entry');
    const names = Object.keys(rows[0] as object);
    const put = byHand.prepare(`insert into trail_entry values (${names.map((name) => `:${name}`).join(', ')})`);
    for (const row of rows) put.run(row);
    byHand.exec(triggers);
  }
}

const triggers = `
  create trigger trail_entry_no_update before update on trail_entry begin select raise(abort, 'never changed'); end;
  create trigger trail_entry_no_delete before delete on trail_entry begin select raise(abort, 'never shortened'); end`;

/** Every column of an entry, and what somebody might write there. */
const forged: Record<string, string[]> = {
  trail_entry_id: ['trail_entry_id + 100'],
  at: ["'2026-03-02T09:00:00.001Z'"],
  kind: ["'vote-withdrawn'"],
  annotator_id: ['annotator_id + 1', 'null'],
  subject: ["'account:1'"],
  record_id: ['record_id + 1', 'null'],
  stage: ["'full-text'", 'null'],
  before: ["'{}'", "'null'"],
  after: ["replace(after, 'clude', 'cluded')", "' ' || after", '\'{"version":9,\' || substr(after, 2)', "'{'", 'null'],
  reason: ["'another'", "''"],
  request_id: ["'another'", 'null'],
  idempotency_key: ["'another'", 'null'],
  previous_hash: ["replace(previous_hash, '0', '1')", "''"],
  hash: ["upper(hash) || 'x'", "replace(hash, '1', '2')"],
};
/** A vote in the middle of the trail; the last entry has nothing after it that would show. */
const places = { 'in the middle': 5, 'at the end': 13 };

describe('an entry changed by hand', () => {
  test('the trail as it was written holds', () => {
    expect(sound.trail.head().trailEntryId).toBe(13);
    expect(verifyTrail(sound)).toEqual({ entries: 13, head: sound.trail.head().hash, fault: null });
  });

  test('the table below tries every column there is', () => {
    const columns = byHand.prepare("select name from pragma_table_info('trail_entry')").pluck().all();
    expect(new Set(Object.keys(forged))).toEqual(new Set(columns));
  });

  const cases = Object.entries(forged).flatMap(([column, values]) =>
    values.flatMap((value) => Object.entries(places).map(([where, entry]) => ({ column, value, where, entry }))),
  );
  test.each(cases)('$column = $value $where shows', ({ column, value, entry }) => {
    const fault = faultAfter((database) => {
      const { changes } = database
        .prepare(`update trail_entry set ${column} = ${value} where trail_entry_id = ?`)
        .run(entry);
      expect(changes).toBe(1);
    });
    // A forged link shows at the entry that should follow, everything else at the entry itself.
    expect([entry, entry + 1, entry + 100]).toContain(fault?.trailEntryId);
    expect(fault?.message).toMatch(/^Entry \d+ /);
  });

  test('triggers refuse the same to whoever does not take them away', () => {
    for (const change of ["update trail_entry set reason = ''", 'delete from trail_entry'])
      expect(() => byHand.exec(change)).toThrow(/never/);
  });
});

describe('the chain', () => {
  const head = () => sound.trail.head().hash;
  test.each([
    ['the first entry taken out', 'delete from trail_entry where trail_entry_id = 1', 'Entry 1 is missing'],
    ['one taken out', 'delete from trail_entry where trail_entry_id = 6', 'Entry 6 is missing'],
    [
      'one taken out and the rest numbered anew',
      `delete from trail_entry where trail_entry_id = 6;
       update trail_entry set trail_entry_id = trail_entry_id - 1 where trail_entry_id > 6`,
      'Entry 6 does not follow',
    ],
    [
      'two changed about',
      `update trail_entry set trail_entry_id = 0 where trail_entry_id = 5;
       update trail_entry set trail_entry_id = 5 where trail_entry_id = 6;
       update trail_entry set trail_entry_id = 6 where trail_entry_id = 0`,
      'Entry 5 does not follow',
    ],
    [
      'one copied to the end',
      `insert into trail_entry select 14, at, kind, annotator_id, subject, record_id, stage, before, after, reason,
         request_id, 'once more', previous_hash, hash from trail_entry where trail_entry_id = 5`,
      'Entry 14 does not follow',
    ],
  ])('%s shows', (_name, change, message) => {
    expect(faultAfter((database) => database.exec(change))?.message).toContain(message);
  });

  test('an end cut off shows to whoever kept the head', () => {
    const cut = (database: Database) => database.exec('delete from trail_entry where trail_entry_id > 11');
    expect(faultAfter(cut)).toBeNull();
    expect(faultAfter(cut, head())?.message).toContain('cut off or made anew');
    expect(faultAfter(() => undefined, head())).toBeNull();
  });
});

describe('npm run audit:verify', () => {
  const verify = (...words: string[]) => runScript('auditVerify', ['--db', file, ...words]);

  test('says in one sentence that the trail holds, and knows an earlier head', async () => {
    const { hash } = sound.trail.head();
    expect(await verify('--head', hash)).toEqual({
      code: 0,
      stdout: `The trail holds: 13 entries, the last one sealed ${hash}.\n`,
      stderr: '',
    });
  });

  test('fails with one sentence where an entry or a vote was changed by hand', async () => {
    byHand.exec('drop trigger trail_entry_no_update');
    byHand.exec(`update vote set answer = replace(answer, 'include', 'exclude') where record_id = 1`);
    const vote = await verify();
    expect(vote).toMatchObject({ code: 1, stdout: '' });
    expect(vote.stderr).toMatch(/^What stands in the review does not follow from the trail;[^\n]+\.\n$/);

    byHand.exec("update trail_entry set at = '2026-03-03' where trail_entry_id = 3");
    expect(await verify()).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The trail does not hold: Entry 3 does not hold what was sealed.\n',
    });
  });
});
