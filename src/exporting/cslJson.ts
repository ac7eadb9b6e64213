import type { Author, CalendarDate, Citation, PublicationDate } from '../domain/citation.ts';
import {
  abstractLine,
  issnsOf,
  listText,
  ownedAffiliations,
  subjectTerms,
  unmistakable,
  urlsOf,
} from './citationText.ts';
import type { Exported } from './exported.ts';
import { type PublicationForm, publicationForm } from './publicationForm.ts';

const types: Record<PublicationForm, string> = {
  article: 'article-journal',
  book: 'book',
  chapter: 'chapter',
  conference: 'paper-conference',
  thesis: 'thesis',
  report: 'report',
  patent: 'patent',
  other: 'document',
};

type CslValue = string | CslValue[] | number | { [name: string]: CslValue };

/** CSL-JSON: one array of items, an item a line. */
export function* exportCslJson(records: Iterable<Exported>): Generator<string> {
  let count = 0;
  for (const { citation } of records) {
    yield `${count === 0 ? '[' : ','}\n${JSON.stringify(cslItem(citation, ++count))}`;
  }
  yield count === 0 ? '[]\n' : '\n]\n';
}

function cslItem(citation: Citation, number: number): { [name: string]: CslValue } {
  const { journal, book } = citation;
  const form = publicationForm(citation);
  const isPart = form === 'chapter' || form === 'conference';
  const facts: { [name: string]: CslValue | null | undefined } = {
    id: citation.pmid ?? (citation.doi ? `https://doi.org/${citation.doi}` : String(number)),
    type: types[form],
    title: unmistakable(citation.title),
    'original-title': text(citation.vernacularTitle),
    author: citation.authors.map(cslName),
    editor: citation.editors.map(cslName),
    'container-title': text(journal ? journal.title : isPart ? book?.title : null),
    'container-title-short': text(journal?.isoAbbreviation),
    'collection-title': text(book?.collectionTitle),
    issued: cslDate(citation.published),
    'available-date': citation.electronicDate && cslCalendarDate(citation.electronicDate),
    volume: citation.volume,
    issue: citation.issue,
    page: citation.pages,
    publisher: text(book?.publisher),
    'publisher-place': text(book?.publisherLocation),
    edition: text(book?.edition),
    ISSN: issnsOf(citation).join(', '),
    ISBN: book?.isbns.join(', '),
    DOI: citation.doi,
    PMID: citation.pmid,
    PMCID: citation.pmc,
    URL: urlsOf(citation)[0],
    abstract: unmistakable(abstractLine(citation)),
    keyword: unmistakable(listText(subjectTerms(citation))),
    language: citation.languages.join('; '),
    genre: unmistakable(citation.publicationTypes.join('; ')),
    note: noteLines(citation).join('\n'),
  };
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, CslValue] => isTold(fact[1])));
}

function isTold(value: CslValue | null | undefined): boolean {
  if (value === null || value === undefined || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

/** What CSL has no variable for, one fact a line. */
function noteLines(citation: Citation): string[] {
  const [, ...moreUrls] = urlsOf(citation);
  const ids = citation.otherIds.filter(({ type }) => type !== 'url');
  return [
    citation.pii ? `PII: ${citation.pii}` : '',
    citation.journal?.country ? `Country: ${citation.journal.country}` : '',
    ...ids.map(({ type, value }) => `ID: ${type}:${value}`),
    ...moreUrls.map((url) => `ID: url:${url}`),
    ...ownedAffiliations(citation.authors).map((address) => `Affiliation: ${unmistakable(address)}`),
    ...citation.generalNotes.map(unmistakable),
  ].filter(Boolean);
}

function cslName(author: Author): { [name: string]: CslValue } {
  const given = author.foreName ?? [...(author.initials ?? '')].join(' ');
  const name: [string, string | null][] = author.collectiveName
    ? [['literal', author.collectiveName]]
    : [
        ['family', author.lastName],
        ['given', given],
        ['suffix', author.suffix],
      ];
  const parts = [...name, ['ORCID', author.orcid && `https://orcid.org/${author.orcid}`] as const];
  return Object.fromEntries(
    parts
      .filter((part): part is [string, string] => Boolean(part[1]))
      .map(([key, value]) => [key, unmistakable(value)]),
  );
}

function cslDate({ year, month, day, season, medlineDate }: PublicationDate): { [name: string]: CslValue } | null {
  if (medlineDate) return { literal: medlineDate };
  if (year === null) return null;
  if (season) return { 'date-parts': [[year]], season };
  return cslCalendarDate({ year, month, day });
}

function cslCalendarDate({ year, month, day }: CalendarDate): { [name: string]: CslValue } {
  return { 'date-parts': [[year, month, month ? day : null].filter((part) => part !== null)] };
}

function text(value: string | null | undefined): string | null {
  return value ? unmistakable(value) : null;
}
