import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TagLesson, TagMaterial } from '../../learning/tags/teachTags.ts';
import { fromSource, modulesDir } from '../../paths.ts';

/** A lesson that is under way. */
export interface RunningLesson {
  /** Refused where the thread fails, or is ended before. */
  lesson: Promise<TagLesson>;
  end(): Promise<unknown>;
}

/** Learns in a thread of its own, from the TypeScript source or from what was built of it. */
export function learnInThread(material: TagMaterial): RunningLesson {
  const entry = fromSource ? 'fromSource.mjs' : 'tagThread.js';
  // Options of the main thread, such as a loader or a smaller heap, are not this thread's.
  const worker = new Worker(join(modulesDir, 'review', 'learnedTags', entry), { workerData: material, execArgv: [] });
  // Learning keeps no program alive that has nothing else to do.
  worker.unref();
  return {
    lesson: new Promise((settle, refuse) => {
      worker.once('message', settle);
      worker.once('error', refuse);
      worker.once('exit', (code) => refuse(new Error(`The thread that learns tags ended with code ${code}.`)));
    }),
    end: () => worker.terminate(),
  };
}
