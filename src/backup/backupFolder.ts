import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** "resorb-2026-11-22T11-40-00-123Z.sqlite": sorts by time, and no file system minds it. */
const backupName = /^resorb-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/;
/** What a backup leaves behind when it is killed: the copy it was making, or a description of nothing. */
const unfinishedName = /^resorb-[\dTZ-]+\.sqlite\.(unchecked(\.part)?(-journal)?|json)$/;

/** After this long without a write, an unfinished copy belongs to a process that was killed. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

export function nameOfBackup(instant: string): string {
  return `resorb-${instant.replaceAll(/[:.]/g, '-')}.sqlite`;
}

/** The backups in a folder, newest first. Whatever else lies there is left alone. */
export function listBackups(folder: string): { file: string; takenAt: string }[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const [, day, hour, minute, second, fraction] = backupName.exec(name) ?? [];
      return day ? [{ file: join(folder, name), takenAt: `${day}T${hour}:${minute}:${second}.${fraction}Z` }] : [];
    })
    .sort((left, right) => right.takenAt.localeCompare(left.takenAt));
}

/** Keeps the newest backups and removes the others; says which. */
export function rotate(folder: string, keep: number): string[] {
  const removed = listBackups(folder)
    .slice(keep)
    .map(({ file }) => file);
  for (const file of removed) {
    rmSync(file);
    rmSync(manifestOf(file), { force: true });
  }
  return removed;
}

/** Removes what killed backups left half written. */
export function removeAbandoned(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((entry) => unfinishedName.test(entry))) {
    const file = join(folder, name);
    if (name.endsWith('.json') && existsSync(file.slice(0, -'.json'.length))) continue;
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: now };
    if (now - mtimeMs > abandonedAfterMs) rmSync(file, { force: true });
  }
}

/** Where the description of a backup stands. */
export function manifestOf(file: string): string {
  return `${file}.json`;
}
