import { spawnSync } from 'node:child_process';
import { runInThisContext } from 'node:vm';

/** A full disk is a limit on the size of files, set by prlimit, which not every machine has. */
export const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

/**
 * Lets the files of a process be written up to so many bytes. With 0 every write to a file fails, also one that would
 * not make it longer; "unlimited" lets them grow again.
 */
export function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}

/** While this is asked, no file of this process can be written. */
export async function whileDiskIsFull<Answer>(ask: () => PromiseLike<Answer>): Promise<Answer> {
  surviveTheLimit();
  limitFiles(process.pid, 0);
  try {
    return await ask();
  } finally {
    limitFiles(process.pid, 'unlimited');
  }
}

let isSurviving = false;

/**
 * Node ignores the signal that comes with the limit. A package of the test runner listens to it and ends the process
 * where nobody else does; a test's own `process` is a copy on which nobody is heard.
 */
function surviveTheLimit(): void {
  if (isSurviving) return;
  isSurviving = true;
  (runInThisContext('process') as NodeJS.Process).on('SIGXFSZ', () => {});
}
