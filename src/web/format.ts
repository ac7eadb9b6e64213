import { languageTag } from '../domain/recordText.ts';
import { type Locale, localeTags } from './locale.ts';

/** Numbers, dates and names of languages as readers of one language write them. */
export interface Format {
  number(value: number): string;
  /** A share given in percent, to one decimal: "66.7%". */
  percent(value: number): string;
  /** A day in UTC, from an ISO instant or date: "14 Mar 2026". Text that is no date comes back as it is. */
  date(iso: string): string;
  /** A moment in UTC, to the minute, from an ISO instant. */
  instant(iso: string): string;
  list(items: readonly string[]): string;
  /** The name of a language from its MEDLINE (ISO 639-2) code: "chi" is "Chinese". */
  language(code: string): string;
}

export function createFormat(locale: Locale): Format {
  const tag = localeTags[locale].intl;
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const languages = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' });
  return {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    date(iso) {
      const instant = new Date(iso);
      return Number.isNaN(instant.getTime()) ? iso : date.format(instant);
    },
    instant(iso) {
      const instant = new Date(iso);
      return Number.isNaN(instant.getTime()) ? iso : `${moment.format(instant)} UTC`;
    },
    list: (items) => list.format(items),
    language(code) {
      try {
        return languages.of(languageTag(code)) ?? code;
      } catch {
        return code;
      }
    },
  };
}
