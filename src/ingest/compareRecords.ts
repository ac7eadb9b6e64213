import type { Author, Citation } from '../domain/citation.ts';
import type { StoredRecord, StoredSource } from '../store/records.ts';

/** One fact of two records, side by side. */
export interface ComparedField {
  field: string;
  values: readonly [string, string];
  /** True where both name it and not alike; letter case, punctuation and space do not count. */
  differs: boolean;
}

/** A record with the sources it comes from. */
export interface ComparedRecord {
  record: StoredRecord;
  sources: readonly StoredSource[];
}

const namesShown = 6;

const facts: readonly [field: string, (citation: Citation) => string | null][] = [
  ['title', (citation) => citation.title],
  ['vernacular title', (citation) => citation.vernacularTitle],
  ['authors', (citation) => authorNames(citation.authors)],
  ['journal', ({ journal, book }) => journal?.title ?? journal?.isoAbbreviation ?? book?.title ?? null],
  ['year', ({ published, electronicDate }) => String(published.year ?? electronicDate?.year ?? '')],
  ['volume', (citation) => citation.volume],
  ['issue', (citation) => citation.issue],
  ['pages', (citation) => citation.pages],
  ['DOI', (citation) => citation.doi],
  ['PMID', (citation) => citation.pmid],
  ['languages', (citation) => citation.languages.join(', ')],
  ['types', (citation) => citation.publicationTypes.join(', ')],
];

/** What tells two records apart or together, field by field; facts that neither has are left out. */
export function compareRecords(one: ComparedRecord, other: ComparedRecord): ComparedField[] {
  const compared = facts.map(([field, read]): ComparedField => {
    const values = [read(one.record.citation) ?? '', read(other.record.citation) ?? ''] as const;
    return { field, values, differs: values.every(Boolean) && bare(values[0]) !== bare(values[1]) };
  });
  const names = ({ sources }: ComparedRecord) => sources.map(({ source }) => source).join(', ');
  compared.push({ field: 'sources', values: [names(one), names(other)], differs: false });
  return compared.filter(({ values }) => values.some(Boolean));
}

function authorNames(authors: readonly Author[]): string {
  const names = authors.map(({ collectiveName, lastName, initials }) =>
    collectiveName ? collectiveName : [lastName, initials].filter(Boolean).join(' '),
  );
  const more = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
