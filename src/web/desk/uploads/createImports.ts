import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnCorrections } from '../../../importing/columns.ts';
import { decodeText } from '../../../importing/decodeText.ts';
import { importCitations } from '../../../importing/importCitations.ts';
import { readTableHead, type TableHead } from '../../../importing/tableHead.ts';
import { type FileReading, type FileReport, ingestFile } from '../../../ingest/ingestFile.ts';
import type { IngestOptions } from '../../../ingest/ingestPubmedFile.ts';
import { sourceKind, unpacksToMore, wholeFile } from '../../../ingest/readBytes.ts';
import type { RuleTagger } from '../../../ingest/ruleTagger.ts';
import { openStore, type Store } from '../../../store/openStore.ts';
import type { Rejection, RunCounts, SearchRun } from '../../../store/searchRuns.ts';
import { storageFaultOf } from '../../storageFault.ts';

/** A record as it was read, to see whether the columns were taken rightly. */
export interface ReadRecord {
  title: string;
  authors: string[];
  year: number | null;
  journal: string;
}

/** What an import would do. Nothing of it has been done. */
export interface FilePreview {
  /** How a table begins; null for every other format. */
  table: TableHead | null;
  format: FileReport['format'] | null;
  /** Of a file that breaks off, what comes before that; null where nothing can be imported. */
  counts: RunCounts | null;
  rejections: Rejection[];
  /** Why the file cannot be read, or not to its end: one sentence naming it. */
  fault: string | null;
  records: ReadRecord[];
}

const rowsShown = 5;
const recordsShown = 3;
/** Of all bytes a web upload may have, unpacked. */
const largest = 64 * 1024 * 1024;

/** Tags nothing: what an import would add does not depend on the tags. */
const noTagger: RuleTagger = {
  annotator: { kind: 'rules', name: 'preview', version: '0' },
  tag: () => ({ annotations: [], sample: null, followUp: null, resorption: [] }),
};

/** Reads files of citations that come in through the web, as the command line does: for a look first, then for good. */
export function createImports(options: Omit<IngestOptions, 'fileName' | 'onProgress'>) {
  return {
    /**
     * @param columns what a person says the columns of a table hold; without it they are guessed.
     * @throws {Error} one sentence naming the file; the records before the fault are stored by then.
     */
    async ingest(path: string, fileName: string, columns?: ColumnCorrections): Promise<FileReport> {
      const { reading } = await lookInto(path, columns);
      return ingestFile(path, { ...options, fileName }, reading);
    },

    /** Whether a file is packed and holds more than is taken: a few bytes can stand for gigabytes. */
    isTooLarge: async (path: string): Promise<boolean> =>
      (await sourceKind(path)).gzip && (await unpacksToMore(path, largest)),

    /** How a file begins as a table; null where it is none. */
    tableOf: async (path: string): Promise<TableHead | null> => (await lookInto(path)).table,

    /** Works on a copy of the database, which is thrown away. */
    async preview(path: string, fileName: string, columns?: ColumnCorrections): Promise<FilePreview> {
      const { table, reading, bytes } = await lookInto(path, columns);
      const folder = mkdtempSync(join(tmpdir(), 'resorb-preview-'));
      let copy: Store | null = null;
      try {
        const file = join(folder, 'copy.sqlite');
        await options.store.copyInSteps(file);
        copy = openStore(file);
        const before = newestRun(copy)?.searchRunId ?? 0;
        const { format, fault } = await tried(path, { ...options, store: copy, tagger: noTagger, fileName }, reading);
        const newest = newestRun(copy);
        const run = newest && newest.searchRunId > before ? newest : null;
        return {
          table,
          format,
          counts: run,
          rejections: run ? copy.runs.notes(run.searchRunId).rejections : [],
          fault: fault?.replaceAll(path, fileName) ?? null,
          records: bytes && fault === null ? firstRecords(bytes, fileName, reading) : [],
        };
      } finally {
        copy?.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function newestRun({ runs }: Store): SearchRun | null {
  return runs.list()[0] ?? null;
}

async function tried(path: string, options: IngestOptions, reading: FileReading) {
  try {
    return { format: (await ingestFile(path, options, reading)).format, fault: null };
  } catch (cause) {
    // A disk that is full says nothing about the file.
    if (storageFaultOf(cause)) throw cause;
    return { format: null, fault: (cause as Error).message };
  }
}

export type Imports = ReturnType<typeof createImports>;

/** How a file is to be read, with its content where that is read whole, and how it begins where it may be a table. */
async function lookInto(path: string, columns?: ColumnCorrections) {
  const { format, gzip } = await sourceKind(path);
  const corrected: FileReading = columns ? { columns } : {};
  if (format !== null && readElsewhere.has(format)) return { table: null, bytes: null, reading: corrected };
  const { bytes } = await wholeFile(path, gzip, largest);
  const mayBeTable = format === null || format === 'csv' || format === 'tsv';
  const table = mayBeTable ? readTableHead(decodeText(bytes).text, rowsShown) : null;
  // What is no format we know may be a table whose columns have names of their own: a person can say what they hold.
  return { table, bytes, reading: table && format === null ? { ...corrected, format: 'csv' as const } : corrected };
}

/** What is no text of citations, and whose reader says what it is. */
const readElsewhere = new Set<string>(['pubmed-xml', 'gzip', 'html', 'binary', 'empty']);

function firstRecords(bytes: Uint8Array, name: string, { format, columns }: FileReading): ReadRecord[] {
  const found: ReadRecord[] = [];
  const asked = format && format !== 'pubmed-xml' ? { format } : {};
  for (const event of importCitations(bytes, { name, ...asked, ...(columns ? { columns } : {}) })) {
    if (event.kind !== 'citation') continue;
    const { title, vernacularTitle, authors, published, journal } = event.citation;
    found.push({
      title: title || (vernacularTitle ?? ''),
      authors: authors.map(({ lastName, collectiveName }) => lastName || collectiveName || '').filter(Boolean),
      year: published.year,
      journal: journal?.title ?? '',
    });
    if (found.length === recordsShown) break;
  }
  return found;
}
