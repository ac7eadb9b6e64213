import type { CalendarDate, HistoryDate, PublicationDate } from '../domain/citation.ts';
import { textOf } from './inlineText.ts';
import { attributeOf, elementsNamed, inside, type XmlNodes } from './xml/xmlTree.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seasonNames: Readonly<Record<string, string>> = {
  spring: 'Spring',
  summer: 'Summer',
  autumn: 'Autumn',
  fall: 'Fall',
  winter: 'Winter',
};

/** A month as PubMed writes it ("Feb", "02", "2", "Jul-Aug": the first). Null if it is none. */
export function monthOf(text: string | null): number | null {
  if (!text) return null;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? number : null;
}

/** A date in elements Year, Month, Day. Null without a year. */
export function calendarDate(nodes: XmlNodes): CalendarDate | null {
  const year = numberOf(textOf(nodes, 'Year'));
  if (year === null) return null;
  return { year, month: monthOf(textOf(nodes, 'Month')), day: numberOf(textOf(nodes, 'Day')) };
}

/** PubDate: Year with Month and Day or Season, or MedlineDate, whose text is kept and read as far as it goes. */
export function publicationDate(nodes: XmlNodes): PublicationDate {
  const medlineDate = textOf(nodes, 'MedlineDate');
  const season = textOf(nodes, 'Season');
  const date = calendarDate(nodes);
  if (date || !medlineDate) return { ...(date ?? { year: null, month: null, day: null }), season, medlineDate };
  return { ...readMedlineDate(medlineDate), medlineDate };
}

/**
 * The start of a free-text date: "1998 Dec-1999 Jan" begins in December 1998, "Winter 2016" in winter 2016.
 * The year is the first number of four digits, wherever it stands ("Spring" is no year).
 */
export function readMedlineDate(text: string): Omit<PublicationDate, 'medlineDate'> {
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  const words = text.match(/\p{L}+/gu) ?? [];
  const monthWord = words.find((word) => monthOf(word) !== null);
  const seasonWord = words.find((word) => seasonNames[word.toLowerCase()] !== undefined);
  const day = monthWord ? new RegExp(`\\d{4}\\s+${monthWord}\\s+(\\d{1,2})(?!\\d)`).exec(text)?.[1] : undefined;
  return {
    year: year === undefined ? null : Number(year),
    month: monthWord === undefined ? null : monthOf(monthWord),
    day: day === undefined ? null : Number(day),
    season: seasonWord === undefined ? null : (seasonNames[seasonWord.toLowerCase()] ?? null),
  };
}

/** History: when the article was received, accepted, entered PubMed, ... */
export function historyDates(nodes: XmlNodes): HistoryDate[] {
  return elementsNamed(nodes, 'PubMedPubDate').flatMap((node) => {
    const parts = node.children;
    const date = calendarDate(parts);
    if (!date) return [];
    const clock = { hour: numberOf(textOf(parts, 'Hour')), minute: numberOf(textOf(parts, 'Minute')) };
    return [{ ...date, status: attributeOf(node, 'PubStatus') ?? '', ...clock }];
  });
}

/** A date element as a line of the history, under a status of its own. */
export function historyDateOf(nodes: XmlNodes, element: string, status: string): HistoryDate[] {
  const date = calendarDate(inside(nodes, element));
  return date ? [{ ...date, status, hour: null, minute: null }] : [];
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}
