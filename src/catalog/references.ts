import type { Store } from '../store/openStore.ts';

/** Which records of the catalog a record lists among its references, and which list it; ids, rising. */
export interface RecordReferences {
  cites: readonly number[];
  citedBy: readonly number[];
}

/** Looks up references between records. All of them are read once, and again after records came or changed. */
export function createReferenceLookup(store: Store): (recordId: number) => RecordReferences {
  let edition: string | null = null;
  let cites = new Map<number, number[]>();
  let citedBy = new Map<number, number[]>();
  return (recordId) => {
    const now = store.references.edition();
    if (now !== edition) {
      cites = new Map();
      citedBy = new Map();
      for (const row of store.references.list()) {
        append(cites, row.citing, row.cited);
        append(citedBy, row.cited, row.citing);
      }
      edition = now;
    }
    return { cites: cites.get(recordId) ?? [], citedBy: citedBy.get(recordId) ?? [] };
  };
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
