import { describe, expect, test } from '@jest/globals';
import {
  isRole,
  mayAdjudicate,
  mayAdminister,
  mayCurate,
  mayScreen,
  roles,
  rolesFrom,
} from '../../../../src/review/accounts/roles.ts';

describe('roles', () => {
  test('each may do what those before it may', () => {
    const rights = roles.map((role) => [mayScreen, mayAdjudicate, mayCurate, mayAdminister].map((may) => may(role)));
    expect(rights).toEqual([
      [false, false, false, false],
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
      [true, true, true, true],
    ]);
  });

  test('from one on', () => {
    expect(rolesFrom('adjudicator')).toEqual(['adjudicator', 'curator', 'administrator']);
  });

  test.each(['root', '', 'Reader', undefined, ['reader']])('%j is none', (text) => {
    expect(isRole(text)).toBe(false);
  });
});
