import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One way in which a disk fails. */
export interface DiskFault {
  call: 'pwrite64' | 'fsync';
  error: 'EIO' | 'ENOSPC';
  /** At one call only, or at it and every later one. */
  lasts: boolean;
}

/** strace is put beside this process, and taken away again: not every machine has it or allows it. */
const besideThis = ['-p', String(process.pid)];
export const canFailWrites =
  spawnSync('timeout', ['--signal=INT', '0.3', 'strace', '-qq', '-e', 'trace=none', ...besideThis]).status === 124;

/**
 * While this is asked, the nth call that this process's main thread makes to one file fails.
 *
 * @returns the answer, and how often a call was made to fail: 0 where there were fewer than n.
 */
export async function whileDiskFails<Answer>(
  file: string,
  { call, error, lasts }: DiskFault,
  n: number,
  ask: () => PromiseLike<Answer>,
): Promise<{ answer: Answer; failures: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-strace-'));
  const calls = join(folder, 'calls');
  const inject = `inject=${call}:error=${error}:when=${n}${lasts ? '+' : ''}`;
  const strace = spawn('strace', ['-o', calls, '-P', file, '-e', `trace=${call}`, '-e', inject, ...besideThis], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => strace.on('close', () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      strace.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes(' attached')) resolve();
      });
      void ended.then(() => reject(new Error(`strace: ${said}`)));
    });
    const answer = await ask();
    strace.kill('SIGINT');
    await ended;
    return { answer, failures: readFileSync(calls, 'utf8').split('(INJECTED)').length - 1 };
  } finally {
    strace.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
