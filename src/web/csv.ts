import { inert } from '../exporting/table.ts';

/** A table as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8; nothing runs as a formula. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(value: string | number | null): string {
  const text = typeof value === 'string' ? inert(value) : value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
