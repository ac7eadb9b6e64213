/** Calendar months (UTC), or blocks of fifty records in the order of their time. */
export type PeriodKind = 'month' | 'block';

export const blockSize = 50;

export interface Period<T> {
  name: string;
  from: string;
  to: string;
  records: T[];
}

/** The records of each period, oldest first; periods without records are left out. */
export function periodsOf<T extends { recordId: string; at: string }>(
  records: readonly T[],
  kind: PeriodKind,
): Period<T>[] {
  const inTime = [...records].sort((a, b) => byTime(a.at, b.at) || byTime(a.recordId, b.recordId));
  const periods = new Map<string, T[]>();
  inTime.forEach((record, position) => {
    const name = kind === 'month' ? record.at.slice(0, 7) : blockName(position, inTime.length);
    const within = periods.get(name);
    if (within) within.push(record);
    else periods.set(name, [record]);
  });
  return [...periods].map(([name, within]) => ({
    name,
    from: within[0]?.at ?? '',
    to: within.at(-1)?.at ?? '',
    records: within,
  }));
}

function blockName(position: number, all: number): string {
  const first = Math.floor(position / blockSize) * blockSize;
  return `${first + 1}-${Math.min(all, first + blockSize)}`;
}

/** Order of ISO 8601 times in UTC, which is that of their text. */
export function byTime(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
