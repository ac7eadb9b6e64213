import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-bootstrap-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the program that has its bootstrap only, and an npm that does nothing but say that it was asked. */
function newCopy(name: string): string {
  const copy = join(folder, name);
  mkdirSync(join(copy, 'scripts'), { recursive: true });
  copyFileSync(join(rootDir, 'scripts', 'bootstrap.mjs'), join(copy, 'scripts', 'bootstrap.mjs'));
  writeFileSync(join(copy, 'package-lock.json'), '{}');
  mkdirSync(join(copy, 'bin'));
  writeFileSync(join(copy, 'bin', 'npm'), '#!/bin/sh\ntouch asked\n', { mode: 0o755 });
  return copy;
}

function bootstrap(copy: string) {
  const { status, stderr } = spawnSync(process.execPath, [join(copy, 'scripts', 'bootstrap.mjs')], {
    env: { PATH: [join(copy, 'bin'), process.env.PATH].join(delimiter) },
    encoding: 'utf8',
  });
  return { status, stderr, isNpmAsked: existsSync(join(copy, 'asked')) };
}

describe('installing the packages', () => {
  test('asks npm where none are there', () => {
    const { status, stderr, isNpmAsked } = bootstrap(newCopy('bare'));
    expect(isNpmAsked).toBe(true);
    expect(status).toBe(1);
    expect(stderr).toContain('npm could not install the packages');
  });

  test('asks nothing of npm where node_modules is a link, since it would empty the folder that others use', () => {
    const copy = newCopy('linked');
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    writeFileSync(join(shared, 'kept.js'), '');
    symlinkSync(shared, join(copy, 'node_modules'), 'dir');
    expect(bootstrap(copy)).toEqual({
      status: 1,
      stderr:
        'node_modules is a link, and npm would empty the folder it leads to: take the link away, or install there.\n',
      isNpmAsked: false,
    });
    expect(existsSync(join(shared, 'kept.js'))).toBe(true);
  });
});
