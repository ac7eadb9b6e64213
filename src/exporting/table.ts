import type { Citation } from '../domain/citation.ts';
import { inert, quoted } from '../text/csvCell.ts';
import {
  abstractLine,
  fullPages,
  invertedName,
  issnsOf,
  listText,
  medlineDateText,
  otherIdsText,
  ownedAffiliations,
  ownedOrcids,
  sectionsLine,
  slashDate,
  unmistakable,
  urlsOf,
} from './citationText.ts';
import type { Exported } from './exported.ts';

const columns: [string, (citation: Citation) => string | null | undefined][] = [
  ['pmid', ({ pmid }) => pmid],
  ['doi', ({ doi }) => doi],
  ['pmc', ({ pmc }) => pmc],
  ['pii', ({ pii }) => pii],
  ['title', ({ title }) => title],
  ['vernacular_title', ({ vernacularTitle }) => vernacularTitle],
  ['authors', ({ authors }) => namesText(authors)],
  ['editors', ({ editors }) => namesText(editors)],
  ['year', ({ published }) => (published.year === null ? '' : String(published.year))],
  ['date', ({ published }) => medlineDateText(published)],
  ['electronic_date', ({ electronicDate }) => electronicDate && slashDate(electronicDate)],
  ['journal', ({ journal, book }) => journal?.title ?? book?.title],
  ['journal_abbreviation', ({ journal }) => journal?.isoAbbreviation],
  ['issn', (citation) => issnsOf(citation).join(', ')],
  ['isbn', ({ book }) => book?.isbns.join(', ')],
  ['series', ({ book }) => book?.collectionTitle],
  ['publisher', ({ book }) => book?.publisher],
  ['place', ({ book, journal }) => (book ? book.publisherLocation : journal?.country)],
  ['edition', ({ book }) => book?.edition],
  ['volume', ({ volume }) => volume],
  ['issue', ({ issue }) => issue],
  ['pages', ({ pages }) => pages && fullPages(pages)],
  ['abstract', abstractLine],
  ['other_abstract', otherAbstract],
  ['keywords', ({ keywords }) => listText(keywords)],
  ['mesh', ({ mesh }) => listText(mesh.map(({ descriptor }) => descriptor))],
  ['languages', ({ languages }) => languages.join('; ')],
  ['publication_types', ({ publicationTypes }) => publicationTypes.join('; ')],
  ['orcids', ({ authors }) => ownedOrcids(authors).join('; ')],
  ['affiliations', ({ authors }) => ownedAffiliations(authors).join(' | ')],
  ['url', (citation) => urlsOf(citation).join(' ')],
  ['other_ids', otherIdsText],
  ['notes', ({ generalNotes }) => generalNotes.join(' | ')],
];

/** CSV for spreadsheets: a byte order mark, CRLF, one row a record, no cell that would run as a formula. */
export function* exportCsv(records: Iterable<Exported>): Generator<string> {
  yield `\ufeff${[...columns.map(([header]) => header), 'sources'].join(',')}\r\n`;
  for (const { citation, sources } of records) {
    const cells = columns.map(([, text]) => text(citation) ?? '');
    const from = sources.map(({ source, id }) => (id ? `${source}:${id}` : source)).join('; ');
    yield `${[...cells, from].map((cell) => quoted(inert(unmistakable(cell)))).join(',')}\r\n`;
  }
}

function namesText(people: Citation['authors']): string {
  return people.map(invertedName).join('; ');
}

/** The first abstract in another language, unless it already stands for the missing main one. */
function otherAbstract({ abstract, otherAbstracts }: Citation): string {
  return abstract.length > 0 ? sectionsLine(otherAbstracts[0]?.sections ?? []) : '';
}
