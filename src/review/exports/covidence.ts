import { abstractOf, authorsOf } from './bibliography.ts';
import { labelledRecords } from './labelled.ts';
import type { ExportSource, Table } from './source.ts';

/** The columns of Covidence's own export. */
export function covidenceTable(source: ExportSource): Table {
  return [
    [
      'Title',
      'Authors',
      'Abstract',
      'Published Year',
      'Published Month',
      'Journal',
      'Volume',
      'Issue',
      'Pages',
      'Accession Number',
      'DOI',
      'Ref',
      'Covidence #',
      'Study',
      'Notes',
      'Tags',
    ],
    ...labelledRecords(source).map(({ record: { recordId, citation }, label, reason }) => {
      const { published, journal, volume, issue, pages, authors } = citation;
      const study = `${authors[0]?.lastName ?? ''} ${published.year ?? ''}`.trim();
      return [
        citation.title,
        authorsOf(citation, '; '),
        abstractOf(citation),
        published.year,
        published.month,
        journal?.title ?? '',
        volume ?? '',
        issue ?? '',
        pages ?? '',
        citation.pmid ?? '',
        citation.doi ?? '',
        recordId,
        `#${recordId}`,
        study,
        reason ? `Exclusion reason: ${reason}` : '',
        label === null ? '' : label === 1 ? 'Included' : 'Excluded',
      ];
    }),
  ];
}
