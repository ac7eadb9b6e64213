import { abstractOf, authorsOf } from './bibliography.ts';
import { labelledRecords } from './labelled.ts';
import type { ExportSource, Table } from './source.ts';

/** As ASReview reads labelled data. */
export function asreviewTable(source: ExportSource): Table {
  return [
    ['record_id', 'title', 'abstract', 'authors', 'year', 'doi', 'included'],
    ...labelledRecords(source).map(({ record: { recordId, citation }, label }) => [
      recordId,
      citation.title,
      abstractOf(citation),
      authorsOf(citation, '; '),
      citation.published.year,
      citation.doi ?? '',
      label ?? '',
    ]),
  ];
}
