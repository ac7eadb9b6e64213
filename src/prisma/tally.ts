import type { CountKey } from './boxes.ts';
import type { FlowLine } from './flow.ts';

/** Numbers of a flow while it is counted: for each key how many, which records, and in which parts. */
export class Tally {
  readonly #counts = new Map<CountKey, number>();
  readonly #records = new Map<CountKey, Set<string>>();
  readonly #parts = new Map<CountKey, Map<string, string[]>>();
  readonly #studies = new Map<CountKey, Set<string>>();

  /** Counts a record, `times` times where it stands for several identifications; not at all where that is 0. */
  add(key: CountKey, recordId: string, part: string | null = null, times = 1): void {
    if (times === 0) return;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times);
    entry(this.#records, key, () => new Set()).add(recordId);
    if (part === null) return;
    entry(
      entry(this.#parts, key, () => new Map<string, string[]>()),
      part,
      () => [],
    ).push(recordId);
  }

  /** Counts a study once, whatever its reports; the first of them stands for it. False if it was counted before. */
  addStudy(key: CountKey, recordId: string, study: string): boolean {
    const known = entry(this.#studies, key, () => new Set());
    if (known.has(study)) return false;
    known.add(study);
    this.add(key, recordId);
    return true;
  }

  /** Parts by size, the largest first. */
  line(key: CountKey): FlowLine {
    const parts = [...(this.#parts.get(key) ?? [])].map(([id, recordIds]) => ({
      id,
      count: recordIds.length,
      recordIds,
    }));
    return {
      count: this.#counts.get(key) ?? 0,
      recordIds: [...(this.#records.get(key) ?? [])],
      parts: parts.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    };
  }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}
