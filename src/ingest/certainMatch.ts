import { comparePair } from '../dedup/comparePair.ts';
import { fromCitation } from '../dedup/index.ts';
import { type Prepared, prepare } from '../dedup/prepare.ts';
import type { Citation } from '../domain/citation.ts';
import type { Join } from '../store/records.ts';

/** A record that one comparison calls the same as a newcomer, with all that its sources say. */
export interface CertainRecord extends Join {
  citations: readonly Citation[];
}

export interface Judged {
  /** The one record the newcomer belongs to; null where none is beyond doubt. */
  same: Join | null;
  /** Records for a person to look at. */
  held: Join[];
}

/**
 * Settles which record a newcomer joins when comparisons, pair by pair, have called it the same as some. A record
 * one of whose sources names another PMID or DOI, or is another publication by comparison, is held instead; and so
 * are all where the newcomer matches several that are not one publication and nothing in it says to which it belongs.
 *
 * @param certain likeliest first, each publication once.
 * @param areToldApart whether a person said that two records are different.
 */
export function judgeCertain(
  newcomer: Citation,
  certain: readonly CertainRecord[],
  areToldApart: (one: number, other: number) => boolean,
): Judged {
  const incoming = prepared(newcomer);
  const held: Join[] = [];
  const agreed: CertainRecord[] = [];
  for (const record of certain) {
    const objection = objectionOf(incoming, record.citations.map(prepared));
    if (objection === null) agreed.push(record);
    else
      held.push({ recordId: record.recordId, reason: `another source of the record speaks against it: ${objection}` });
  }
  const [first, ...others] = agreed;
  if (!first) return { same: null, held };
  if (others.some((other) => isAmbiguous(incoming, first, other, areToldApart))) {
    const reason = 'it matches two records that are not one publication';
    return { same: null, held: [...agreed.map(({ recordId }) => ({ recordId, reason })), ...held] };
  }
  const rest = others.map(({ recordId, reason }) => ({ recordId, reason }));
  return { same: { recordId: first.recordId, reason: first.reason }, held: [...rest, ...held] };
}

function prepared(citation: Citation): Prepared {
  return prepare(fromCitation('', citation));
}

/** Why one of a record's sources cannot be the newcomer's publication; null where none objects. */
function objectionOf(incoming: Prepared, sources: readonly Prepared[]): string | null {
  for (const source of sources) {
    if (source.pmid !== null && incoming.pmid !== null && source.pmid !== incoming.pmid) return 'another PMID';
    if (source.doi !== null && incoming.doi !== null && source.doi !== incoming.doi) return 'another DOI';
    const verdict = comparePair(source, incoming);
    if (verdict.outcome === 'different') return verdict.reason;
  }
  return null;
}

function isAmbiguous(
  incoming: Prepared,
  first: CertainRecord,
  other: CertainRecord,
  areToldApart: (one: number, other: number) => boolean,
): boolean {
  if (areToldApart(first.recordId, other.recordId)) return true;
  const [one, two] = [first.citations[0], other.citations[0]];
  if (!one || !two) return false;
  if (comparePair(prepared(one), incoming).firm) return false;
  return comparePair(prepared(one), prepared(two)).outcome !== 'same';
}
