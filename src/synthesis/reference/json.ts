import type { Estimable, Interval } from '../estimable.ts';

/** What a results file holds. */
export type Json = number | string | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A number as a results file writes it: an unbounded one by its name, since JSON has none. */
export function figure(value: number | null): Json {
  if (value === null || Number.isNaN(value)) return null;
  if (Number.isFinite(value)) return value;
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** A figure that may not be estimable: null then. */
export function figureOf<T>(result: Estimable<T>, pick: (value: T) => number | null): Json {
  return result.estimable ? figure(pick(result.value)) : null;
}

export function pair(interval: Interval): Json[] {
  return [figure(interval.lower), figure(interval.upper)];
}

/** An analysis, or `{error: reason}` where it is not estimable. */
export function analysis<T>(result: Estimable<T>, write: (value: T) => JsonObject): JsonObject {
  return result.estimable ? write(result.value) : { error: `not estimable: ${result.reason}` };
}
