import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importCitations } from '../importing/importCitations.ts';
import type { ImportFormat } from '../importing/importEvent.ts';
import { sha256 } from '../store/rawText.ts';
import type { RunCounts } from '../store/searchRuns.ts';
import { createDuplicateFinder } from './duplicateFinder.ts';
import type { IngestOptions } from './ingestPubmedFile.ts';
import { createIntake } from './intake.ts';

/**
 * Ingests a file of citations that is not PubMed XML: RIS, NBIB, BibTeX, EndNote XML, NoteExpress, CSV, TSV,
 * CSL-JSON or JSON Lines, recognised from its content. Safe to run twice: a record is known by its own text.
 *
 * @throws {ImportError} when the file cannot be read as a whole; the records before the fault are stored by then.
 */
export async function ingestCitationFile(
  file: string,
  options: IngestOptions & { format?: ImportFormat },
): Promise<RunCounts> {
  const { store, clock, onProgress } = options;
  const name = basename(file);
  const bytes = await readFile(file);
  const imported = importCitations(bytes, { name, ...(options.format ? { format: options.format } : {}) });
  const runId = store.runs.start({
    source: 'file',
    fileName: name,
    programVersion: options.programVersion,
    startedAt: clock(),
  });
  const intake = createIntake({ ...options, finder: createDuplicateFinder(store, 'all') }, runId);
  try {
    for (const event of imported) {
      const { raw, index, line } = event;
      if (event.kind === 'rejected')
        intake.take({ kind: 'rejected', position: index, line, pmid: null, reason: event.reason, raw });
      else {
        const { citation } = event;
        intake.take({ kind: 'citation', source: imported.format, sourceId: sha256(raw), citation, raw });
      }
      onProgress?.(intake.counts, index, null);
    }
    intake.flush();
    store.runs.finish(runId, 'complete', clock());
  } catch (error) {
    intake.flush();
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
  return intake.counts;
}
