import type { Author, Citation } from '../domain/citation.ts';
import { fullPages } from './citationText.ts';
import { type PublicationForm, publicationForm } from './publicationForm.ts';
import { bareTitle, chineseName, initialLetters, isChineseText } from './stylePieces.ts';

const documentCodes: Record<PublicationForm, string> = {
  article: 'J',
  book: 'M',
  chapter: 'M',
  conference: 'C',
  thesis: 'D',
  report: 'R',
  patent: 'P',
  other: 'Z',
};

/** GB/T 7714—2015: three authors, then 等 or et al; document code in brackets; surnames in capitals. */
export function formatGbt7714(citation: Citation): string {
  const { title, doi, journal, book } = citation;
  const form = publicationForm(citation);
  const names = authorList(citation);
  const source = book && !journal ? bookSource(citation, form) : journalSource(citation);
  const isPart = form === 'chapter' || form === 'conference';
  const opening = `${bareTitle(title)}[${documentCodes[form]}]${isPart && source ? '//' : '.'}`;
  const body = [opening, source].join(isPart ? '' : ' ').trim();
  return [names && `${names}.`, body, doi && `DOI: ${doi}.`].filter(Boolean).join(' ');
}

function authorList({ authors, authorsComplete, title }: Citation): string {
  const names = authors.slice(0, 3).map(personName);
  const isCut = authors.length > 3 || (!authorsComplete && names.length > 0);
  if (isCut) names.push(isChineseText(names.join('') || title) ? '等' : 'et al');
  return names.join(', ');
}

function personName(author: Author): string {
  const whole = author.collectiveName ?? chineseName(author);
  if (whole) return whole;
  return [(author.lastName ?? '').toUpperCase(), ...initialLetters(author), author.suffix].filter(Boolean).join(' ');
}

function journalSource({ journal, published, volume, issue, pages }: Citation): string {
  const year = published.year === null ? published.medlineDate : String(published.year);
  const place = `${volume ?? ''}${issue ? `(${issue})` : ''}`;
  const dated = [journal?.title ?? journal?.isoAbbreviation, year, place].filter(Boolean).join(', ');
  return stop([dated, pages && fullPages(pages)].filter(Boolean).join(': '));
}

function bookSource({ book, editors, published, pages }: Citation, form: PublicationForm): string {
  const isPart = form === 'chapter' || form === 'conference';
  const names = editors.slice(0, 3).map(personName);
  const host = isPart ? [names.join(', '), book?.title].filter(Boolean).join('. ') : '';
  const imprint = [book?.publisherLocation, book?.publisher].filter(Boolean).join(': ');
  const dated = [imprint, published.year === null ? null : String(published.year)].filter(Boolean).join(', ');
  const located = [dated, pages && fullPages(pages)].filter(Boolean).join(': ');
  return stop([host, located].filter(Boolean).join('. '));
}

function stop(text: string): string {
  return text && !text.endsWith('.') ? `${text}.` : text;
}
