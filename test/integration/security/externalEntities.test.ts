import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { pubmedArticle } from '../../support/pubmedXml.ts';

/** What a program opens is watched by strace, which not every machine has or allows. */
const canWatch = spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', 'true']).status === 0;
const describeWatched = (name: string, tests: () => void): void =>
  canWatch ? describe(name, tests) : describe.skip(`${name} (not run: strace cannot watch here)`, tests);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-entities-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const article = pubmedArticle('11', { title: 'Of &x; and more' });
const documents: Record<string, (secret: string) => string> = {
  'file.xml': (secret) => `[<!ENTITY x SYSTEM "file://${secret}">]`,
  'path.xml': (secret) => `[<!ENTITY x SYSTEM "${secret}">]`,
  'network.xml': () => '[<!ENTITY x SYSTEM "http://127.0.0.1:9/secret">]',
  'parameter.xml': (secret) => `[<!ENTITY % p SYSTEM "file://${secret}"> %p;]`,
  'outer.xml': (secret) => `SYSTEM "file://${secret}"`,
};

describeWatched('XML that names files and addresses', () => {
  test('makes the import open none of them and ask nobody', () => {
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'What stands elsewhere');
    const files = Object.entries(documents).map(([name, declared]) => {
      const file = join(folder, name);
      writeFileSync(
        file,
        `<?xml version="1.0"?><!DOCTYPE PubmedArticleSet ${declared(secret)}><PubmedArticleSet>${article}</PubmedArticleSet>`,
      );
      return file;
    });
    const calls = join(folder, 'calls');
    const script = join(rootDir, 'scripts', 'ingest.ts');
    const db = join(folder, 'review.sqlite');
    const ingest = [process.execPath, '--import', 'tsx', script, '--db', db, '--file', ...files];
    spawnSync('strace', ['-f', '-qq', '-s', '300', '-e', 'trace=openat,open,connect', '-o', calls, ...ingest], {
      cwd: rootDir,
    });
    const seen = readFileSync(calls, 'utf8');
    for (const file of files) expect(seen).toContain(file);
    expect(seen).not.toContain(secret);
    expect(seen.match(/connect\(.*AF_INET.*/g)).toBeNull();
    expect(readFileSync(db).includes('What stands elsewhere')).toBe(false);
  });
});
