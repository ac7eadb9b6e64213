import { type ChildProcess, spawn } from 'node:child_process';
import { rootDir } from '../../src/paths.ts';
import { fromSource } from './builtProgram.ts';

export interface ServedProcess {
  url: string;
  child: ChildProcess;
  /** Everything the log said so far. */
  log(): Record<string, unknown>[];
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Runs the serve command on a free port, as a service manager would, and waits until it says where.
 *
 * @param program what Node is given to run it; from its source unless said.
 */
export async function startServing(
  db: string,
  words: readonly string[] = [],
  env: Record<string, string> = {},
  program: readonly string[] = fromSource('serve'),
): Promise<ServedProcess> {
  const child = spawn(process.execPath, [...program, '--db', db, '--port', '0', ...words], {
    cwd: rootDir,
    env: { ...process.env, RESORB_LOG: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  let said = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = / is served at (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`It ended at once: ${said}`)));
  });
  return {
    url,
    child,
    log: () =>
      logged
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
