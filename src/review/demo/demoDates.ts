const hour = 60 * 60_000;
const day = 24 * hour;
/** So long before now the made-up work begins. */
const daysAgo = 20;

export interface DemoDates {
  /** When the records come in, and when the people are invited. */
  loadedAt: string;
  /** The first vote; the others follow until `until`. */
  from: string;
  until: string;
}

/**
 * The days of a sample review: nothing is decided before the records are there, and nothing in days to come.
 *
 * @param now ISO instant.
 * @param newest when the newest records came in; null where there are none yet, and they are to come in in time.
 */
export function demoDates(now: string, newest: string | null): DemoDates {
  const planned = Date.parse(now) - daysAgo * day;
  const loadedAt = newest === null ? planned - hour : Date.parse(newest);
  const from = Math.min(Date.parse(now), Math.max(planned, loadedAt));
  return { loadedAt: iso(loadedAt), from: iso(from), until: now };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
