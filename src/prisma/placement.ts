import { type Identification, isBy, type RecordFacts, type Removal, standing } from './facts.ts';

/** How far a record has come: where in the flow it stands at a date. */
export type Placement =
  | { at: 'removed'; why: Removal }
  | { at: 'awaiting screening' }
  | { at: 'excluded' }
  | { at: 'awaiting full text' }
  | { at: 'not retrieved' }
  | { at: 'excluded at full text'; reason: string | null }
  | { at: 'included' };

/** Where a record stands; null where no source had it by then. */
export function placementAt(facts: RecordFacts, asOf: string | null): Placement | null {
  if (!facts.identifiedBy.some(({ at }) => isBy(at, asOf))) return null;
  const why = standing(facts.removed, asOf);
  if (why !== null) return { at: 'removed', why };
  const titleAbstract = standing(facts.titleAbstract, asOf);
  if (titleAbstract === 'exclude') return { at: 'excluded' };
  const fullText = standing(facts.fullText, asOf);
  // A verdict on the full text says that the title let it pass, whether or not that was written down.
  if (fullText === null) return { at: titleAbstract === null ? 'awaiting screening' : 'awaiting full text' };
  if (fullText.verdict === 'not retrieved') return { at: 'not retrieved' };
  return fullText.verdict === 'include' ? { at: 'included' } : { at: 'excluded at full text', reason: fullText.reason };
}

export function isSettled(placement: Placement | null): placement is Placement {
  return placement !== null && placement.at !== 'awaiting screening' && placement.at !== 'awaiting full text';
}

export function isSame(one: Placement, other: Placement): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isSearched({ kind }: Identification): boolean {
  return kind === 'database' || kind === 'register';
}

/**
 * The identifications up to a moment, of each source the first, oldest first. The first of all decides the column of
 * the record, so that it never changes columns; of two at once a database comes before another method.
 */
export function identificationsBy(
  facts: RecordFacts,
  asOf: string | null,
  after: string | null = null,
): Identification[] {
  const inTime = facts.identifiedBy
    .filter(({ at }) => isBy(at, asOf) && (after === null || !isBy(at, after)))
    .sort((a, b) => (a.at === b.at ? Number(isSearched(b)) - Number(isSearched(a)) : a.at < b.at ? -1 : 1));
  const seen = new Set<string>();
  return inTime.filter(({ kind, source }) => {
    const name = `${kind}\u0000${source}`;
    return !seen.has(name) && seen.add(name);
  });
}
