import type { Database } from 'better-sqlite3';

/** The keys of one person, as they were kept: by the name of what they do, empty where that has none. */
export interface StoredKeys {
  isOn: boolean;
  keys: Record<string, string>;
}

/** What each person wants of the keys of the desk. */
export function createDeskKeys(database: Database) {
  const find = database.prepare<[number], { isOn: number; keys: string }>(
    'select is_on as isOn, keys from desk_keys where annotator_id = ?',
  );
  const put = database.prepare<[number, number, string]>(
    `insert into desk_keys (annotator_id, is_on, keys) values (?, ?, ?)
     on conflict do update set is_on = excluded.is_on, keys = excluded.keys`,
  );
  return {
    /** Null for somebody who has never changed any. */
    get(annotatorId: number): StoredKeys | null {
      const row = find.get(annotatorId);
      return row ? { isOn: row.isOn === 1, keys: JSON.parse(row.keys) } : null;
    },
    put(annotatorId: number, { isOn, keys }: StoredKeys): void {
      put.run(annotatorId, isOn ? 1 : 0, JSON.stringify(keys));
    },
  };
}

export type DeskKeys = ReturnType<typeof createDeskKeys>;
