import type { CalendarDate, PublicationDate } from '../domain/citation.ts';
import { foldSpace } from './plainText.ts';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const seasons: Record<string, string> = {
  spring: 'Spring',
  spr: 'Spring',
  summer: 'Summer',
  sum: 'Summer',
  autumn: 'Autumn',
  fall: 'Fall',
  fal: 'Fall',
  winter: 'Winter',
  win: 'Winter',
};

export function noDate(): PublicationDate {
  return { year: null, month: null, day: null, season: null, medlineDate: null };
}

/**
 * A publication date in MEDLINE's words ("2018 Nov 25", "2015 Winter", "1998 Dec-1999 Jan"). Year, month and
 * day are derived where they can be; a date that is more than these keeps its text in `medlineDate`.
 */
export function medlineDate(raw: string): PublicationDate {
  const text = foldSpace(raw);
  const simple = /^(\d{4})(?: ([\p{L}\d]+)(?: (\d{1,2}))?)?$/u.exec(text);
  if (simple) {
    const [, year, word, day] = simple;
    const season = word ? (seasons[word.toLowerCase()] ?? null) : null;
    const month = word ? monthNumber(word) : null;
    if (!word || season || month) {
      return { ...noDate(), year: Number(year), month, day: month && day ? dayNumber(day) : null, season };
    }
  }
  const year = yearIn(text);
  if (year === null) return { ...noDate(), medlineDate: text || null };
  const words = text.match(/\p{L}+/gu) ?? [];
  const month = words.map(monthNumber).find((number) => number !== null) ?? null;
  const season = words.map((word) => seasons[word.toLowerCase()]).find(Boolean) ?? null;
  return { year, month, day: null, season, medlineDate: text };
}

/** A date in slashes or hyphens, as RIS and Chinese exports have it: "2014///", "2019/09//undefined", "2020-3-1". */
export function numericDate(raw: string): PublicationDate | null {
  // Every part ends where the next begins in one way only, so that no text makes this slow.
  const match = /^(\d{4})\s*(?:[/\-.年]([^/\-.月]*)(?:[/\-.月]\s*(\d{0,2})\D?(.*))?)?$/su.exec(raw.trim());
  if (!match) return null;
  const second = match[2]?.trim() ?? '';
  const month = monthNumber(second);
  const season = seasons[(second || match[4] || '').toLowerCase()] ?? null;
  // "1947-1948" is a span of years.
  if (!month && !season && /[^0]/.test(second)) return null;
  return { ...noDate(), year: Number(match[1]), month, day: month ? dayNumber(match[3] ?? '') : null, season };
}

/** A publication date in either way of writing; also a month without a year ("SEP 15"). */
export function anyDate(raw: string): PublicationDate {
  const text = foldSpace(raw);
  const numeric = numericDate(text);
  if (numeric) return numeric;
  const monthFirst = /^(\p{L}+)\.?(?: (\d{1,2}))?(?:,? (\d{4}))?$/u.exec(text);
  const month = monthFirst ? monthNumber(monthFirst[1] ?? '') : null;
  if (monthFirst && month) {
    const year = monthFirst[3] ? Number(monthFirst[3]) : null;
    return { ...noDate(), year, month, day: dayNumber(monthFirst[2] ?? '') };
  }
  return medlineDate(text);
}

/** A calendar date from "20190320", "2019/03/20 06:00" or "2019-03-20". Null without a year. */
export function calendarDate(raw: string): CalendarDate | null {
  const match = /^\s*(\d{4})(?:[/-]?(\d{1,2})(?:[/-]?(\d{1,2}))?)?(?!\d)/.exec(raw);
  if (!match) return null;
  const month = monthNumber(match[2] ?? '');
  return { year: Number(match[1]), month, day: month ? dayNumber(match[3] ?? '') : null };
}

/** The first four-digit year of a text. */
export function yearIn(text: string): number | null {
  const match = /(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)/.exec(text);
  return match ? Number(match[1]) : null;
}

/** 1..12 from "3", "03", "Mar", "MARCH"; null for anything else. */
export function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 12 ? number : null;
  }
  if (!/^[a-z]{3,9}$/i.test(text)) return null;
  const at = monthNames.findIndex((name) => name.startsWith(text.toLowerCase()));
  return at < 0 ? null : at + 1;
}

function dayNumber(text: string): number | null {
  const number = Number(text);
  return /^\d{1,2}$/.test(text) && number >= 1 && number <= 31 ? number : null;
}
