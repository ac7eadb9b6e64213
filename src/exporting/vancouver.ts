import type { Author, Citation } from '../domain/citation.ts';
import { medlineDateText } from './citationText.ts';
import { publicationForm } from './publicationForm.ts';
import { chineseName, initialLetters, sentence } from './stylePieces.ts';

/** Vancouver as ICMJE and NLM print it: six authors, then "et al."; journal abbreviated; pages as in MEDLINE. */
export function formatVancouver(citation: Citation): string {
  const { book, doi, pmid, pmc } = citation;
  const ids = [doi && `doi: ${doi}.`, pmid && `PMID: ${pmid}.`, pmc && `PMCID: ${pmc}.`];
  const source = book && !citation.journal ? bookSource(citation) : journalSource(citation);
  return [sentence(authorList(citation)), sentence(citation.title), source, ...ids].filter(Boolean).join(' ');
}

function authorList({ authors, authorsComplete }: Citation): string {
  const names = authors.slice(0, 6).map(personName);
  if (authors.length > 6 || (!authorsComplete && names.length > 0)) names.push('et al');
  return names.join(', ');
}

function personName(author: Author): string {
  const whole = author.collectiveName ?? chineseName(author);
  if (whole) return whole;
  return [author.lastName, initialLetters(author).join(''), author.suffix].filter(Boolean).join(' ');
}

function journalSource({ journal, volume, issue, pages, published }: Citation): string {
  const name = journal?.isoAbbreviation ?? journal?.title ?? '';
  const place = `${volume ?? ''}${issue ? `(${issue})` : ''}`;
  const located = [place, pages].filter(Boolean).join(':');
  const dated = [medlineDateText(published), located].filter(Boolean).join(';');
  return [sentence(name), dated && sentence(dated)].filter(Boolean).join(' ');
}

function bookSource(citation: Citation): string {
  const { book, editors, published, pages } = citation;
  if (!book) return '';
  const isPart = publicationForm(citation) === 'chapter';
  const names = editors.map(personName);
  const editorText = names.length > 0 ? `${names.join(', ')}, editor${names.length > 1 ? 's' : ''}.` : '';
  const imprint = [book.publisherLocation, book.publisher].filter(Boolean).join(': ');
  const dated = [imprint, medlineDateText(published)].filter(Boolean).join('; ');
  return [
    isPart ? ['In:', editorText, sentence(book.title ?? '')].filter(Boolean).join(' ') : editorText,
    book.edition && sentence(/^\d+$/.test(book.edition) ? `${ordinal(book.edition)} ed` : book.edition),
    dated && sentence(dated),
    pages && sentence(`p. ${pages}`),
  ]
    .filter(Boolean)
    .join(' ');
}

function ordinal(number: string): string {
  if (/1[123]$/.test(number)) return `${number}th`;
  const endings: Record<string, string> = { '1': 'st', '2': 'nd', '3': 'rd' };
  return `${number}${endings[number.slice(-1)] ?? 'th'}`;
}
