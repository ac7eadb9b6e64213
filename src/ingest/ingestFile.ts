import type { ColumnCorrections, ColumnMapping } from '../importing/columns.ts';
import type { ImportFormat } from '../importing/importEvent.ts';
import type { RunCounts } from '../store/searchRuns.ts';
import { ingestCitationFile } from './ingestCitationFile.ts';
import { type IngestOptions, ingestPubmedFile } from './ingestPubmedFile.ts';
import { sourceKind } from './readBytes.ts';

/** How a file is to be read, where its content does not say it or says it wrongly. */
export interface FileReading {
  format?: ImportFormat | 'pubmed-xml';
  /** Corrections of the guess which column of a table holds what. */
  columns?: ColumnCorrections;
}

/** What became of one file. */
export interface FileReport extends RunCounts {
  runId: number;
  format: ImportFormat | 'pubmed-xml';
  /** How many remarks the reader made; the run keeps them. */
  warned: number;
  firstWarning: string | null;
  /** What the columns of a table were taken for; null for every other format. */
  columns: ColumnMapping | null;
}

const readAsPubmed = new Set(['pubmed-xml', 'empty', 'html']);

/**
 * Ingests a file in any format that is known, plain or gzip, recognised from its content and never from its name.
 * Safe to run twice.
 *
 * @throws {Error} one sentence naming the file and the fault; the records before the fault are stored by then.
 */
export async function ingestFile(file: string, options: IngestOptions, reading: FileReading = {}): Promise<FileReport> {
  const { format: wanted, columns } = reading;
  const { format, gzip } = await sourceKind(file);
  // What is no format we know may still be XML with a fault, which its reader tells best.
  const isPubmed = wanted === undefined ? format === null || readAsPubmed.has(format) : wanted === 'pubmed-xml';
  if (isPubmed) return ingestPubmedFile(file, options);
  return ingestCitationFile(file, {
    ...options,
    gzip,
    ...(wanted && wanted !== 'pubmed-xml' ? { format: wanted } : {}),
    ...(columns ? { columns } : {}),
  });
}
