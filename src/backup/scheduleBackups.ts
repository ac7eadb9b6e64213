import { existsSync } from 'node:fs';
import { listBackups } from './backupFolder.ts';

export interface Schedule {
  folder: string;
  everyMs: number;
  /** Takes one backup. */
  run: () => Promise<void>;
  onFailure: (error: unknown) => void;
  /** Milliseconds since 1970; only read once, so that a clock that jumps moves no later backup. */
  now: () => number;
}

/**
 * Takes backups at regular times until stopped: the first as soon as the newest in the folder is older than the
 * interval. A backup that fails is reported and the next one is tried at its time.
 *
 * @returns a function that stops the schedule; a backup under way is not interrupted.
 */
export function scheduleBackups({ folder, everyMs, run, onFailure, now }: Schedule): () => void {
  let timer: NodeJS.Timeout;
  const wait = (milliseconds: number) => {
    timer = setTimeout(turn, milliseconds).unref();
  };
  const turn = () => {
    wait(everyMs);
    void run().catch(onFailure);
  };
  const newest = existsSync(folder) ? listBackups(folder)[0] : undefined;
  const age = newest ? now() - Date.parse(newest.takenAt) : everyMs;
  wait(Math.min(everyMs, Math.max(0, everyMs - age)));
  return () => clearTimeout(timer);
}
