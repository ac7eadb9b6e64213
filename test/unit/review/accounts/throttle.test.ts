import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  accountLimit,
  addressKey,
  addressLimit,
  throttleWindow,
  waitUntil,
} from '../../../../src/review/accounts/throttle.ts';

const second = 1000;

describe('how long a try has to wait', () => {
  test('the first four failures cost nothing', () => {
    for (let count = 0; count <= 4; count++) expect(waitUntil(Array(count).fill(second), accountLimit)).toBe(0);
  });

  test('then twice as long after each', () => {
    const waits = [5, 6, 7, 8, 9].map((count) => waitUntil(Array(count).fill(0), accountLimit) / second);
    expect(waits).toEqual([2, 4, 8, 16, 32]);
  });

  test('ten within the window: until the oldest of them has left it', () => {
    const failures = Array.from({ length: 10 }, (_, index) => index * second);
    expect(waitUntil(failures, accountLimit)).toBe(throttleWindow);
    expect(waitUntil([...failures, 10 * second], accountLimit)).toBe(throttleWindow + second);
  });

  test('an address waits only at its limit', () => {
    expect(waitUntil(Array(59).fill(0), addressLimit)).toBe(0);
    expect(waitUntil(Array(60).fill(7), addressLimit)).toBe(throttleWindow + 7);
  });

  test('whoever tries whenever allowed never gets more than ten into any window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 120 }), (pauses) => {
        let now = 0;
        const tries: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const recent = tries.filter((at) => at > now - throttleWindow);
          if (waitUntil(recent, accountLimit) > now) continue;
          tries.push(now);
        }
        for (const start of tries) {
          const within = tries.filter((at) => at >= start && at < start + throttleWindow);
          if (within.length > accountLimit.most) return false;
        }
        return true;
      }),
    );
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  [undefined, 'unknown'],
])('the address %s is counted as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
