import { describe, expect, test } from '@jest/globals';
import { hashRecoveryCode, newRecoveryCodes } from '../../../../src/review/accounts/recoveryCodes.ts';
import { createSecretSeal } from '../../../../src/review/accounts/secretSeal.ts';

const secret = 'a secret of the server, 32 signs long';

describe('a sealed text', () => {
  const { seal, open } = createSecretSeal(secret);

  test('is opened again by the same secret, also after a restart', () => {
    const sealed = seal('KEY', 'account:1');
    expect(sealed).not.toContain('KEY');
    expect(createSecretSeal(secret).open(sealed, 'account:1')).toBe('KEY');
    expect(seal('KEY', 'account:1')).not.toBe(sealed);
  });

  test('is not opened for another owner, by another secret, without one, or changed', () => {
    const sealed = seal('KEY', 'account:1');
    // The last sign of base64 may stand for no bit at all, so one in the middle is changed.
    const changed = `${sealed.slice(0, 30)}${sealed[30] === 'A' ? 'B' : 'A'}${sealed.slice(31)}`;
    expect(open(sealed, 'account:2')).toBeNull();
    expect(createSecretSeal(`${secret}!`).open(sealed, 'account:1')).toBeNull();
    expect(createSecretSeal(null).open(sealed, 'account:1')).toBeNull();
    expect([changed, sealed.slice(0, 30), 'aes-256-gcm:', '', 'KEY'].map((text) => open(text, 'account:1'))).toEqual(
      Array(5).fill(null),
    );
  });

  test('kept before there was a secret can still be read', () => {
    expect(open(createSecretSeal(null).seal('KEY', 'account:1'), 'account:1')).toBe('KEY');
  });
});

describe('recovery codes', () => {
  test('are ten of 120 bits, and no two are alike', () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$/);
    expect(new Set([...codes, ...newRecoveryCodes()]).size).toBe(20);
  });

  test('are the same however they are typed, and kept as a hash', () => {
    const hash = hashRecoveryCode('ABCD-EFGH-IJKL-MNOP-QRST-UVWX');
    expect(hash).toMatch(/^[\da-f]{64}$/);
    expect(hashRecoveryCode(' abcd efgh ijklmnop–qrst uvwx ')).toBe(hash);
    expect(hashRecoveryCode('ABCD-EFGH-IJKL-MNOP-QRST-UVWY')).not.toBe(hash);
  });
});
