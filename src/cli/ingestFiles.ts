import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type ColumnCorrections, type ColumnMapping, type TableField, tableFields } from '../importing/columns.ts';
import { type FileReading, type FileReport, ingestFile } from '../ingest/ingestFile.ts';
import type { IngestOptions } from '../ingest/ingestPubmedFile.ts';

/** Where a command writes: one line at a time. */
export interface Output {
  /** What became of one file. */
  result(file: string, report: FileReport): void;
  /** For a person only: what was guessed, what was doubtful. */
  remark(text: string): void;
}

/**
 * Ingests several files, one after the other. A file that cannot be read does not stop the next one.
 *
 * @returns one sentence a failed file, naming it and the reason.
 */
export async function ingestFiles(
  files: readonly string[],
  options: IngestOptions,
  reading: FileReading,
  output: Output,
): Promise<string[]> {
  const failures: string[] = [];
  for (const file of files) {
    try {
      const report = await ingestFile(file, options, reading);
      if (report.columns) output.remark(`${file}: ${mappingSentence(report.columns)}`);
      if (report.warned > 0) output.remark(`${file}: ${warningSentence(report)}`);
      if (report.rejected > 0) output.remark(`${file}: ${rejectionSentence(report, options)}`);
      output.result(file, report);
    } catch (error) {
      failures.push(failureSentence(file, error as Error));
    }
  }
  return failures;
}

/** The fault with the file as the caller named it: readers know its last part alone. */
function failureSentence(file: string, { message }: Error): string {
  if (message.includes(file)) return message;
  const name = basename(file);
  return message.startsWith(name) ? `${file}${message.slice(name.length)}` : `${file}: ${message}`;
}

/** The columns of a table as they were taken, to be looked at. */
export function mappingSentence({ columns }: ColumnMapping): string {
  const taken = columns.map(({ header, field }) => `${header} = ${field ?? 'passed over'}`).join(', ');
  return `columns: ${taken} (--columns corrects them).`;
}

function warningSentence({ warned, firstWarning, runId }: FileReport): string {
  const first = warned === 1 ? '1 warning' : `${warned} warnings, the first`;
  return `${first}: ${firstWarning} ("npm run runs -- show ${runId}" lists all.)`;
}

function rejectionSentence({ rejected, runId }: FileReport, { store }: IngestOptions): string {
  const [first] = store.runs.notes(runId).rejections;
  const place = first?.line ? `record ${first.position}, line ${first.line}` : `record ${first?.position}`;
  const count = rejected === 1 ? '1 record rejected' : `${rejected} records rejected, the first`;
  return `${count}: ${place}: ${first?.reason} ("npm run runs -- show ${runId}" lists all.)`;
}

/** One correction of the column mapping: "header=field", or "header=" to pass the column over. */
export function columnCorrection(text: string, known: ColumnCorrections = {}): ColumnCorrections {
  const at = text.lastIndexOf('=');
  const [header, field] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1) throw new InvalidArgumentError('A correction is written header=field.');
  if (field === '') return { ...known, [header]: null };
  const found = tableFields.find((name) => name.toLowerCase() === field.toLowerCase());
  if (!found) throw new InvalidArgumentError(`"${field}" is no field; the fields are ${tableFields.join(', ')}.`);
  return { ...known, [header]: found satisfies TableField };
}
