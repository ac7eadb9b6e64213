import type { Author, Citation } from '../domain/citation.ts';
import { abstractText } from '../domain/recordText.ts';
import type { DedupRecord } from './record.ts';

/** What duplicate detection needs to know of a citation. */
export function fromCitation(id: string, citation: Citation): DedupRecord {
  const { journal, book } = citation;
  return {
    id,
    title: citation.title,
    otherTitles: citation.vernacularTitle ? [citation.vernacularTitle] : [],
    authors: citation.authors.map(nameOf).filter((name) => name !== ''),
    year: citation.published.year ?? citation.electronicDate?.year ?? null,
    journal:
      [journal?.title, journal?.isoAbbreviation ?? journal?.medlineTa, book?.title].filter(Boolean).join(' = ') || null,
    volume: citation.volume,
    issue: citation.issue,
    pages: citation.pages,
    doi: citation.doi,
    pmid: citation.pmid,
    isbn: book?.isbns[0] ?? null,
    abstract: abstractText(citation.abstract),
    publicationTypes: citation.publicationTypes,
    language: citation.languages[0] ?? null,
  };
}

function nameOf(author: Author): string {
  if (author.collectiveName) return author.collectiveName;
  const given = author.foreName ?? author.initials;
  return [author.lastName, given].filter(Boolean).join(', ');
}
