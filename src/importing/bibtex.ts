import type { Author } from '../domain/citation.ts';
import { author, authorFromName } from './authorNames.ts';
import { type BibtexEntry, bibtexPieces } from './bibtexEntries.ts';
import type { FoundRecord } from './importEvent.ts';
import { latexText } from './latexText.ts';
import { attachOrcids, otherIdentifiers, ownedOrcids, termsIn } from './ownedFacts.ts';
import { citationOf, emptyReference, type PlainReference, type ReferenceKind } from './plainReference.ts';
import { foldSpace } from './plainText.ts';

const kinds: Record<string, ReferenceKind> = {
  article: 'article',
  book: 'book',
  booklet: 'book',
  collection: 'book',
  proceedings: 'book',
  inbook: 'chapter',
  incollection: 'chapter',
  inproceedings: 'conference',
  conference: 'conference',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  thesis: 'thesis',
  techreport: 'report',
  report: 'report',
  patent: 'patent',
};

/** The records of a BibTeX or BibLaTeX file. An entry that cannot be read is refused by itself. */
export function* readBibtex(text: string): Generator<FoundRecord> {
  let line = 1;
  let counted = 0;
  for (const piece of bibtexPieces(text)) {
    line += text.slice(counted, piece.offset).match(/\n/g)?.length ?? 0;
    counted = piece.offset;
    const place = { raw: piece.raw, line };
    if ('fault' in piece) yield { ...place, reason: `The BibTeX entry on line ${line} ${piece.fault}.` };
    else yield { ...place, citation: citationOf(referenceOf(piece.entry)) };
  }
}

function referenceOf({ type, fields }: BibtexEntry): PlainReference {
  const raw = (...names: string[]): string =>
    names.map((name) => fields.get(name) ?? '').find((one) => one.trim()) ?? '';
  const text = (...names: string[]): string => latexText(raw(...names));
  const list = (...names: string[]): string[] => names.map((name) => text(name)).filter(Boolean);
  const reference = emptyReference();
  reference.kind = kinds[type] ?? 'other';
  reference.title = [text('title'), text('subtitle')].filter(Boolean).join(': ');
  reference.vernacularTitle = text('origtitle');
  reference.containerTitle = text('journal', 'journaltitle', 'booktitle', 'fjournal') || bookTitle(reference);
  reference.journalAbbreviation = text('shortjournal', 'journal-iso');
  reference.seriesTitle = text('series');
  reference.authors = peopleOf(raw('author'));
  reference.editors = peopleOf(raw('editor'));
  attachOrcids(reference.authors, ownedOrcids(text('orcid').split(';')));
  const date = [text('year'), text('month'), text('day')];
  reference.dates = [...list('date'), ...datesOf(date)];
  reference.electronicDate = text('eprintdate', 'epubdate');
  reference.volume = text('volume');
  reference.issue = text('number', 'issue');
  reference.pages = text('pages', 'eid', 'articleno');
  reference.abstract = text('abstract');
  reference.keywords = termsIn(text('keywords', 'keyword'));
  reference.languages = text('language', 'langid').split(/[;,]/);
  reference.publicationTypes = list('type', 'pubtype').flatMap((value) => value.split(';').map((one) => one.trim()));
  reference.serialNumbers = list('issn', 'isbn', 'eissn');
  reference.dois = list('doi');
  reference.pmids = list('pmid', ...(/pubmed/i.test(raw('eprinttype')) ? ['eprint'] : []));
  reference.pmcs = list('pmcid', 'pmc');
  reference.pii = text('pii');
  reference.links = list('url', 'ee', 'bdsk-url-1').flatMap((value) => value.split(' '));
  reference.otherIds = otherIdentifiers(text('otherids'));
  reference.publisher = text('publisher', 'school', 'institution', 'organization');
  reference.place = text('address', 'location');
  reference.edition = text('edition');
  reference.notes = list('note', 'annote').flatMap((value) => value.split(' | '));
  reference.affiliations = text('affiliation', 'affiliations').split(' | ');
  return reference;
}

function bookTitle({ kind, title }: PlainReference): string {
  return kind === 'book' || kind === 'thesis' || kind === 'report' ? title : '';
}

function datesOf([year = '', month = '', day = '']: string[]): string[] {
  const monthDay = /^(\p{L}+)\.?\s+(\d{1,2})$/u.exec(month);
  const whole = monthDay ? `${year} ${monthDay[1]} ${monthDay[2]}` : `${year} ${month} ${day}`;
  return [whole.trim(), year].filter(Boolean);
}

/** Names parted by "and" outside of braces; a name wholly in braces is an organisation. */
function peopleOf(raw: string): Author[] {
  const people: Author[] = [];
  for (const name of splitAtAnd(raw)) {
    const braced = /^\{([\s\S]*)\}$/.exec(name.trim());
    const isOrganisation = braced && !/^[^{}]*\}[\s\S]*\{/.test(braced[1] ?? '');
    const person = isOrganisation
      ? author({ collectiveName: latexText(braced[1] ?? '') })
      : authorFromName(nameOf(name));
    if (person) people.push(person);
  }
  return people;
}

/** BibTeX puts the suffix in the middle: "Last, Jr, First". */
function nameOf(name: string): string {
  const parts = latexText(name)
    .split(',')
    .map((part) => part.trim());
  return parts.length === 3 ? `${parts[0]}, ${parts[2]}, ${parts[1]}` : parts.join(', ');
}

function splitAtAnd(raw: string): string[] {
  const folded = foldSpace(raw);
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of folded.matchAll(/\\.|[{}]| and(?= )/g)) {
    const sign = match[0];
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
    else if (depth <= 0 && !sign.startsWith('\\')) {
      names.push(folded.slice(start, match.index));
      start = match.index + sign.length;
    }
  }
  names.push(folded.slice(start));
  return names;
}
