import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rootDir } from '../../src/paths.ts';

export interface ScriptResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one of the project's commands as a person would, in a process of its own. */
export function runScript(
  name: string,
  words: string[] = [],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<ScriptResult> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(rootDir, 'scripts', `${name}.ts`), ...words], {
    cwd: rootDir,
    env: { ...process.env, RESORB_LOG: 'silent', ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
