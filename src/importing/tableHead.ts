import { type ColumnMapping, delimiterOf, guessColumns } from './columns.ts';
import { foldSpace } from './plainText.ts';
import { parseRows } from './table.ts';

/** The beginning of a table as it stands in its file, with what its columns would be taken for. */
export interface TableHead {
  columns: ColumnMapping['columns'];
  /** The first rows, a cell a column; short rows are filled up. */
  rows: string[][];
}

/**
 * Reads the first rows of a text as a table, whatever its columns are called, so that a person can say what they hold.
 *
 * @returns null where the text cannot be a table: no sign parts its first line, or no row follows it.
 */
export function readTableHead(text: string, most: number): TableHead | null {
  const delimiter = delimiterOf(text);
  if (delimiter === null) return null;
  const [header, ...body] = parseRows(text, delimiter, most + 1).rows;
  if (!header || body.length === 0) return null;
  const columns = guessColumns(header.record.map(foldSpace));
  return { columns, rows: body.map(({ record }) => columns.map((_, at) => foldSpace(record[at] ?? ''))) };
}
