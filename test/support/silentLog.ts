import type { WebLog } from '../../src/web/log.ts';

/** A log that keeps what it is told, for tests to look at. */
export function recordingLog(): WebLog & { errors: object[]; lines: object[] } {
  const errors: object[] = [];
  const lines: object[] = [];
  return { errors, lines, error: (facts) => errors.push(facts), info: (facts) => lines.push(facts) };
}
