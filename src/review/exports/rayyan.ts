import { abstractOf, authorsOf } from './bibliography.ts';
import { labelledRecords } from './labelled.ts';
import type { ExportSource, Table } from './source.ts';

/** As Rayyan reads a CSV, its decisions in the notes as Rayyan writes them. */
export function rayyanTable(source: ExportSource): Table {
  const words = { include: 'Included', unsure: 'Maybe', exclude: 'Excluded' };
  return [
    [
      'key',
      'title',
      'year',
      'month',
      'day',
      'journal',
      'issn',
      'volume',
      'issue',
      'pages',
      'authors',
      'url',
      'language',
      'publisher',
      'location',
      'abstract',
      'notes',
    ],
    ...labelledRecords(source).map(({ record: { recordId, citation }, reason, names }) => {
      const { published, journal, volume, issue, pages, languages } = citation;
      const decided = names.map(([name, verdict]) => `"${name}"=>"${words[verdict]}"`).join(', ');
      const notes = [
        decided && `RAYYAN-INCLUSION: {${decided}}`,
        reason && `RAYYAN-EXCLUSION-REASONS: ${reason}`,
      ].filter(Boolean);
      return [
        recordId,
        citation.title,
        published.year,
        published.month,
        published.day,
        journal?.title ?? '',
        '',
        volume ?? '',
        issue ?? '',
        pages ?? '',
        authorsOf(citation, ' and '),
        citation.pmid
          ? `https://pubmed.ncbi.nlm.nih.gov/${citation.pmid}/`
          : citation.doi
            ? `https://doi.org/${citation.doi}`
            : '',
        languages.join('; '),
        '',
        '',
        abstractOf(citation),
        notes.join(' | '),
      ];
    }),
  ];
}
