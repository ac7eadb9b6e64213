import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until the bytes of a file, and its name in its folder, are on the disk and not only in memory. */
export function syncFile(file: string): void {
  sync(file, 'r+');
  syncFolderOf(file);
}

/** The same for a name that was given, changed or taken away. Windows keeps names without being asked. */
export function syncFolderOf(file: string): void {
  if (process.platform !== 'win32') sync(dirname(file), 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
