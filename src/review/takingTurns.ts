import { setImmediate } from 'node:timers/promises';

/** Values gone through before whoever else waits may go first. */
const atOnce = 25;

/** Goes through many values, such as all records, some at a time, so that requests are answered in between. */
export async function* takingTurns<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const [at, value] of values.entries()) {
    if (at % atOnce === 0) await setImmediate();
    yield value;
  }
}
