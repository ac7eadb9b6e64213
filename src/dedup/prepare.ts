import { normaliseDoi, normalisePmid } from '../domain/identifiers.ts';
import { type AuthorName, readAuthors } from './authors.ts';
import { type GenreFacts, readGenre } from './genre.ts';
import { type JournalName, readJournal } from './journal.ts';
import { type Place, readPlace } from './place.ts';
import type { DedupRecord } from './record.ts';
import { readTitle, type Title } from './title.ts';
import { plainText } from './words.ts';

/** A record read once into the forms that are compared many times. */
export interface Prepared extends GenreFacts {
  id: string;
  doi: string | null;
  pmid: string | null;
  isbn: string | null;
  title: Title;
  authors: readonly AuthorName[];
  year: number | null;
  journal: JournalName | null;
  place: Place;
}

export function prepare(record: DedupRecord): Prepared {
  const year = readYear(record.year);
  const place = readPlace(record.volume, record.issue, record.pages, year);
  return {
    id: record.id,
    doi: readDoi(record.doi),
    pmid: normalisePmid(record.pmid),
    isbn: readIsbn(record.isbn),
    title: readTitle(record.title, record.otherTitles ?? []),
    authors: readAuthors(record.authors),
    year,
    journal: readJournal(record.journal),
    place,
    ...readGenre(record, place),
  };
}

function readYear(year: number | string | null): number | null {
  const found = /(?:1[6-9]|20)\d\d/.exec(String(year ?? ''))?.[0];
  return found ? Number(found) : null;
}

/**
 * A DOI by its letters and digits alone, without a path to the full text: exports encode, drop or add the rest
 * ("(SICI)1097-0142<1::AID", "&lt;1::AID", a closing bracket). Two that differ only there are still told apart by
 * their titles.
 */
function readDoi(doi: string | null): string | null {
  const normal = normaliseDoi(plainText(doi ?? ''))?.replace(/\/(?:full|pdf|abstract|epdf)$|\.pdf$/, '');
  return normal?.replace(/[^\p{L}\p{N}]/gu, '') ?? null;
}

/** ISBN-10 and ISBN-13 of one edition share their nine middle digits. */
function readIsbn(isbn: string | null | undefined): string | null {
  const digits = (isbn ?? '').replace(/[\s-]/g, '').toUpperCase();
  const match = /^(?:97[89])?(\d{9})[\dX]$/.exec(digits);
  return match?.[1] ?? null;
}
