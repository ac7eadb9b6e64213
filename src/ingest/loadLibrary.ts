import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Annotator } from '../domain/codebook.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import { sha256 } from '../store/rawText.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import type { Clock } from './clock.ts';
import { libraryAnnotations, libraryCitation, librarySummaries } from './libraryCoding.ts';
import { type LibraryRecord, libraryRecordSchema } from './libraryRecord.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { tagRecord } from './tagRecord.ts';

/** A fault in the shipped library: names file, line and what is wrong. Nothing of the library is loaded then. */
export class LibraryError extends Error {
  override name = 'LibraryError';
}

export interface LoadLibraryOptions {
  store: Store;
  tagger: RuleTagger;
  protocol: Protocol;
  clock: Clock;
  programVersion: string;
}

/**
 * Loads a library of coded records (JSON Lines, see db/library/README.md), all of it or nothing. Safe to run
 * twice: a record that is known is joined, labels are replaced by the library's newest, nothing is doubled.
 *
 * @throws {LibraryError} naming file, line and fault.
 */
export function loadLibrary(file: string, options: LoadLibraryOptions): RunCounts {
  const { store, tagger, protocol, clock } = options;
  const source = readFileSync(file, 'utf8');
  const hash = sha256(source);
  const annotator: Annotator = { kind: 'library', name: protocol.review.id, version: hash.slice(0, 12) };
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map((line, index) => readLine(line, `${file}:${index + 1}`));
  const counts: RunCounts = { ...noCounts, identified: records.length };

  store.transaction(() => {
    const at = clock();
    const runId = store.runs.start({
      source: 'library',
      fileName: file.split(/[\\/]/).at(-1) ?? file,
      fileSha256: hash,
      programVersion: options.programVersion,
      startedAt: at,
    });
    records.forEach((record, index) => {
      const raw = lines[index] as string;
      const citation = libraryCitation(record);
      const saved = store.records.save({
        source: 'library',
        sourceId: record.key,
        citation,
        raw,
        runId,
        retrievedAt: at,
      });
      counts[saved.outcome] = (counts[saved.outcome] ?? 0) + 1;
      if (saved.outcome === 'unchanged') return;
      store.records.saveSummaries(saved.recordId, librarySummaries(record), runId, at);
      saveCoding(saved.recordId, record, `${file}:${index + 1}`, at);
      tagRecord(store, tagger, saved.recordId, at);
    });
    store.runs.saveCounts(runId, counts);
    store.runs.finish(runId, 'complete', at);
  });
  return counts;

  function saveCoding(recordId: number, record: LibraryRecord, place: string, at: string): void {
    const { sample, followUpMonths, followUpNote, resorption, synthesisUse, screening } = record.curation;
    const coding = {
      annotations: atPlace(place, () => libraryAnnotations(record, protocol.codebook)),
      facts: { sampleN: sample.n, sampleUnit: sample.unit, followUpMonths, followUpNote },
      resorption: resorption.map((result) => ({ ...result, use: synthesisUse })),
    };
    store.annotations.replace(recordId, annotator, coding, at);
    store.screening.decide(recordId, annotator, {
      stage: 'title-abstract',
      verdict: screening.decision,
      exclusionReason: null,
      note: screening.reason,
      decidedAt: at,
    });
  }
}

/** Loads the library if nothing has ever been stored. True if it did. */
export function loadLibraryIfEmpty(file: string, options: LoadLibraryOptions): boolean {
  if (options.store.records.count() > 0 || options.store.runs.list().length > 0) return false;
  loadLibrary(file, options);
  return true;
}

function readLine(line: string, place: string): LibraryRecord {
  const parsed = atPlace(place, () => JSON.parse(line) as unknown);
  const result = libraryRecordSchema.safeParse(parsed);
  if (!result.success) throw new LibraryError(`${place}: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`);
  return result.data;
}

function atPlace<Value>(place: string, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    throw new LibraryError(`${place}: ${(cause as Error).message}`, { cause });
  }
}
