import type { Database } from 'better-sqlite3';

/** What the program was told once and remembers with the review. Secrets are never kept here. */
export type SettingName =
  | 'ncbi_email'
  /** Since when the review holds made-up votes, to be said on every page. */
  | 'made_up'
  /** The form in which texts stand in the search index; see `searchIndexForm`. */
  | 'search_index_form';

export function createSettings(database: Database) {
  const read = database.prepare<[string], string>('select value from setting where name = ?').pluck();
  const write = database.prepare<[string, string]>(
    'insert into setting (name, value) values (?, ?) on conflict do update set value = excluded.value',
  );
  return {
    get: (name: SettingName): string | null => read.get(name) ?? null,
    set(name: SettingName, value: string): void {
      write.run(name, value);
    },
  };
}

export type Settings = ReturnType<typeof createSettings>;
