import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  codeSecretAddress,
  newCodeSecret,
  readCode,
  stepOfCode,
} from '../../../../src/review/accounts/oneTimeCodes.ts';
import { codeAt } from '../../../support/authenticator.ts';

/** "12345678901234567890", the key of the samples in RFC 6238, appendix B. */
const sampleSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const second = 1000;

/** Appendix B of RFC 6238: 8 digits, of which an app of 6 digits shows the last. */
const samples: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

describe('codes of RFC 6238', () => {
  test.each(samples)('at %d s', (seconds, code) => {
    const at = seconds * second;
    expect(codeAt(sampleSecret, at, 8)).toBe(code);
    expect(stepOfCode(sampleSecret, code.slice(2), at, 0)).toBe(Math.floor(seconds / 30));
  });

  test('are those of any other implementation, for any key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 4_000_000_000 }), (seconds) => {
        const secret = newCodeSecret();
        const code = codeAt(secret, seconds * second);
        return stepOfCode(secret, code, seconds * second, 0) !== null;
      }),
      { numRuns: 200 },
    );
  });
});

describe('a code', () => {
  const shown = 1_111_111_110 * second;
  const step = shown / 30 / second;
  const code = codeAt(sampleSecret, shown);

  test('is taken while it is shown and for one step more, never before nor later', () => {
    const offsets = [-31, -1, 0, 29, 30, 59, 60, 90];
    const steps = offsets.map((offset) => stepOfCode(sampleSecret, code, shown + offset * second, 0));
    expect(steps).toEqual([null, null, step, step, step, step, null, null]);
  });

  test('is not taken again, nor one before it', () => {
    expect(stepOfCode(sampleSecret, code, shown, step - 1)).toBe(step);
    expect(stepOfCode(sampleSecret, code, shown, step)).toBeNull();
    const earlier = codeAt(sampleSecret, shown - 30 * second);
    expect(stepOfCode(sampleSecret, earlier, shown, step - 2)).toBe(step - 1);
    expect(stepOfCode(sampleSecret, earlier, shown, step)).toBeNull();
  });

  test('of another key is not taken', () => {
    expect(stepOfCode(newCodeSecret(), code, shown, 0)).toBeNull();
  });

  test.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123456\n', '123456'],
    ['１２３４５６', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['-12345', null],
    ['', null],
  ])('typed as %j is read as %j', (text, read) => expect(readCode(text)).toBe(read));
});

describe('a key', () => {
  test('has 160 bits, and no two are alike', () => {
    const keys = Array.from({ length: 100 }, newCodeSecret);
    for (const key of keys) expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(keys).size).toBe(100);
  });

  test('is taken over by an app from an address that names site and person', () => {
    const address = new URL(codeSecretAddress(sampleSecret, 'Evidence: a & b', '张三 A'));
    expect([address.protocol, address.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(address.pathname)).toBe('/Evidence: a & b:张三 A');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Evidence: a & b',
      secret: sampleSecret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
