import { spawn } from 'node:child_process';
import { dirname, extname, join } from 'node:path';

/**
 * Takes a backup in a process of its own, so that the server goes on answering meanwhile.
 *
 * @param running the script of the running process, beside which the backup command lies.
 * @throws {Error} what the command said, where it failed.
 */
export function backUpInProcess(running: string, words: readonly string[]): Promise<void> {
  const script = join(dirname(running), `backup${extname(running)}`);
  const child = spawn(process.execPath, [...process.execArgv, script, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim() || `It ended with ${code}.`))));
  });
}
