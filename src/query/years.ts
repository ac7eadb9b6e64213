/** A range of years as it was written. */
export interface YearRange {
  from: number | null;
  to: number | null;
  /** The range ran backwards and was turned. */
  reversed: boolean;
  /** A month or day was given that the year alone does not keep. */
  finer: boolean;
}

/** PubMed writes "3000" (or less) for "until now". */
const openEnd = 3000;
const date = /^(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?$/;
const span = /^(.*?)\s*(?:\.\.+|:|–|—|(?<=^\d{4})\s*-(?=\s*\d{4}$))\s*(.*)$/;
const compared = /^([<>]=?)\s*(\d{4})$/;

/**
 * Reads "2010", "2010..2020", "2010:2020", "2010-2020", "2010..", "..2020", ">=2010", "2010/01/01:3000".
 * Null where the text is no year at all.
 */
export function readYears(text: string): YearRange | null {
  const written = text.trim().replaceAll('"', '');
  const comparison = compared.exec(written);
  if (comparison) return fromComparison(comparison[1] ?? '', Number(comparison[2]));
  const range = span.exec(written);
  if (!range) {
    const single = date.exec(written);
    return single
      ? { from: Number(single[1]), to: Number(single[1]), reversed: false, finer: single[2] !== undefined }
      : null;
  }
  const [, left = '', right = ''] = range;
  const from = left === '' ? null : date.exec(left);
  const to = right === '' ? null : date.exec(right);
  if ((left !== '' && !from) || (right !== '' && !to) || (!from && !to)) return null;
  return ordered(from, to);
}

function fromComparison(sign: string, year: number): YearRange {
  const open = { from: null, to: null, reversed: false, finer: false };
  if (sign === '>') return { ...open, from: year + 1 };
  if (sign === '>=') return { ...open, from: year };
  return { ...open, to: sign === '<' ? year - 1 : year };
}

function ordered(from: RegExpExecArray | null, to: RegExpExecArray | null): YearRange {
  const first = from ? Number(from[1]) : null;
  const last = to ? Number(to[1]) : null;
  const finer = beginsWithinYear(from) || endsWithinYear(to);
  if (first !== null && last !== null && first > last) return { from: last, to: first, reversed: true, finer };
  return { from: first, to: last !== null && last >= openEnd ? null : last, reversed: false, finer };
}

function beginsWithinYear(match: RegExpExecArray | null): boolean {
  return match !== null && (Number(match[2] ?? 1) !== 1 || Number(match[3] ?? 1) !== 1);
}

function endsWithinYear(match: RegExpExecArray | null): boolean {
  return match !== null && (Number(match[2] ?? 12) !== 12 || Number(match[3] ?? 31) !== 31);
}
