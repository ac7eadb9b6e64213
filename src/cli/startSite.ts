import { spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { rootDir } from '../paths.ts';

/** The program serving in a process of its own. */
export interface StartedSite {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves a database on a free port of this machine, as `npm run serve` does, for commands that read the site.
 *
 * @param file the database; null for the usual one.
 * @param command the path of the calling command, beside which the server's lies: built or not.
 * @throws {Error} with what the server said, where it ends before it serves.
 */
export async function startSite(file: string | null, command: string): Promise<StartedSite> {
  const script = join(command, '..', `serve${extname(command)}`);
  const database = file === null ? [] : ['--db', file];
  const child = spawn(
    process.execPath,
    [...process.execArgv, script, '--port', '0', '--host', '127.0.0.1', ...database],
    { cwd: rootDir, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, RESORB_LOG: 'error' } },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = / is served at (http:\S+)/.exec(said) ?? [];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The server did not start: ${said.trim()}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
