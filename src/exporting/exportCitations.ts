import { exportBibtex } from './bibtex.ts';
import { exportCslJson } from './cslJson.ts';
import type { Exported } from './exported.ts';
import { exportJsonLines } from './jsonLines.ts';
import { exportNbib } from './nbib.ts';
import { exportRis } from './ris.ts';
import { exportCsv } from './table.ts';

/** The formats that records leave in. */
export const exportFormats = ['ris', 'nbib', 'bibtex', 'csl-json', 'csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How a format is served and named as a file. All are UTF-8. */
export const exportFiles: Readonly<Record<ExportFormat, { mediaType: string; extension: string; label: string }>> = {
  ris: { mediaType: 'application/x-research-info-systems; charset=utf-8', extension: 'ris', label: 'RIS' },
  nbib: { mediaType: 'application/nbib; charset=utf-8', extension: 'nbib', label: 'NBIB' },
  bibtex: { mediaType: 'application/x-bibtex; charset=utf-8', extension: 'bib', label: 'BibTeX' },
  'csl-json': { mediaType: 'application/vnd.citationstyles.csl+json', extension: 'json', label: 'CSL-JSON' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', label: 'CSV' },
  jsonl: { mediaType: 'application/x-ndjson; charset=utf-8', extension: 'jsonl', label: 'JSON Lines' },
};

const exporters: Readonly<Record<ExportFormat, (records: Iterable<Exported>) => Iterable<string>>> = {
  ris: exportRis,
  nbib: exportNbib,
  bibtex: exportBibtex,
  'csl-json': exportCslJson,
  csv: exportCsv,
  jsonl: exportJsonLines,
};

/** Records as the text of one file, in pieces of about one record, so that any number can be streamed. */
export function exportCitations(format: ExportFormat, records: Iterable<Exported>): Iterable<string> {
  return exporters[format](records);
}
