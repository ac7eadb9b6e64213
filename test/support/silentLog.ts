import type { WebLog } from '../../src/web/log.ts';

/** A log that keeps what it is told, for tests to look at. */
export function recordingLog(): WebLog & { errors: object[] } {
  const errors: object[] = [];
  return { errors, error: (facts) => errors.push(facts) };
}
