import type { Exported } from '../exporting/exported.ts';
import type { Store } from '../store/openStore.ts';

/** Every record of the catalog as it is exported, one at a time. */
export function* exportedRecords(store: Store): Generator<Exported> {
  for (const recordId of store.records.ids()) {
    const record = store.records.get(recordId);
    if (!record) continue;
    const sources = store.records.sources(recordId).map(({ source, sourceId, runId, retrievedAt }) => ({
      source,
      id: sourceId,
      runId,
      retrievedAt,
    }));
    yield { citation: record.citation, sources };
  }
}
