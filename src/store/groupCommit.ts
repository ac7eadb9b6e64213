import type { Database } from 'better-sqlite3';

interface Waiting {
  run(): void;
  settle(): void;
  fail(cause: unknown): void;
}

/**
 * Milliseconds between two tries while another process is writing. A try costs microseconds; the gaps that an import
 * leaves may be short.
 */
const retryAfter = 2;

/**
 * Writes that arrive together are committed together: a synced commit takes milliseconds and takes them once for all.
 * Each work keeps its own savepoint, so that one that throws leaves the others untouched; a promise is settled only
 * after the commit that holds its work.
 *
 * While another process writes, the tries are spread over time instead of being left to SQLite, which would wait with
 * the whole process: meanwhile everything else goes on.
 *
 * @param waits milliseconds: how long a work waits for other writers before it fails with SQLITE_BUSY, and how long
 *   everything else on this connection does.
 * @param together runs work whose changes of the search index are made at its end; unless said, it just runs it.
 */
export function createGroupCommit(
  database: Database,
  waits: { own: number; others: number },
  together: <Result>(work: () => Result) => Result = (work) => work(),
) {
  let waiting: Waiting[] = [];
  let waitingSince = 0;
  let isPlanned = false;

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(flush);
  }

  function flush(): void {
    const batch = waiting;
    if (!database.open) {
      end(batch, (each) => each.fail(new Error('The database was closed before this could be written.')));
      return;
    }
    try {
      database.pragma('busy_timeout = 0');
      database
        .transaction(() =>
          together(() => {
            for (const each of batch) each.run();
          }),
        )
        .immediate();
    } catch (cause) {
      if (isBusy(cause) && performance.now() - waitingSince < waits.own) {
        setTimeout(flush, retryAfter);
        return;
      }
      end(batch, (each) => each.fail(cause));
      return;
    } finally {
      database.pragma(`busy_timeout = ${waits.others}`);
    }
    end(batch, (each) => each.settle());
  }

  /** What came in while this batch was under way is the next one. */
  function end(batch: readonly Waiting[], tell: (each: Waiting) => void): void {
    waiting = waiting.slice(batch.length);
    isPlanned = false;
    for (const each of batch) tell(each);
    if (waiting.length > 0) {
      waitingSince = performance.now();
      plan();
    }
  }

  /** Runs `work` in a transaction soon; resolves with its result once that is durable, rejects with what it threw. */
  return function write<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let done: () => void = () => undefined;
      const guarded = database.transaction(() => together(work));
      if (waiting.length === 0) waitingSince = performance.now();
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
      plan();
    });
  };
}

export type GroupCommit = ReturnType<typeof createGroupCommit>;

function isBusy(cause: unknown): boolean {
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}
