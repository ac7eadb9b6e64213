/**
 * What a spreadsheet would run as a formula. Before the sign may stand what some of them drop: LibreOffice drops NUL,
 * others spaces and characters that are not seen.
 */
const runsAsFormula = /^(?:['\p{Cc}\p{Cf}\p{Zs}]*[=+\-@＝＋－＠]|'*[\t\r\n])/u;

/** An apostrophe before what a spreadsheet would run as a formula; `asWritten` takes it off again. */
export function inert(cell: string): string {
  return runsAsFormula.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was before `inert`. */
export function asWritten(cell: string): string {
  return cell.startsWith("'") && runsAsFormula.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** A cell between quotation marks where it needs them (RFC 4180). */
export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
