import { existsSync, statSync } from 'node:fs';
import { listBackups } from '../../backup/backupFolder.ts';
import type { Store } from '../../store/openStore.ts';
import type { Reading } from './metrics.ts';

/** Figures of the database and its backups, read whenever the metrics are. */
export function storeReadings(store: Store, backupFolder: string | null): Reading[] {
  const bytes = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const newestBackup = () => {
    if (!backupFolder || !existsSync(backupFolder)) return null;
    const [newest] = listBackups(backupFolder);
    return newest ? Date.parse(newest.takenAt) / 1000 : null;
  };
  return [
    { name: 'resorb_records', help: 'Records in the database.', read: () => store.records.count() },
    { name: 'resorb_database_bytes', help: 'Bytes of the database file.', read: () => bytes(store.file) },
    {
      name: 'resorb_wal_bytes',
      help: 'Bytes of the write-ahead log beside it.',
      read: () => bytes(`${store.file}-wal`),
    },
    {
      name: 'resorb_backup_newest_timestamp_seconds',
      help: 'When the newest backup was taken; absent where there is none.',
      read: newestBackup,
    },
  ];
}
