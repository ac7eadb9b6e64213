import { inert, quoted } from '../text/csvCell.ts';

type Cell = string | number | null;

/** A table as CSV (RFC 4180); see `csvHead` and `csvLine`. */
export function csvText([head = [], ...rows]: readonly (readonly Cell[])[]): string {
  return [csvHead(head), ...rows.map(csvLine)].join('');
}

/** The first line, after a byte order mark, so that spreadsheets read the file as UTF-8. */
export function csvHead(cells: readonly Cell[]): string {
  return `\uFEFF${csvLine(cells)}`;
}

/** One line; no cell runs as a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  return quoted(typeof value === 'string' ? inert(value) : value === null ? '' : String(value));
}
