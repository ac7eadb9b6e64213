import { parse } from 'csv-parse/sync';
import type { LearningText } from './featureBlock.ts';
import type { TaggedText } from './tags/learningCurve.ts';

/** Records that were screened by people, as a CSV with the columns record_id, title, abstract and label_included. */
export interface ScreenedRecords {
  ids: string[];
  texts: LearningText[];
  /** By record: whether the review included it. */
  relevant: boolean[];
}

/** A file that cannot be used; the message says which file, which row or column, and why. */
export class LabelledCsvError extends Error {
  override name = 'LabelledCsvError';

  constructor(source: string, fault: string, options?: ErrorOptions) {
    super(`${source}: ${fault}`, options);
  }
}

/** @param source name of the file, for messages */
export function parseScreenedRecords(csv: string, source: string): ScreenedRecords {
  const rows = rowsOf(csv, source, ['record_id', 'title', 'abstract', 'label_included']);
  const records: ScreenedRecords = { ids: [], texts: [], relevant: [] };
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    const id = row.record_id;
    const label = row.label_included.trim();
    if (seen.has(id))
      throw new LabelledCsvError(source, `Row ${at + 2}: record_id ${id} stands twice; make ids unique.`);
    if (label !== '0' && label !== '1') {
      throw new LabelledCsvError(source, `Row ${at + 2}: label_included is "${label}"; it must be 1 (relevant) or 0.`);
    }
    seen.add(id);
    records.ids.push(id);
    records.texts.push({ title: row.title, abstract: row.abstract });
    records.relevant.push(label === '1');
  });
  return records;
}

/** Texts with their tags, as a CSV with the columns pmid, text and labels (tags joined by "|"). */
export function parseTaggedTexts(csv: string, source: string): TaggedText[] {
  return rowsOf(csv, source, ['pmid', 'text', 'labels']).map((row) => ({
    title: '',
    abstract: row.text,
    tags: new Set(
      row.labels
        .split('|')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  }));
}

function rowsOf<Column extends string>(
  csv: string,
  source: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  let rows: Record<Column, string>[];
  try {
    rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true });
  } catch (cause) {
    throw new LabelledCsvError(source, `This is no readable CSV: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  const first = rows[0];
  if (!first) throw new LabelledCsvError(source, `The CSV has no rows; it needs a header with ${columns.join(', ')}.`);
  const missing = columns.filter((column) => !(column in first));
  if (missing.length > 0) {
    throw new LabelledCsvError(
      source,
      `The CSV lacks the column ${missing.join(', ')}; it needs ${columns.join(', ')}.`,
    );
  }
  return rows;
}
