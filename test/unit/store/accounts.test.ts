import { describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/store/database.ts';

describe('what the database itself refuses', () => {
  const database = openDatabase(':memory:');
  database.exec(`
    insert into annotator (annotator_id, kind, name) values (1, 'person', 'Reviewer A'), (2, 'person', 'Reviewer B');
    insert into annotator (annotator_id, kind, name, version) values (3, 'rules', 'general', '1');
    insert into account (account_id, name, name_key, role, annotator_id, created_at)
    values (1, 'Reviewer A', 'reviewer a', 'reviewer', 1, '2026-01-01T00:00:00.000Z');`);

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
  ])('%s', (sql, fault) => {
    expect(() => database.exec(sql)).toThrow(fault);
  });

  test('and what it allows: roles and other annotators change', () => {
    database.exec("update account set role = 'curator', disabled_at = '2026-01-02T00:00:00.000Z'");
    database.exec("update annotator set version = '2' where annotator_id = 3");
    expect(database.prepare('select role from account').pluck().get()).toBe('curator');
  });
});
