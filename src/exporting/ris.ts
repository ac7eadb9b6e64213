import type { Author, Citation, PublicationDate } from '../domain/citation.ts';
import {
  abstractLine,
  invertedName,
  issnsOf,
  ownedAffiliations,
  ownerName,
  pageSpan,
  slashDate,
  subjectTerms,
  twoDigits,
  unmistakable,
  urlsOf,
} from './citationText.ts';
import type { Exported } from './exported.ts';
import { type PublicationForm, publicationForm } from './publicationForm.ts';

const types: Record<PublicationForm, string> = {
  article: 'JOUR',
  book: 'BOOK',
  chapter: 'CHAP',
  conference: 'CPAPER',
  thesis: 'THES',
  report: 'RPRT',
  patent: 'PAT',
  other: 'GEN',
};

/** RIS, one record after the other, with CRLF as its readers expect. */
export function* exportRis(records: Iterable<Exported>): Generator<string> {
  for (const { citation } of records) yield `${risLines(citation).join('\r\n')}\r\n\r\n`;
}

function risLines(citation: Citation): string[] {
  const lines: string[] = [];
  const write = (tag: string, ...values: (string | null | undefined)[]): void => {
    for (const value of values) if (value) lines.push(`${tag}  - ${value}`);
  };
  const form = publicationForm(citation);
  write('TY', types[form]);
  write('AU', ...citation.authors.map(invertedName).map(unmistakable));
  write('AI', ...citation.authors.filter(({ orcid }) => orcid).map(orcidLine));
  write('ED', ...citation.editors.map(invertedName).map(unmistakable));
  write('TI', unmistakable(citation.title));
  write('TT', unmistakable(citation.vernacularTitle ?? ''));
  writeContainer(write, citation, form);
  writeDates(write, citation);
  write('VL', citation.volume);
  write('IS', citation.issue);
  const span = pageSpan(citation.pages ?? '');
  write('SP', span?.start ?? citation.pages);
  write('EP', span?.end);
  write('AB', unmistakable(abstractLine(citation)));
  write('KW', ...subjectTerms(citation).map(unmistakable));
  write('LA', ...citation.languages);
  write('M3', citation.publicationTypes.map(unmistakable).join('; '));
  write('SN', ...issnsOf(citation), ...(citation.book?.isbns ?? []));
  writeIdentifiers(write, citation);
  write('AD', ...ownedAffiliations([...citation.authors]).map(unmistakable));
  write('N1', ...citation.generalNotes.map(unmistakable));
  lines.push('ER  - ');
  return lines;
}

type Write = (tag: string, ...values: (string | null | undefined)[]) => void;

function writeContainer(write: Write, { journal, book, electronicDate }: Citation, form: PublicationForm): void {
  if (journal) {
    write('T2', unmistakable(journal.title ?? ''));
    write('J2', unmistakable(journal.isoAbbreviation ?? ''));
    write('CY', journal.country);
  }
  if (book && !journal) {
    const isPart = form === 'chapter' || form === 'conference';
    write(isPart ? 'BT' : 'T2', unmistakable((isPart ? book.title : book.collectionTitle) ?? ''));
    if (isPart) write('T3', unmistakable(book.collectionTitle ?? ''));
    write('PB', book.publisher);
    write('CY', book.publisherLocation);
    write('ET', book.edition);
  }
  // RIS of 2011 keeps the date of an article ahead of print in the tag of a book's edition.
  if (electronicDate && !book?.edition) write('ET', slashDate(electronicDate));
}

function writeDates(write: Write, { published }: Citation): void {
  if (published.year !== null) write('PY', String(published.year));
  write('DA', risDate(published));
}

/** "2018/11/25/", with empty parts where nothing is known and the text of a date that is more than that. */
function risDate({ year, month, day, season, medlineDate }: PublicationDate): string {
  if (medlineDate) return medlineDate;
  if (year === null || (month === null && season === null)) return '';
  return [year, month ? twoDigits(month) : '', month && day ? twoDigits(day) : '', season ?? ''].join('/');
}

function writeIdentifiers(write: Write, citation: Citation): void {
  write('DO', citation.doi);
  if (citation.pmid) {
    write('AN', citation.pmid);
    write('DB', 'PubMed');
    write('U1', `${citation.pmid}[pmid]`);
  }
  write('C2', citation.pmc);
  if (citation.pii) write('U4', `${citation.pii}[pii]`);
  for (const { type, value } of citation.otherIds) if (type !== 'url') write('U5', `${value}[${type}]`);
  write('UR', ...urlsOf(citation));
}

/** ORCID iDs in the way Ovid writes them, which names the owner. */
function orcidLine(author: Author): string {
  return `${unmistakable(ownerName(author))}; ORCID: https://orcid.org/${author.orcid}`;
}
