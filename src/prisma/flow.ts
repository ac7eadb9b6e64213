import { type CountKey, countKeys, type Shown } from './boxes.ts';

/** A share of a count: the records of one source, of one reason, or of those still waiting. */
export interface FlowPart {
  /** Name of the source, id of the exclusion reason, or `waiting`. */
  id: string;
  count: number;
  recordIds: readonly string[];
}

/** The id of the part of a count that is not yet decided at the date. */
export const waiting = 'waiting';
/** The id of the part without a reason. */
export const noReason = 'none';

/** One number of the diagram. */
export interface FlowLine {
  count: number;
  /**
   * Each record once. As many as `count`, but for identifications and duplicates, which count a record found by two
   * sources twice, and for studies, which stand for the first of their reports.
   */
  recordIds: readonly string[];
  /** Where the count is made up of named parts; their counts add up to it, unless only the waiting part is named. */
  parts: readonly FlowPart[];
}

/** A PRISMA 2020 flow at a date. */
export interface Flow {
  /** The last moment whose facts are in it (ISO 8601, UTC; a date means its end); null for all there are. */
  asOf: string | null;
  lines: Readonly<Record<CountKey, FlowLine>>;
  shown: Shown;
  /** Reports sought beyond one a record, where records have several. */
  extraReports?: number;
}

export type FlowCounts = Readonly<Record<CountKey, number>>;

export function countsOf({ lines }: Pick<Flow, 'lines'>): FlowCounts {
  return forEachKey((key) => lines[key].count);
}

/** The same for every key. */
export function forEachKey<T>(value: (key: CountKey) => T): Record<CountKey, T> {
  return Object.fromEntries(countKeys.map((key) => [key, value(key)])) as Record<CountKey, T>;
}
