import type { AbstractSection, Author, CalendarDate, Citation, PublicationDate } from '../domain/citation.ts';

/** The abstract as one line of text, labels before their sections; that of another language if there is no main one. */
export function abstractLine(citation: Citation): string {
  const sections = citation.abstract.length > 0 ? citation.abstract : (citation.otherAbstracts[0]?.sections ?? []);
  return sectionsLine(sections);
}

export function sectionsLine(sections: readonly AbstractSection[]): string {
  return sections
    .map(({ label, text }) => (label ? `${label}: ${text}` : text))
    .join(' ')
    .trim();
}

/** "Last, First, Jr" as reference managers read it; the comma behind a group's name says that it is one. */
export function invertedName(author: Author): string {
  if (author.collectiveName) return `${author.collectiveName},`;
  return [author.lastName, author.foreName ?? spaced(author.initials), author.suffix].filter(Boolean).join(', ');
}

/** The name in the form that marks a fact as this person's ("Last, First: address"). */
export function ownerName(author: Author): string {
  return author.collectiveName ?? invertedName(author);
}

/** The affiliations of all authors, each with its owner before it. */
export function ownedAffiliations(authors: readonly Author[]): string[] {
  return authors.flatMap((author) => author.affiliations.map((address) => `${ownerName(author)}: ${address}`));
}

/** Pages with the short end written out: "966-72" gives "966-972". Anything else stays as it is. */
export function fullPages(pages: string): string {
  const span = pageSpan(pages);
  return span ? `${span.start}-${span.end}` : pages;
}

/** Start and end of a plain span of pages; null for article numbers and lists of spans. */
export function pageSpan(pages: string): { start: string; end: string } | null {
  const match = /^([A-Za-z]*)(\d+)([A-Za-z]*)[-–]([A-Za-z]*)(\d+)([A-Za-z]*)$/.exec(pages);
  if (!match) return null;
  const [, prefix = '', from = '', suffix = '', ownPrefix = '', to = '', ownSuffix = ''] = match;
  const whole = to.length < from.length ? from.slice(0, from.length - to.length) + to : to;
  return { start: `${prefix}${from}${suffix}`, end: `${ownPrefix || prefix}${whole}${ownSuffix}` };
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function monthName(month: number): string {
  return monthNames[month - 1] ?? '';
}

/** A publication date in MEDLINE's words: "2018 Nov 25", "2015 Winter", "1998 Dec-1999 Jan". */
export function medlineDateText(date: PublicationDate): string {
  if (date.medlineDate) return date.medlineDate;
  const parts = [date.year, date.season ?? (date.month ? monthName(date.month) : null), date.month ? date.day : null];
  return date.year === null ? '' : parts.filter((part) => part !== null).join(' ');
}

/** A date as "2016/04/19", as far as it is known. */
export function slashDate({ year, month, day }: CalendarDate): string {
  return [String(year), ...[month, month ? day : null].filter((part) => part !== null).map(twoDigits)].join('/');
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Items in one cell or value: parted by semicolons, and ended by one where a comma would else be taken for a break. */
export function listText(items: readonly string[]): string {
  const [only = ''] = items;
  return items.length === 1 && /[,，|]/.test(only) ? `${only};` : items.join('; ');
}

/** Identifiers of other kinds as "kind:value", parted by bars. */
export function otherIdsText(citation: Citation): string {
  return citation.otherIds
    .filter(({ type }) => type !== 'url')
    .map(({ type, value }) => `${type}:${value}`)
    .join(' | ');
}

export function urlsOf(citation: Citation): string[] {
  return citation.otherIds.filter(({ type }) => type === 'url').map(({ value }) => value);
}

/** Every ISSN, the one cited first. */
export function issnsOf(citation: Citation): string[] {
  const { journal } = citation;
  const all = [journal?.issn ?? '', ...(journal?.issns ?? []).map(({ value }) => value)];
  return [...new Set(all.filter(Boolean))];
}

/** ORCID iDs with their owners: "Last, First: 0000-0000-0000-000X". */
export function ownedOrcids(authors: readonly Author[]): string[] {
  return authors.filter(({ orcid }) => orcid).map((author) => `${ownerName(author)}: ${author.orcid}`);
}

/** Keywords and MeSH headings together, for formats that know only keywords. */
export function subjectTerms(citation: Citation): string[] {
  const headings = citation.mesh.map(({ descriptor, qualifiers }) =>
    [descriptor, ...qualifiers.map(({ name }) => name)].join('/'),
  );
  return [...new Set([...citation.keywords, ...headings])];
}

const readAsMarkup =
  /&(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});)|<(?=\/?(?:i|b|sup|sub|u|em|strong|italic|bold)\s*>)/gi;

/** Plain text in which nothing reads as markup: what looks like a tag or a character reference is escaped. */
export function unmistakable(text: string): string {
  return text.replace(readAsMarkup, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
}

function spaced(initials: string | null): string | null {
  return initials === null ? null : [...initials].join(' ');
}
