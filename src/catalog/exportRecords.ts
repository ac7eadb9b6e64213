import { createHash } from 'node:crypto';
import type { Exported } from '../exporting/exported.ts';
import type { Store } from '../store/openStore.ts';
import type { RecordExport } from './answers.ts';

/** What is exported of a record; null where there is none. */
export function exportedRecord(store: Store, recordId: number): Exported | null {
  const record = store.records.get(recordId);
  if (record === null) return null;
  const sources = store.records.sources(recordId).map(({ source, sourceId, runId, retrievedAt }) => ({
    source,
    id: sourceId,
    runId,
    retrievedAt,
  }));
  return { citation: record.citation, sources };
}

/** Records to take away, in the given order; ids that no record has are left out, and none comes twice. */
export function exportRecords(store: Store, ids: readonly number[]): RecordExport {
  const hash = createHash('sha256');
  const known: number[] = [];
  for (const recordId of new Set(ids)) {
    const stamps = store.catalogRows.stamps(recordId);
    if (stamps === null) continue;
    known.push(recordId);
    hash.update(`${recordId} ${stamps.updatedAt}\n`);
  }
  return {
    count: known.length,
    version: hash.digest('hex').slice(0, 20),
    *records() {
      for (const recordId of known) {
        const record = exportedRecord(store, recordId);
        if (record) yield record;
      }
    },
  };
}
