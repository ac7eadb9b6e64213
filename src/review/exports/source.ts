import type { Citation } from '../../domain/citation.ts';
import type { Store } from '../../store/openStore.ts';
import type { Blinding } from '../blinding.ts';

/** A table for a file: its header, then its rows. */
export type Table = (string | number | null)[][];

/** What the files are written from. */
export interface ExportSource {
  store: Store;
  blinding: Blinding;
}

export interface KnownRecord {
  recordId: number;
  key: string;
  citation: Citation;
}

export function knownRecord(store: Store, recordId: number): KnownRecord | null {
  const record = store.records.get(recordId);
  return record && { recordId, key: record.key, citation: record.citation };
}
