import type { ExactColumns, SearchColumns } from '../text/searchColumns.ts';

/** What the search index is to hold of a record from now on; nothing where `columns` is null. */
export interface IndexChange {
  recordId: number;
  columns: (SearchColumns & ExactColumns) | null;
  /** The index holds nothing of the record yet. */
  isNew: boolean;
}

/** So many changes wait at most: a batch of ingestion, some megabytes of text. */
const mostWaiting = 2_000;

/**
 * Keeps the changes of an index back until the end of the transaction that makes them, and then makes them in one go.
 * Between two changes FTS5 would otherwise write a segment of one record: every statement that fires a trigger sets a
 * savepoint, and at each savepoint FTS5 writes out what it has gathered. Merging those segments took most of the time of
 * ingestion.
 */
export function createIndexChanges(write: (batch: readonly IndexChange[]) => void) {
  let waiting: IndexChange[] = [];
  let depth = 0;

  function flush(): void {
    const batch = waiting;
    waiting = [];
    write(batch);
  }

  return {
    add(change: IndexChange): void {
      waiting.push(change);
      if (depth === 0 || waiting.length >= mostWaiting) flush();
    },
    /** Runs work inside a transaction or savepoint of its own; what it changed is forgotten when it throws. */
    together<Result>(work: () => Result): Result {
      const mark = waiting.length;
      depth += 1;
      try {
        const result = work();
        if (depth === 1) flush();
        return result;
      } catch (cause) {
        waiting.length = Math.min(waiting.length, mark);
        throw cause;
      } finally {
        depth -= 1;
      }
    },
  };
}
