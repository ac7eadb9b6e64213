import type { Author, Citation, PublicationDate } from '../domain/citation.ts';
import { fullPages } from './citationText.ts';
import { publicationForm } from './publicationForm.ts';
import { bareTitle, chineseName, initialLetters, sentence } from './stylePieces.ts';

/** APA, seventh edition, as plain text (no italics): up to twenty authors, full pages, DOI as a link. */
export function formatApa(citation: Citation): string {
  const { book, journal, doi, pmid } = citation;
  const source = book && !journal ? bookSource(citation) : journalSource(citation);
  const year = yearText(citation.published);
  const title = sentence(titleText(citation));
  const names = authorList(citation);
  const opening = names ? [sentence(names), `(${year}).`, title] : [title, `(${year}).`];
  const link = doi ? `https://doi.org/${doi}` : pmid ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : '';
  return [...opening, source, link].filter(Boolean).join(' ');
}

/** A title that NLM gives only in translation stands in brackets, behind the original one where that is known. */
function titleText({ title, vernacularTitle }: Citation): string {
  const bare = bareTitle(title);
  if (!title.startsWith('[') || bare === title) return bare;
  return vernacularTitle ? `${bareTitle(vernacularTitle)} [${bare}]` : `[${bare}]`;
}

function authorList({ authors, authorsComplete }: Citation): string {
  const names = authors.map(personName);
  if (!authorsComplete && names.length > 0) return `${names.slice(0, 19).join(', ')}, et al.`;
  if (names.length <= 1) return names.join('');
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`;
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`;
}

function personName(author: Author): string {
  const whole = author.collectiveName ?? chineseName(author);
  if (whole) return whole;
  return [author.lastName, initialsText(author), author.suffix].filter(Boolean).join(', ');
}

/** "S.-Y." keeps the hyphen of the given name. */
function initialsText(author: Author): string {
  const { foreName } = author;
  const hyphenated = foreName && /\p{L}-\p{L}/u.test(foreName) && !/^\p{Lu}+$/u.test(foreName);
  if (!hyphenated)
    return initialLetters(author)
      .map((letter) => `${letter}.`)
      .join(' ');
  return foreName
    .split(/\s+/)
    .map((word) =>
      word
        .split('-')
        .map((part) => `${[...part][0]?.toUpperCase() ?? ''}.`)
        .join('-'),
    )
    .join(' ');
}

function yearText({ year, medlineDate }: PublicationDate): string {
  return year === null ? (medlineDate ?? 'n.d.') : String(year);
}

function journalSource({ journal, volume, issue, pages }: Citation): string {
  const place = volume ? `${volume}${issue ? `(${issue})` : ''}` : issue ? `(${issue})` : '';
  const parts = [journal?.title ?? journal?.isoAbbreviation, place, pages && pagesText(pages)].filter(Boolean);
  return parts.length > 0 ? sentence(parts.join(', ')) : '';
}

function bookSource(citation: Citation): string {
  const { book, editors, pages } = citation;
  if (!book) return '';
  const publisher = sentence(book.publisher ?? '');
  if (publicationForm(citation) !== 'chapter') return publisher;
  const names = editors.map((editor) =>
    [initialsText(editor), editor.lastName ?? editor.collectiveName].filter(Boolean).join(' '),
  );
  const joined = names.length > 2 ? `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}` : names.join(' & ');
  const editorText = joined ? `${joined} (Ed${names.length > 1 ? 's' : ''}.), ` : '';
  const pageText = pages ? ` (pp. ${pagesText(pages)})` : '';
  return [`In ${editorText}${bareTitle(book.title ?? '')}${pageText}.`, publisher].filter(Boolean).join(' ');
}

function pagesText(pages: string): string {
  return fullPages(pages).replace(/(?<=\w)-(?=\w)/g, '–');
}
