import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../src/store/openStore.ts';
import { runScript } from '../../support/runScript.ts';

let folder: string;
let database: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-user-'));
  database = join(folder, 'review.sqlite');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const user = (...words: string[]) => runScript('user', ['--db', database, ...words]);

describe('people from the command line', () => {
  test('are added by a link, changed, disabled and enabled, and the trail says so', async () => {
    const added = await user('--url', 'https://evidence.example/', 'add', 'Reviewer A', '--role', 'reviewer');
    expect(added.stderr).toBe('');
    expect(added.stdout).toMatch(
      /^https:\/\/evidence\.example\/invitations\/[A-Za-z0-9_-]{43}\nIt works once, until \d{4}-.*\n$/,
    );
    expect((await user('role', 'reviewer a', 'adjudicator')).stdout).toBe('reviewer a is now adjudicator.\n');
    expect((await user('list')).stdout).toBe('Reviewer A: adjudicator, invited\n');
    expect((await user('disable', 'Reviewer A')).code).toBe(0);
    expect((await user('list')).stdout).toMatch(/^Reviewer A: adjudicator, disabled since 20.*, never seen\n$/);
    const refused = await user('reset', 'Reviewer A');
    expect(refused).toEqual({ code: 1, stdout: '', stderr: 'The account is disabled.\n' });
    expect((await user('enable', 'Reviewer A')).code).toBe(0);
    const { stdout } = await user('--json', 'reset', 'Reviewer A');
    expect(JSON.parse(stdout)).toMatchObject({ link: expect.stringContaining('http://127.0.0.1:3000/invitations/') });

    const store = openStore(database, { readonly: true });
    const entries = store.trail.entries().map(({ kind, subject, annotatorId }) => [kind, subject, annotatorId]);
    expect(entries).toEqual([
      ['account.created', 'account:1', null],
      ['account.invited', 'account:1', null],
      ['account.role', 'account:1', null],
      ['account.disabled', 'account:1', null],
      ['account.enabled', 'account:1', null],
      ['account.invited', 'account:1', null],
    ]);
    store.close();
  });

  test('lose their second factor by name, and the list shows who has one', async () => {
    const store = openStore(database);
    const { accountId } = store.accounts.list()[0] ?? { accountId: 0 };
    store.accounts.setPasswordHash(accountId, 'some hash');
    store.secondFactors.begin(accountId, 'plain:KEY', '2026-01-01T00:00:00.000Z');
    store.secondFactors.confirm(accountId, '2026-01-01T00:00:00.000Z');
    expect((await user('list')).stdout).toBe('Reviewer A: adjudicator, never seen, second factor\n');
    expect((await user('reset-second-factor', 'reviewer a')).stdout).toBe(
      'reviewer a signs in by the password alone, and is signed out everywhere.\n',
    );
    expect((await user('list')).stdout).toBe('Reviewer A: adjudicator, never seen\n');
    expect(store.trail.entries().at(-1)).toMatchObject({
      kind: 'account.second-factor-reset',
      subject: `account:${accountId}`,
      annotatorId: null,
    });
    store.close();
  });

  test.each([
    [['add', 'Reviewer A', '--role', 'reviewer'], 1, /^This name is taken/],
    [
      ['add', 'Reviewer B', '--role', 'owner'],
      2,
      /A role is one of reader, reviewer, adjudicator, curator, administrator/,
    ],
  ])('%j is refused in a sentence', async (words, code, sentence) => {
    const result = await user(...words);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
    expect(result.stderr).toMatch(sentence);
  });
});
