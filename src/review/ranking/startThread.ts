import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fromSource, modulesDir } from '../../paths.ts';
import type { ThreadSettings } from './messages.ts';

/** Starts a ranking thread, from the TypeScript source or from what was built of it. */
export function startThread(settings: ThreadSettings): Worker {
  const entry = fromSource ? 'fromSource.mjs' : 'rankingWorker.js';
  // Options of the main thread, such as a loader or a smaller heap, are not this thread's.
  return new Worker(join(modulesDir, 'review', 'ranking', entry), { workerData: settings, execArgv: [] });
}
