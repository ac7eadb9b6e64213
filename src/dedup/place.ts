import { fold } from '../text/fold.ts';
import { type Sameness, sameness } from './record.ts';

/** Where in a journal a publication stands. */
export interface Place {
  /** The number of the volume, without supplement, letter or series ("29a" keeps its letter). */
  volume: string | null;
  /** The number of the issue, if it is one that recurs within a year (at most 60). */
  issue: string | null;
  /** Volume or issue is called a supplement. */
  supplement: boolean;
  pages: readonly PageRange[];
}

export interface PageRange {
  first: string;
  last: string | null;
}

/** How the pages of two records compare. `sameEnd`: ranges that end together though they start apart. */
export type PagesAgreement = 'sameRange' | 'sameFirst' | 'sameEnd' | 'differs' | 'unknown';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = new RegExp(`\\b(?:${months.join('|')})[a-z]*\\b`);

export function readPlace(
  volume: string | null,
  issue: string | null,
  pages: string | null,
  year: number | null,
): Place {
  const volumeText = fold(volume ?? '').trim();
  const issueText = fold(issue ?? '').trim();
  return {
    volume: readVolume(volumeText, year),
    issue: readIssue(issueText),
    supplement: /suppl|增刊/.test(`${volumeText} ${issueText}`),
    pages: readPages(fold(pages ?? '')),
  };
}

function readVolume(text: string, year: number | null): string | null {
  // "2018-January" and "24-28-October-2016" are dates of a conference, not volumes.
  if (text === '' || monthName.test(text) || /ahead|press/.test(text)) return null;
  const roman = /^[ivxlc]+$/.test(text) ? romanNumber(text) : 0;
  if (roman > 0) return String(roman);
  const number = /(\d+)([a-z](?![a-z]))?/.exec(text);
  if (!number?.[1]) return null;
  const digits = number[1].replace(/^0+(?=\d)/, '');
  return digits === String(year) ? null : `${digits}${number[2] ?? ''}`;
}

function readIssue(text: string): string | null {
  const number = Number(/\d+/.exec(text)?.[0] ?? Number.NaN);
  // Whole numbers ("7921"), record numbers and years do not tell issues of one volume apart.
  return number >= 1 && number <= 60 ? String(number) : null;
}

function romanNumber(text: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  let sum = 0;
  for (const [at, letter] of [...text].entries()) {
    const value = values[letter] ?? 0;
    sum += value < (values[text[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}

function readPages(text: string): PageRange[] {
  const mangled = spreadsheetDate(text);
  if (mangled) return [mangled];
  if (/^\s*[ivxlc]*,?\s*\d+\s*(?:pages?|p\.?|pp\.?)\s*$/.test(text)) return [];
  const ranges: PageRange[] = [];
  for (const match of text.matchAll(
    /(?<![\p{L}\p{N}])([a-z]{0,3})\s?(\d+)([a-z]?)(?:\.[a-z]?\d+)?(?:\s?(?:-|–)+\s?([a-z]{0,3})(\d+)[a-z]?(?:\.[a-z]?\d+)?)?/gu,
  )) {
    const [, prefix = '', digits = '', suffix = '', , lastDigits] = match;
    const page = /^(?:pp?|pg)$/.test(prefix) && lastDigits ? '' : prefix;
    const first = `${page}${digits.replace(/^0+(?=\d)/, '')}${suffix}`;
    const last = lastDigits ? completeLast(digits, lastDigits) : null;
    ranges.push({ first, last: last === null ? null : `${page}${last}` });
  }
  return ranges.slice(0, 4);
}

/** "482-91" ends at 491. */
function completeLast(first: string, last: string): string {
  const full = last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
  return full.replace(/^0+(?=\d)/, '');
}

/** A spreadsheet's reading of "1-6" as the first of June: "01-Jun", "Jun-01". */
function spreadsheetDate(text: string): PageRange | null {
  const match = /^\s*(?:(\d{1,2})-([a-z]{3})|([a-z]{3})-(\d{1,2}))\s*$/.exec(text);
  if (!match) return null;
  const month = months.indexOf(match[2] ?? match[3] ?? '') + 1;
  const day = Number(match[1] ?? match[4]);
  if (month === 0) return null;
  return { first: String(Math.min(day, month)), last: String(Math.max(day, month)) };
}

export function compareVolumes(a: Place, b: Place): Sameness {
  return sameness(a.volume, b.volume);
}

export function compareIssues(a: Place, b: Place): Sameness {
  return sameness(a.issue, b.issue);
}

export function comparePages(a: Place, b: Place): PagesAgreement {
  const firstA = a.pages[0];
  const firstB = b.pages[0];
  if (!firstA || !firstB) return 'unknown';
  let best: PagesAgreement = 'differs';
  for (const x of a.pages) {
    for (const y of b.pages) {
      if (samePage(x.first, y.first)) {
        if (x.last !== null && y.last !== null && x.last !== x.first && samePage(x.last, y.last)) return 'sameRange';
        best = 'sameFirst';
      } else if (best === 'differs' && endTogether(x, y)) best = 'sameEnd';
    }
  }
  if (best === 'differs' && (isProvisional(firstA, firstB) || isProvisional(firstB, firstA))) return 'unknown';
  return best;
}

/** "S33" and "33", "c37" and "37" are one page; "S33" and "e33" are two. */
export function samePage(a: string, b: string): boolean {
  if (a === b) return true;
  const letterA = a.replace(/\d+/g, '');
  const letterB = b.replace(/\d+/g, '');
  if (letterA !== '' && letterB !== '') return false;
  return a.replace(/\D+/g, '') === b.replace(/\D+/g, '');
}

/** A range without sense ("2297-2108") is a misprint of one that has some. */
function endTogether(a: PageRange, b: PageRange): boolean {
  if (a.last === null || a.last !== b.last) return false;
  const spans = [pageCount(a), pageCount(b)];
  return spans.some((span) => span !== null && span >= 3) && spans.every((span) => span === null || span >= 2);
}

/**
 * Pages counted from 1 before the issue was known ("1-6", later "2422-2427"), or beside an article number
 * ("1-16" and "9054"): they say how long the text is, not where it stands.
 */
function isProvisional(provisional: PageRange, other: PageRange): boolean {
  if (provisional.first !== '1') return false;
  if (other.last === null || other.last === other.first) return provisional.last !== null;
  return provisional.last !== null && pageCount(provisional) === pageCount(other);
}

/** Number of pages; null where only the first is known or the end lies before the start. */
export function pageCount(range: PageRange): number | null {
  if (range.last === null) return null;
  const count = Number(range.last.replace(/\D+/g, '')) - Number(range.first.replace(/\D+/g, '')) + 1;
  return count >= 1 && count < 5000 ? count : null;
}
