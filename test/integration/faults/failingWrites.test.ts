import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { examineDatabase } from '../../../src/store/databaseCopy.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';

/** Faults are put into system calls with strace, which not every machine has or allows. */
const canInject =
  spawnSync('strace', ['-f', '-qq', '-e', 'inject=pwrite64:error=EIO:when=9999', '-o', '/dev/null', 'true']).status ===
  0;
const describeWithFaults = (name: string, tests: () => void): void =>
  canInject ? describe(name, tests) : describe.skip(`${name} (not run: strace cannot put faults in here)`, tests);

/** Numbers of the writes that fail; RESORB_FAULT_STEPS=40 for the figure in docs/reliability.md. */
const steps = Number(process.env.RESORB_FAULT_STEPS ?? 0);
const few: [call: string, fault: string, when: string][] = [
  ['pwrite64', 'ENOSPC', '3'],
  ['pwrite64', 'EIO', '7+'],
  ['fsync', 'EIO', '2'],
];
const every = Array.from({ length: steps }, (_, index) => index + 1).flatMap((n): typeof few => [
  ['pwrite64', 'ENOSPC', `${n}`],
  ['pwrite64', 'ENOSPC', `${n}+`],
  ['pwrite64', 'EIO', `${n}`],
  ['pwrite64', 'EIO', `${n}+`],
  ['fsync', 'EIO', `${n}`],
]);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-failing-'));
  file = join(folder, 'review.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const commits = 12;

function writeWithFault(call: string, fault: string, when: string): string[] {
  // Only what goes to the write-ahead log, which is where commits are made.
  const inject = ['-f', '-qq', '-o', join(folder, 'calls'), '-P', `${file}-wal`, '-e', `trace=${call}`];
  const words = ['--import', 'tsx', join(rootDir, 'test', 'support', 'faultWriter.ts'), file, String(commits)];
  const { stdout } = spawnSync(
    'strace',
    [...inject, '-e', `inject=${call}:error=${fault}:when=${when}`, process.execPath, ...words],
    { cwd: rootDir, encoding: 'utf8' },
  );
  return stdout.trim().split('\n');
}

describeWithFaults('when a write to the disk fails', () => {
  test.each(steps > 0 ? every : few)('%s with %s at number %s', (call, fault, when) => {
    openStore(file).close();
    const said = writeWithFault(call, fault, when);
    expect(said).toHaveLength(commits + 1);
    // The process is told, tells it, and goes on.
    expect(said.at(-1)).toBe('alive');
    expect(said.some((line) => /^SQLITE_(FULL|IOERR)/.test(line)) || Number.parseInt(when, 10) > commits).toBe(true);
    expect(said.filter((line) => line.startsWith('unnamed'))).toEqual([]);

    const { rows } = examineDatabase(file);
    expect(rows.search_run).toBe(rows.rejection);
    const database = openKept(file, {});
    const kept = database.prepare('select search_run_id from search_run').pluck().all() as number[];
    database.close();
    const acknowledged = said.flatMap((line) => (line.startsWith('kept ') ? [Number(line.slice(5))] : []));
    expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
  });
});
