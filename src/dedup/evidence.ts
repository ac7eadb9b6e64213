import { type AuthorsAgreement, compareAuthors } from './authors.ts';
import { compareJournals, type JournalAgreement } from './journal.ts';
import { compareIssues, comparePages, compareVolumes, type PagesAgreement, pageCount } from './place.ts';
import type { Prepared } from './prepare.ts';
import { type Sameness, sameness } from './record.ts';
import { compareTitles, type TitleAgreement } from './titleAgreement.ts';

/** All that speaks for and against two records being one publication. */
export interface Evidence {
  a: Prepared;
  b: Prepared;
  doi: Sameness;
  pmid: Sameness;
  isbn: Sameness;
  title: TitleAgreement;
  /** Both titles are long and particular enough to stand for one publication. */
  distinct: boolean;
  authors: AuthorsAgreement;
  /** `adjacent`: one year apart, as online and printed dates often are. */
  year: Sameness | 'adjacent';
  journal: JournalAgreement;
  volume: Sameness;
  issue: Sameness;
  pages: PagesAgreement;
  /** Where it stands in print, taken together. */
  place: Sameness;
  /** The range of pages is the same and at least three pages long: no other publication can share it. */
  fullRange: boolean;
}

export function weigh(a: Prepared, b: Prepared): Evidence {
  const volume = compareVolumes(a.place, b.place);
  const issue = compareIssues(a.place, b.place);
  const pages = comparePages(a.place, b.place);
  const year = compareYears(a.year, b.year);
  const journal = compareJournals(a.journal, b.journal);
  const fullRange = pages === 'sameRange' && isLong(a) && isLong(b);
  // Proceedings have no volumes: the year and their name stand for it.
  const volumeless = a.place.volume === null && b.place.volume === null && year === 'same' && journal === 'same';
  return {
    a,
    b,
    doi: sameness(a.doi, b.doi),
    pmid: sameness(a.pmid, b.pmid),
    isbn: sameness(a.isbn, b.isbn),
    title: compareTitles(a.title, b.title),
    distinct: a.title.distinct && b.title.distinct,
    authors: compareAuthors(a.authors, b.authors),
    year,
    journal,
    volume,
    issue,
    pages,
    place: volumeless && fullRange ? 'same' : comparePlaces(volume, issue, pages),
    fullRange,
  };
}

function compareYears(a: number | null, b: number | null): Evidence['year'] {
  if (a === null || b === null) return 'unknown';
  const apart = Math.abs(a - b);
  return apart === 0 ? 'same' : apart === 1 ? 'adjacent' : 'differs';
}

/**
 * The place is the same where volume (or, for journals that give none, issue) and first page agree. It differs
 * where volume or pages do. The issue speaks only where pages are silent: exports often put other numbers there.
 */
function comparePlaces(volume: Sameness, issue: Sameness, pages: PagesAgreement): Sameness {
  if (pages === 'differs' || volume === 'differs') return 'differs';
  if (pages === 'unknown') return issue === 'differs' ? 'differs' : 'unknown';
  if (pages === 'sameEnd') return 'unknown';
  return volume === 'same' || issue === 'same' ? 'same' : 'unknown';
}

function isLong(record: Prepared): boolean {
  return record.place.pages.some((range) => (pageCount(range) ?? 0) >= 3);
}
