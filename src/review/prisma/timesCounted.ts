import type { CountKey } from '../../prisma/boxes.ts';
import type { Flow } from '../../prisma/flow.ts';

const searched = ['database_results', 'register_results'] as const;
const found: readonly CountKey[] = [...searched, 'website_results', 'organisation_results', 'citations_results'];
const afterDuplicates = ['records_screened', 'excluded_automatic', 'excluded_other'] as const;

/**
 * The records behind a number, each with how often it is counted there: more than once among identifications and
 * duplicates, where a record that two sources found is two. The times add up to the number.
 *
 * @param part a source, a reason or the records still waiting; null for the whole.
 * @returns null where the flow has no such part
 */
export function timesCounted({ lines }: Flow, key: CountKey, part: string | null): Map<string, number> | null {
  const line = lines[key];
  if (part !== null) {
    const named = line.parts.find(({ id }) => id === part);
    return named ? new Map(named.recordIds.map((id) => [id, 1])) : null;
  }
  if (found.includes(key)) return timesIn([line]);
  if (key !== 'duplicates') return new Map(line.recordIds.map((id) => [id, 1]));
  const identified = timesIn(searched.map((each) => lines[each]));
  const left = new Set(afterDuplicates.flatMap((each) => lines[each].recordIds));
  return new Map(line.recordIds.map((id) => [id, (identified.get(id) ?? 0) - Number(left.has(id))]));
}

function timesIn(lines: readonly Flow['lines'][CountKey][]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { parts } of lines)
    for (const { recordIds } of parts) for (const id of recordIds) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}
