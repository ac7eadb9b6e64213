import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFile } from '../../src/ingest/ingestFile.ts';
import type { OpenOptions } from '../../src/store/database.ts';
import { openStore, type Store } from '../../src/store/openStore.ts';
import { libraryStore, testInstant } from './libraryStore.ts';
import { silentTagger } from './silentTagger.ts';

/** Databases made once and copied for each test: filling one anew takes the time of forty copies. */
export interface StoreCopies {
  /** A copy of its own, closed with the others. */
  store(options?: OpenOptions): Store;
  /** Closes and removes everything. */
  remove(): void;
}

/** Copies of the shipped library, with so many plain records after it. */
export async function libraryCopies(records = 0): Promise<StoreCopies> {
  const store = libraryStore();
  await addRecords(store, records);
  return copiesOf(store);
}

/** Copies of a database of plain records, numbered from 1: what is tested does not depend on their words. */
export async function recordCopies(count: number): Promise<StoreCopies> {
  const store = openStore(':memory:');
  await addRecords(store, count);
  return copiesOf(store);
}

async function addRecords(store: Store, count: number): Promise<void> {
  if (count === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'resorb-records-'));
  try {
    const file = join(folder, 'records.ris');
    writeFileSync(file, Array.from({ length: count }, (_, index) => risRecord(index + 1)).join('\n'));
    await ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copiesOf(filled: Store): StoreCopies {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-copies-'));
  const template = join(folder, 'template.sqlite');
  filled.copyTo(template);
  filled.close();
  const opened: Store[] = [];
  return {
    store(options) {
      const file = join(folder, `${opened.length}.sqlite`);
      copyFileSync(template, file);
      const store = openStore(file, options);
      opened.push(store);
      return store;
    },
    remove() {
      for (const store of opened) store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function risRecord(number: number): string {
  return [
    'TY  - JOUR',
    `TI  - Record ${number} on the course of herniated discs`,
    `DO  - 10.5555/record.${number}`,
    `AB  - Patients of series ${number} were followed with imaging. The herniation became smaller in some of them.`,
    'ER  - ',
    '',
  ].join('\n');
}
