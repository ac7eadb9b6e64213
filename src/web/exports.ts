import { type ExportFormat, exportFormats } from '../exporting/exportCitations.ts';

/** The end of an export's address, by format: "/records.ris", "/records/1.csl.json". */
export const exportEndings: Readonly<Record<ExportFormat, string>> = {
  ris: 'ris',
  nbib: 'nbib',
  bibtex: 'bib',
  'csl-json': 'csl.json',
  csv: 'csv',
  jsonl: 'jsonl',
};

/** The format that an address ends in, with what stands before it; null where it names none. */
export function exportFormatOf(address: string): { name: string; format: ExportFormat } | null {
  for (const format of exportFormats) {
    const ending = `.${exportEndings[format]}`;
    if (address.endsWith(ending)) return { name: address.slice(0, -ending.length), format };
  }
  return null;
}
