import type { Store } from '../store/openStore.ts';

/** Milliseconds for which one batch should keep everybody else from writing, while somebody does and while nobody does. */
const longestHold = { inCompany: 25, alone: 60 };

/**
 * Records of the first batch, of which nothing is known yet, and of the largest: what waits for longer is moved to the old
 * part of the heap, and garbage there lies long.
 */
const firstBatch = 10;
const largestBatch = 50;

/** Milliseconds of work after which an import lets everything else in its own process go first. */
const longestStretch = 20;

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
  let restedAt = now();

  async function pause(milliseconds: number): Promise<void> {
    await rest(milliseconds);
    restedAt = now();
  }

  function lookRound(): void {
    const changes = store.changesByOthers();
    if (changes !== seen) othersWroteAt = now();
    seen = changes;
  }

  return {
    /** How many records the next batch should have. */
    size: (): number => size,
    /** Waits for whatever else its process has to do, where it has worked for a while. */
    breathe: (): Promise<void> | undefined => (now() - restedAt >= longestStretch ? pause(0) : undefined),
    /** Runs the work of so many records in one transaction when it is the import's turn. */
    async take(records: number, work: () => void): Promise<void> {
      await pause(Math.max(0, freeUntil - now()));
      lookRound();
      let from = 0;
      store.transaction(() => {
        from = now();
        work();
      });
      const held = now() - from;
      const isAlone = now() - othersWroteAt >= inCompany;
      const hold = isAlone ? longestHold.alone : longestHold.inCompany;
      size = Math.max(1, Math.min(largestBatch, Math.round((records * hold) / Math.max(held, 1))));
      freeUntil = isAlone ? 0 : now() + held;
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
