import { exportedRecord } from '../catalog/exportRecords.ts';
import type { Exported } from '../exporting/exported.ts';
import type { Store } from '../store/openStore.ts';

/** Every record of the catalog as it is exported, one at a time. */
export function* exportedRecords(store: Store): Generator<Exported> {
  for (const recordId of store.records.ids()) {
    const record = exportedRecord(store, recordId);
    if (record) yield record;
  }
}
