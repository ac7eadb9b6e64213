/** What a fault of the database, or of the files beside it, means to a reader. */
export type StorageFault = 'busy' | 'unavailable';

/** By the start of SQLite's own names, whose longer forms only add detail (SQLITE_IOERR_WRITE), and the system's. */
const faults: readonly [prefix: string, fault: StorageFault][] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'unavailable'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_READONLY', 'unavailable'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['SQLITE_NOMEM', 'unavailable'],
  // Files that are sent in are kept outside the database.
  ['ENOSPC', 'unavailable'],
  ['EDQUOT', 'unavailable'],
  ['EFBIG', 'unavailable'],
  ['EIO', 'unavailable'],
  ['EROFS', 'unavailable'],
  ['EMFILE', 'unavailable'],
  ['ENFILE', 'unavailable'],
];

/** Seconds after which trying again makes sense. */
export const retryAfter: Record<StorageFault, number> = { busy: 2, unavailable: 30 };

/** Whether an error, or what caused it, is a refusal of the database or the disk: nothing was changed, and it may pass. */
export function storageFaultOf(error: unknown): StorageFault | null {
  for (let cause = error; typeof cause === 'object' && cause !== null; cause = Reflect.get(cause, 'cause')) {
    const code: unknown = Reflect.get(cause, 'code');
    const fault = typeof code === 'string' ? faults.find(([prefix]) => code.startsWith(prefix)) : undefined;
    if (fault) return fault[1];
  }
  return null;
}
