import type { TaggingAnswer } from '../stages/tagging.ts';
import { type ExportSource, knownRecord, type Table } from './source.ts';

/** Settled tags, one a row: a record's mechanisms, predictors and the rest of the coding frame. */
export function codedTable({ store }: ExportSource): Table {
  const rows: Table = [];
  for (const { recordId, answer } of store.reviewState.settlements('tagging')) {
    const record = knownRecord(store, recordId);
    const { mechanisms, predictors, sampleN, followUpMonths, ...rest } = answer as TaggingAnswer;
    const add = (kind: string, value: string | number, position: string, quote: string) =>
      rows.push([recordId, record?.key ?? '', record?.citation.title ?? '', kind, value, position, quote]);
    for (const [kind, terms] of [
      ['mechanism', mechanisms],
      ['predictor', predictors],
    ] as const)
      for (const { id, position, evidence } of terms)
        add(kind, id, position, evidence.map(({ text }) => text).join(' | '));
    for (const kind of ['designs', 'species', 'imaging', 'treatments', 'outcomes', 'levels'] as const)
      for (const id of rest[kind]) add(kind, id, '', '');
    if (sampleN !== null) add('sample', sampleN, '', '');
    if (followUpMonths !== null) add('follow-up months', followUpMonths, '', '');
  }
  return [['record_id', 'key', 'title', 'kind', 'value', 'position', 'evidence'], ...rows];
}
