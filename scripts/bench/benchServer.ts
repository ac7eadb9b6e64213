import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rootDir } from '../../src/paths.ts';
import { liveMemoryAsked } from './liveMemory.ts';

/** The serve command at work in a process of its own. */
export interface BenchServer {
  url: string;
  pid: number;
  /** Megabytes of live objects and buffers, garbage collected; what SQLite holds is not among them. */
  liveMegabytes(): Promise<number>;
  /** Tells it to end and waits until it has. */
  stop(): Promise<void>;
}

const standardError = 2;

/** Serves a database on a free port; faults it logs are shown, requests are not logged. */
export async function startBenchServer(db: string, options: readonly string[] = []): Promise<BenchServer> {
  const measured = ['--expose-gc', '--import', 'tsx', '--import', join(rootDir, 'scripts', 'bench', 'liveMemory.ts')];
  const words = [...measured, join(rootDir, 'scripts', 'serve.ts'), '--db', db, '--port', '0', ...options];
  const child = spawn(process.execPath, words, {
    cwd: rootDir,
    env: { ...process.env, RESORB_LOG: 'error' },
    stdio: ['ignore', standardError, 'pipe', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = / is served at (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`The server did not start: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    liveMegabytes() {
      const told = new Promise<number>((resolve, reject) => {
        child.once('message', (message: { megabytes: number }) => resolve(message.megabytes));
        void ended.then(() => reject(new Error('The server ended before it told what it holds.')));
      });
      child.send(liveMemoryAsked);
      return told;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
