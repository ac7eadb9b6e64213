import type { Clock } from '../../../src/pubmed/eutils/clock.ts';

/** A clock on which sleeping takes no time: it jumps ahead and keeps what was slept. */
export interface FakeClock extends Clock {
  slept: number[];
}

/** Give-up timers run a thousand times faster than real time; `random` is always the same. */
export function fakeClock(random = 0.5): FakeClock {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    random: () => random,
    sleep(milliseconds) {
      slept.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
    after(milliseconds, callback) {
      const timer = setTimeout(callback, Math.max(150, milliseconds / 100));
      return () => clearTimeout(timer);
    },
  };
}
