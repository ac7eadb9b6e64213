import type { Exported } from './exported.ts';
import { toExportObject } from './exportObject.ts';

/** JSON Lines in the shape of `db/export.schema.json`: the one format that loses nothing. */
export function* exportJsonLines(records: Iterable<Exported>): Generator<string> {
  for (const { citation, sources } of records) yield `${JSON.stringify(toExportObject(citation, sources))}\n`;
}
