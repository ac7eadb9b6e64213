import type { TrailEntry } from '../../store/trail.ts';
import { csvText } from '../csv.ts';

const header = [
  'entry',
  'at',
  'kind',
  'who',
  'subject',
  'record_id',
  'stage',
  'before',
  'after',
  'reason',
  'request_id',
  'previous_hash',
  'hash',
];

/**
 * The trail as a table, for inspection elsewhere; cells a spreadsheet would run are made inert.
 *
 * @param isNumbered whether numbers and seals are told, from which the number of all entries follows.
 */
export function trailCsv(
  entries: readonly TrailEntry[],
  people: ReadonlyMap<number, string>,
  isNumbered: boolean,
): string {
  const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value));
  const rows = entries.map((entry) => [
    isNumbered ? String(entry.trailEntryId) : '',
    entry.at,
    entry.kind,
    entry.annotatorId === null ? '' : (people.get(entry.annotatorId) ?? ''),
    entry.subject ?? '',
    entry.recordId === null ? '' : String(entry.recordId),
    entry.stage ?? '',
    json(entry.before),
    json(entry.after),
    entry.reason ?? '',
    entry.requestId ?? '',
    isNumbered ? entry.previousHash : '',
    isNumbered ? entry.hash : '',
  ]);
  return csvText([header, ...rows]);
}
