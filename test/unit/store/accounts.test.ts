import { describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/store/database.ts';

describe('what the database itself refuses', () => {
  const database = openDatabase(':memory:');
  database.exec(`
    insert into annotator (annotator_id, kind, name) values (1, 'person', 'Reviewer A'), (2, 'person', 'Reviewer B');
    insert into annotator (annotator_id, kind, name, version) values (3, 'rules', 'general', '1');
    insert into account (account_id, name, name_key, role, annotator_id, created_at)
    values (1, 'Reviewer A', 'reviewer a', 'reviewer', 1, '2026-01-01T00:00:00.000Z');
    insert into second_factor (account_id, secret, created_at, last_step) values (1, 'plain:KEY', '', 7);
    insert into recovery_code (account_id, code_hash, used_at) values (1, 'used', ''), (1, 'open', null);`);

  test.each([
    ["update annotator set name = 'Reviewer C' where annotator_id = 1", /keeps the name/],
    ["update annotator set kind = 'rules' where annotator_id = 2", /keeps the name/],
    ['delete from annotator where annotator_id = 2', /never deleted/],
    ["update account set name = 'Reviewer C'", /keeps its name/],
    ['update account set annotator_id = 2', /keeps its name/],
    ['delete from account', /never deleted/],
    [
      "insert into account (name, name_key, role, annotator_id, created_at) values ('B', 'b', 'reader', 1, '')",
      /UNIQUE.*annotator_id/,
    ],
    [
      "insert into account (name, name_key, role, annotator_id, created_at) values ('B', 'reviewer a', 'reader', 2, '')",
      /UNIQUE.*name_key/,
    ],
    ["insert into account (name, name_key, role, annotator_id, created_at) values ('B', 'b', 'owner', 2, '')", /CHECK/],
    ["insert into invitation (token_hash, purpose, created_at, expires_at) values ('x', 'reset', '', '')", /CHECK/],
    [
      "insert into invitation (token_hash, purpose, role, created_at, expires_at) values ('x', 'first-administrator', 'reader', '', '')",
      /CHECK/,
    ],
    ['update second_factor set last_step = 7', /taken once/],
    ['update second_factor set last_step = 6', /taken once/],
    ["update second_factor set secret = 'plain:OTHER'", /set up anew/],
    ["update recovery_code set used_at = null where code_hash = 'used'", /works once/],
    ["insert into recovery_code (account_id, code_hash) values (9, 'nobody')", /FOREIGN KEY/],
  ])('%s', (sql, fault) => {
    expect(() => database.exec(sql)).toThrow(fault);
  });

  test('and what it allows: roles and other annotators change', () => {
    database.exec("update account set role = 'curator', disabled_at = '2026-01-02T00:00:00.000Z'");
    database.exec("update annotator set version = '2' where annotator_id = 3");
    expect(database.prepare('select role from account').pluck().get()).toBe('curator');
    database.exec("update recovery_code set used_at = '' where code_hash = 'open'");
    database.exec('update second_factor set last_step = 8');
    database.exec('delete from second_factor');
    expect(database.prepare('select count(*) from recovery_code').pluck().get()).toBe(0);
  });
});
