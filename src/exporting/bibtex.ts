import type { Author, Citation } from '../domain/citation.ts';
import { CitationKeys } from './citationKeys.ts';
import {
  abstractLine,
  fullPages,
  issnsOf,
  listText,
  medlineDateText,
  monthName,
  otherIdsText,
  ownedAffiliations,
  ownedOrcids,
  slashDate,
  subjectTerms,
  unmistakable,
  urlsOf,
} from './citationText.ts';
import type { Exported } from './exported.ts';
import { type PublicationForm, publicationForm } from './publicationForm.ts';

const types: Record<PublicationForm, string> = {
  article: 'article',
  book: 'book',
  chapter: 'incollection',
  conference: 'inproceedings',
  thesis: 'phdthesis',
  report: 'techreport',
  patent: 'misc',
  other: 'misc',
};

/** BibTeX in UTF-8. Keys are first author, year and first word of the title, told apart by letters. */
export function* exportBibtex(records: Iterable<Exported>): Generator<string> {
  const keys = new CitationKeys();
  for (const { citation } of records) yield bibtexEntry(citation, keys.next(citation));
}

function bibtexEntry(citation: Citation, key: string): string {
  const { journal, book, published } = citation;
  const form = publicationForm(citation);
  const isPart = form === 'chapter' || form === 'conference';
  const isSimpleDate = published.medlineDate === null && published.season === null;
  const fields: [string, string | null | undefined][] = [
    // A second pair of braces keeps the capitals of the title.
    ['title', braced(citation.title)],
    ['origtitle', latex(citation.vernacularTitle)],
    ['author', citation.authors.map(personName).join(' and ') + (citation.authorsComplete ? '' : ' and others')],
    ['editor', citation.editors.map(personName).join(' and ')],
    ['journal', latex(journal?.title)],
    ['shortjournal', latex(journal?.isoAbbreviation)],
    ['booktitle', isPart ? latex(book?.title) : null],
    ['series', latex(book?.collectionTitle)],
    ['date', isSimpleDate ? null : latex(medlineDateText(published))],
    ['year', published.year === null ? null : String(published.year)],
    ['day', isSimpleDate && published.day ? String(published.day) : null],
    ['epubdate', citation.electronicDate && slashDate(citation.electronicDate)],
    ['volume', latex(citation.volume)],
    ['number', latex(citation.issue)],
    ['pages', citation.pages && latex(fullPages(citation.pages)).replace(/(?<=\d)-(?=\w*\d)/g, '--')],
    ['publisher', latex(book?.publisher)],
    ['address', latex(book ? book.publisherLocation : journal?.country)],
    ['edition', latex(book?.edition)],
    ['issn', issnsOf(citation).join(', ')],
    ['isbn', latex(book?.isbns.join(', '))],
    ['doi', latex(citation.doi)],
    ['pmid', citation.pmid],
    ['pmcid', citation.pmc],
    ['pii', latex(citation.pii)],
    ['url', latex(urlsOf(citation).join(' '))],
    ['otherids', latex(otherIdsText(citation))],
    ['abstract', latex(abstractLine(citation))],
    ['keywords', latex(listText(subjectTerms(citation)))],
    ['language', citation.languages.join('; ')],
    ['pubtype', latex(citation.publicationTypes.join('; '))],
    ['orcid', latex(ownedOrcids(citation.authors).join('; '))],
    ['affiliation', latex(ownedAffiliations(citation.authors).join(' | '))],
    ['note', latex(citation.generalNotes.join(' | '))],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  // A bare month is BibTeX's own abbreviation, which styles put in their language.
  if (isSimpleDate && published.month) lines.push(`  month = ${monthName(published.month).toLowerCase()},`);
  return `@${types[form]}{${key},\n${lines.join('\n')}\n}\n\n`;
}

/** "Last, Jr, First"; a group is braced, so that its name stays whole. */
function personName(author: Author): string {
  if (author.collectiveName) return braced(author.collectiveName);
  const given = author.foreName ?? [...(author.initials ?? '')].join(' ');
  const parts = [author.lastName, author.suffix, given].map((part) => guardAnd(latex(part)));
  return parts.filter(Boolean).join(', ');
}

function guardAnd(name: string): string {
  return name.replace(/\band\b/g, '{and}');
}

function braced(text: string): string {
  return text ? `{${latex(text)}}` : '';
}

const escapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
};

/** Plain text for LaTeX: special signs escaped, hyphens in a row kept from becoming a dash. */
function latex(text: string | null | undefined): string {
  if (!text) return '';
  return unmistakable(text)
    .replace(/[\\{}~^$&%#_]/g, (sign) => escapes[sign] ?? sign)
    .replace(/-(?=-)/g, '-{}');
}
