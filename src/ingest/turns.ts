import type { Store } from '../store/openStore.ts';

/** Milliseconds for which one batch should keep everybody else from writing. */
const longestHold = 25;

/** Records of the first batch, of which nothing is known yet, and of the largest: more at once saves no time. */
const firstBatch = 10;
const largestBatch = 50;

/** Milliseconds after somebody else's last write for which an import goes on leaving gaps. */
const inCompany = 1_000;

/**
 * Lets an import and people write by turns. SQLite keeps no queue: who wants to write tries again and again, and comes
 * too late every time where the lock is taken again as soon as it is free. A batch is therefore as large as the time for
 * which it may hold the lock; while others write, the lock stays free for as long as it was held.
 *
 * @param time milliseconds, and how they are waited for
 */
export function createTurns(
  store: Pick<Store, 'changesByOthers' | 'transaction'>,
  { now, rest }: { now: () => number; rest: (milliseconds: number) => Promise<void> } = clockwork,
) {
  let size = firstBatch;
  let seen = store.changesByOthers();
  let othersWroteAt = Number.NEGATIVE_INFINITY;
  let freeUntil = 0;

  function lookRound(): void {
    const changes = store.changesByOthers();
    if (changes !== seen) othersWroteAt = now();
    seen = changes;
  }

  return {
    /** How many records the next batch should have. */
    size: (): number => size,
    /** Runs the work of so many records in one transaction when it is the import's turn. */
    async take(records: number, work: () => void): Promise<void> {
      await rest(Math.max(0, freeUntil - now()));
      lookRound();
      let from = 0;
      store.transaction(() => {
        from = now();
        work();
      });
      const held = now() - from;
      size = Math.max(1, Math.min(largestBatch, Math.round((records * longestHold) / Math.max(held, 1))));
      freeUntil = now() - othersWroteAt < inCompany ? now() + held : 0;
    },
  };
}

/** Even a rest of nothing lets everything else in the process go first. */
const clockwork = {
  now: () => performance.now(),
  rest: (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (milliseconds > 0) setTimeout(resolve, milliseconds);
      else setImmediate(resolve);
    }),
};
