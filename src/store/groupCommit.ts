import type { Database } from 'better-sqlite3';

interface Waiting {
  run(): void;
  settle(): void;
  fail(cause: unknown): void;
}

/**
 * Writes that arrive together are committed together: a synced commit takes milliseconds and takes them once for all.
 * Each work keeps its own savepoint, so that one that throws leaves the others untouched; a promise is settled only
 * after the commit that holds its work.
 */
export function createGroupCommit(database: Database) {
  let waiting: Waiting[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    try {
      database
        .transaction(() => {
          for (const each of batch) each.run();
        })
        .immediate();
    } catch (cause) {
      for (const each of batch) each.fail(cause);
      return;
    }
    for (const each of batch) each.settle();
  }

  /** Runs `work` in a transaction soon; resolves with its result once that is durable, rejects with what it threw. */
  return function write<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let done: () => void = () => undefined;
      const guarded = database.transaction(work);
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        run() {
          try {
            const result = guarded();
            done = () => resolve(result);
          } catch (cause) {
            done = () => reject(cause);
          }
        },
        settle: () => done(),
        fail: reject,
      });
    });
  };
}

export type GroupCommit = ReturnType<typeof createGroupCommit>;
