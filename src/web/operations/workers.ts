import cluster from 'node:cluster';
import type { WebLog } from '../log.ts';

export interface Workers {
  /** Where the first of them answers. */
  listening: Promise<{ address: string; port: number }>;
  /** Lets every worker finish what it is at, then ends it. */
  stop(): Promise<void>;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A worker that has lived this long did not die of how it was started. */
const steadyMs = 60_000;

/** Starts processes that share one port, and replaces any that dies: at once first, then ever more slowly. */
export function startWorkers(count: number, log: WebLog): Workers {
  let stopping = false;
  let delay = firstDelayMs;

  const start = () => {
    const startedAt = performance.now();
    const worker = cluster.fork();
    worker.once('exit', (code, signal) => {
      if (stopping) return;
      log.error({ worker: worker.id, code, signal }, 'a worker died');
      delay = performance.now() - startedAt > steadyMs ? firstDelayMs : Math.min(2 * delay, longestDelayMs);
      setTimeout(() => {
        if (!stopping) start();
      }, delay);
    });
  };
  for (let started = 0; started < count; started += 1) start();

  return {
    listening: new Promise((resolve) => {
      cluster.once('listening', (_worker, { address, port }) => resolve({ address: address ?? '', port }));
    }),
    async stop() {
      stopping = true;
      const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(
        living.map(
          (worker) =>
            new Promise<void>((resolve) => {
              worker.once('exit', () => resolve());
              worker.process.kill('SIGTERM');
            }),
        ),
      );
    },
  };
}
