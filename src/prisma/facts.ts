/** How a source is searched; `database` and `register` make the first column, the rest the column of other methods. */
export type SourceKind = 'database' | 'register' | 'website' | 'organisation' | 'citation';

/** A search run came upon the record. */
export interface Identification {
  /** Name of the source: "PubMed". */
  source: string;
  kind: SourceKind;
  runId: string;
  /** ISO 8601 in UTC, as every time here. */
  at: string;
}

/** A decision as it stood from a moment on; `null` takes back what stood before. */
export interface Decision<Outcome> {
  outcome: Outcome | null;
  at: string;
}

export type Removal = 'duplicate' | 'automation' | 'other';
export type TitleAbstractOutcome = 'include' | 'exclude';
export type FullTextOutcome =
  | { verdict: 'include' }
  /** `reason` is the id of an exclusion reason of the protocol. */
  | { verdict: 'exclude'; reason: string | null }
  | { verdict: 'not retrieved' };

/**
 * All that PRISMA counts of one record. Decisions are those of the review (votes settled), every one there has been;
 * the newest by the date in question stands.
 */
export interface RecordFacts {
  recordId: string;
  identifiedBy: readonly Identification[];
  /** Before screening: as a duplicate of another record, by a tool, or else. */
  removed?: readonly Decision<Removal>[];
  titleAbstract?: readonly Decision<TitleAbstractOutcome>[];
  fullText?: readonly Decision<FullTextOutcome>[];
  /** The study that the report is of; without one it is a study of its own. */
  study?: readonly Decision<string>[];
  /** Whether it is in the meta-analysis. */
  pooled?: readonly Decision<boolean>[];
}

/** Whether a moment is not after another; a bare date (YYYY-MM-DD) means its end, null any time. */
export function isBy(at: string, asOf: string | null): boolean {
  if (asOf === null) return true;
  return asOf.length === 10 ? at.slice(0, 10) <= asOf : at <= asOf;
}

/** What stood at a moment: the newest decision by then, of two at once the later in the list. */
export function standing<Outcome>(
  decisions: readonly Decision<Outcome>[] | undefined,
  asOf: string | null,
): Outcome | null {
  let latest: Decision<Outcome> | null = null;
  for (const decision of decisions ?? []) {
    if (isBy(decision.at, asOf) && (latest === null || decision.at >= latest.at)) latest = decision;
  }
  return latest?.outcome ?? null;
}
