import type { Citation } from '../domain/citation.ts';
import { readBibtex } from './bibtex.ts';
import type { ColumnCorrections, ColumnMapping } from './columns.ts';
import { readCslJson } from './cslJson.ts';
import { decodeText, type TextEncoding } from './decodeText.ts';
import { readEndnoteXml } from './endnoteXml.ts';
import { ImportError } from './importError.ts';
import type { FoundRecord, ImportEvent, ImportFormat } from './importEvent.ts';
import { readJsonLines } from './jsonLines.ts';
import { readNbib } from './nbib.ts';
import { readNoteExpress } from './noteExpress.ts';
import { recogniseFormat, type SourceFormat } from './recogniseFormat.ts';
import { readRis } from './ris.ts';
import { readTable } from './table.ts';

export interface ImportOptions {
  /** The file's name, for messages only. */
  name: string;
  /** Read as this format whatever the content looks like. */
  format?: ImportFormat;
  /** Corrections of the guess which column of a table holds what. */
  columns?: ColumnCorrections;
}

/** A file as it was understood. Iterating gives one event for each record, in the file's order. */
export interface ImportedFile extends Iterable<ImportEvent> {
  format: ImportFormat;
  encoding: TextEncoding;
  /** What the columns of a table were taken for; null for every other format. */
  columns: ColumnMapping | null;
}

/**
 * Reads a file of citations in any format of `importFormats`, recognised from its content.
 *
 * @throws ImportError, here or while iterating, when the file as a whole cannot be read. A record that cannot be
 *   read is no reason to throw: it becomes a `rejected` event and its neighbours are kept.
 */
export function importCitations(bytes: Uint8Array, options: ImportOptions): ImportedFile {
  const format = options.format ?? knownFormat(recogniseFormat(bytes), options.name);
  const { text, encoding } = decodeText(bytes);
  const { records, mapping } = recordsOf(text, format, options);
  return {
    format,
    encoding,
    columns: mapping,
    *[Symbol.iterator]() {
      let index = 0;
      for (const record of records) {
        index++;
        yield eventOf(record, index);
      }
      if (index === 0) throw new ImportError(`${options.name}: the file holds no record that reads as ${format}.`);
    },
  };
}

const refusals: Record<Exclude<SourceFormat, ImportFormat>, string> = {
  'pubmed-xml': 'this is PubMed XML, which is ingested as such and not as a citation file',
  gzip: 'the file is compressed with gzip; unpack it first',
  html: 'this is a web page, not a citation file; export the citations from the database and try again',
  binary: 'this is a binary file, not text',
  empty: 'the file is empty',
};

function knownFormat(format: SourceFormat | null, name: string): ImportFormat {
  if (format === null) {
    throw new ImportError(
      `${name}: the content is in no known citation format (RIS, NBIB, BibTeX, EndNote XML, NoteExpress, CSV, TSV, CSL-JSON, JSON Lines).`,
    );
  }
  if (isRefused(format)) throw new ImportError(`${name}: ${refusals[format]}.`);
  return format;
}

function isRefused(format: SourceFormat): format is Exclude<SourceFormat, ImportFormat> {
  return format in refusals;
}

function recordsOf(
  text: string,
  format: ImportFormat,
  { name, columns }: ImportOptions,
): { records: Iterable<FoundRecord>; mapping: ColumnMapping | null } {
  switch (format) {
    case 'nbib':
      return { records: readNbib(text), mapping: null };
    case 'ris':
      return { records: readRis(text), mapping: null };
    case 'bibtex':
      return { records: readBibtex(text), mapping: null };
    case 'endnote-xml':
      return { records: readEndnoteXml(text), mapping: null };
    case 'noteexpress':
      return { records: readNoteExpress(text), mapping: null };
    case 'csl-json':
      return { records: readCslJson(text, name), mapping: null };
    case 'jsonl':
      return { records: readJsonLines(text), mapping: null };
    case 'csv':
    case 'tsv':
      return readTable(text, name, columns);
  }
}

function eventOf(record: FoundRecord, index: number): ImportEvent {
  const { raw, line } = record;
  if ('reason' in record) return { kind: 'rejected', reason: record.reason, raw, index, line };
  const { citation, warnings = [] } = record;
  if (!isIdentifiable(citation)) {
    const reason = `Record ${index} (line ${line}) has no title, no abstract and no identifier.`;
    return { kind: 'rejected', reason, raw, index, line };
  }
  return { kind: 'citation', citation, raw, index, line, warnings };
}

/** A record that names nothing cannot be screened, found or matched. */
function isIdentifiable({ title, vernacularTitle, book, pmid, doi, pmc, abstract, otherAbstracts }: Citation): boolean {
  return Boolean(title || vernacularTitle || book?.title || pmid || doi || pmc || abstract[0] || otherAbstracts[0]);
}
