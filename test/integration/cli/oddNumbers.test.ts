import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wholeNumber, wholeNumbers } from '../../../src/cli/command.ts';
import { rootDir } from '../../../src/paths.ts';

interface Call {
  file: string;
  option: string;
  value: string;
  code: number;
  out: string;
  err: string;
}

describe('numbers that commands take', () => {
  test('NaN, -1, 1e999, x and nothing are wrong usage, told in one sentence, and nothing is done', () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(rootDir, 'test', 'support', 'oddOptions.ts')],
      { cwd: rootDir, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const calls = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Call);
    // Every command that takes a number was found: half of them at least are of the first folder.
    expect(new Set(calls.map(({ file }) => file)).size).toBeGreaterThan(15);
    expect(calls.filter(({ file }) => file === join('scripts', 'fitDesigns.ts')).length).toBeGreaterThan(0);
    expect(calls.filter(({ code, out }) => code !== 2 || out !== '')).toEqual([]);
    const sentence = /^error: (option|command-argument value) '.*' .*is invalid.* [^\n.]+\.\n(\(--help .*\)\n)?$/;
    expect(calls.filter(({ err }) => !sentence.test(err))).toEqual([]);
  });

  test.each(['', ' 7', '7 ', '+7', '7.0', '1e3', '0x10', '7n', '９', '9'.repeat(30)])(
    '"%s" is no whole number',
    (text) => {
      expect(() => wholeNumber(0)(text)).toThrow('A whole number from 0 is needed.');
    },
  );

  test('whole numbers have their bounds, and lists are read part by part', () => {
    expect([wholeNumber(0)('0'), wholeNumber(2, 65_535)('65535')]).toEqual([0, 65_535]);
    expect(() => wholeNumber(2, 65_535)('65536')).toThrow('A whole number from 2 to 65535 is needed.');
    expect(() => wholeNumber(2)('1')).toThrow('from 2');
    expect(wholeNumbers(1)('10, 20')).toEqual([10, 20]);
    expect(() => wholeNumbers(1)('10,,20')).toThrow('from 1');
  });
});
