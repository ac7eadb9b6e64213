import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ColumnCorrections } from '../importing/columns.ts';
import { type ImportedFile, importCitations } from '../importing/importCitations.ts';
import { ImportError } from '../importing/importError.ts';
import type { ImportEvent, ImportFormat } from '../importing/importEvent.ts';
import { sha256 } from '../store/rawText.ts';
import { mostWarnings } from '../store/searchRuns.ts';
import { createDuplicateFinder } from './duplicateFinder.ts';
import type { FileReport } from './ingestFile.ts';
import type { IngestOptions } from './ingestPubmedFile.ts';
import { createIntake, type Intake, type IntakeEvent } from './intake.ts';
import { wholeFile } from './readBytes.ts';

/** Files of citations are read whole; a larger one is no export of a search. */
const largestFile = 512_000_000;

/**
 * Ingests a file of citations that is not PubMed XML: RIS, NBIB, BibTeX, EndNote XML, NoteExpress, CSV, TSV,
 * CSL-JSON or JSON Lines, recognised from its content. Safe to run twice: a record is known by its own text.
 *
 * @throws {ImportError} when the file cannot be read as a whole; the records before the fault are stored by then.
 */
export async function ingestCitationFile(
  file: string,
  options: IngestOptions & { gzip?: boolean; format?: ImportFormat; columns?: ColumnCorrections },
): Promise<FileReport> {
  const { store, clock, onProgress, gzip = false, format, columns } = options;
  const name = options.fileName ?? basename(file);
  const { bytes, fault } = await wholeFile(file, gzip, largestFile);
  const imported = importCitations(bytes, { name, ...(format ? { format } : {}), ...(columns ? { columns } : {}) });
  const runId = store.runs.start({
    source: 'file',
    fileName: name,
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    programVersion: options.programVersion,
    startedAt: clock(),
  });
  const intake = createIntake({ ...options, finder: createDuplicateFinder(store, 'all') }, runId);
  const warnings: string[] = [];
  let warned = 0;
  try {
    for (const event of fault === null ? imported : allButLast(imported)) {
      await intake.take(intakeEvent(event, imported.format));
      if (event.kind === 'citation') {
        warned += event.warnings.length;
        if (warnings.length < mostWarnings) warnings.push(...event.warnings);
      }
      onProgress?.(intake.counts, event.index, null);
    }
    await intake.flush();
    if (fault !== null) throw new ImportError(`${name}: ${fault}; ${keptWords(intake)}.`);
    store.runs.saveWarnings(runId, warnings, warned);
    store.runs.finish(runId, 'complete', clock());
  } catch (error) {
    await intake.flush();
    store.runs.saveWarnings(runId, warnings, warned);
    store.runs.finish(runId, 'failed', clock(), (error as Error).message);
    throw error;
  }
  const firstWarning = warnings[0] ?? null;
  return { ...intake.counts, runId, format: imported.format, warned, firstWarning, columns: imported.columns };
}

function intakeEvent(event: ImportEvent, format: ImportFormat): IntakeEvent {
  const { raw, index, line } = event;
  if (event.kind === 'rejected')
    return { kind: 'rejected', position: index, line, pmid: null, reason: event.reason, raw };
  return { kind: 'citation', source: format, sourceId: sha256(raw), citation: event.citation, raw };
}

/** Of a file that is cut, the last record is cut too. */
function* allButLast(imported: ImportedFile): Generator<ImportEvent> {
  let before: ImportEvent | null = null;
  for (const event of imported) {
    if (before) yield before;
    before = event;
  }
}

function keptWords({ counts }: Intake): string {
  const whole = counts.added + counts.joined + counts.unchanged + counts.updated + counts.older;
  return whole === 0 ? 'no record came before that' : `the ${whole} whole records before that are kept`;
}
