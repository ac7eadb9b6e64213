import type { TrailEntry } from '../../store/trail.ts';
import { csvHead, csvLine } from '../csv.ts';

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
 * The trail as a table, for inspection elsewhere, a line at a time; cells a spreadsheet would run are made inert.
 *
 * @param isNumbered whether numbers and seals are told, from which the number of all entries follows.
 */
export function* trailCsv(
  entries: Iterable<TrailEntry>,
  people: ReadonlyMap<number, string>,
  isNumbered: boolean,
): Generator<string> {
  const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value));
  yield csvHead(header);
  for (const entry of entries)
    yield csvLine([
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
}
