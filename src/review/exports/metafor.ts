import type { ExtractionAnswer } from '../stages/extraction.ts';
import { type ExportSource, knownRecord, type Table } from './source.ts';

/** Settled numbers, one group a row, in the columns of metafor's escalc (xi events, ni total). */
export function metaforTable({ store }: ExportSource): Table {
  const rows: Table = [];
  for (const { recordId, answer } of store.reviewState.settlements('extraction')) {
    const record = knownRecord(store, recordId);
    const [first] = record?.citation.authors ?? [];
    const year = record?.citation.published.year ?? null;
    const study = [first?.lastName ?? first?.collectiveName ?? record?.key ?? '', year ?? ''].join(' ').trim();
    for (const arm of (answer as ExtractionAnswer).arms)
      rows.push([
        study,
        record?.key ?? '',
        year,
        arm.label,
        arm.type,
        arm.events,
        arm.total,
        arm.definition,
        arm.measure,
        arm.followUpMonths,
        arm.followUpStatistic,
        arm.operated,
        arm.place,
      ]);
  }
  return [
    [
      'study',
      'key',
      'year',
      'group',
      'type',
      'xi',
      'ni',
      'definition',
      'measure',
      'follow_up_months',
      'follow_up_statistic',
      'operated',
      'place',
    ],
    ...rows,
  ];
}
