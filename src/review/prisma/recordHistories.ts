import type { Decision, FullTextOutcome, RecordFacts, Removal, TitleAbstractOutcome } from '../../prisma/facts.ts';
import type { CitationMove } from '../../store/citationMoves.ts';
import type { DuplicateDecision } from '../../store/duplicates.ts';
import type { FoundRow, SettlementRow, SourceDecisionRow } from '../../store/prismaRows.ts';
import { createPublications } from './publications.ts';

/** The decision log: everything that moves a record through the flow, each list in the order it was written. */
export interface DecisionLog {
  found: readonly FoundRow[];
  duplicates: readonly Pick<DuplicateDecision, 'recordId' | 'otherRecordId' | 'decision' | 'decidedAt'>[];
  /** Sources that were part of another record until they got one of their own. */
  moves: readonly Pick<CitationMove, 'fromRecordId' | 'toRecordId' | 'joinedAt' | 'at'>[];
  settlements: readonly SettlementRow[];
  sourceDecisions: readonly SourceDecisionRow[];
}

/** The exclusion reasons of the protocol that PRISMA has boxes of their own for. */
export const duplicateReason = 'duplicate';
export const notRetrievedReason = 'not-retrievable';

/**
 * What happened to every record, as the flow counts it: the log is gone through in the order of time, and what a record
 * comes to is written down whenever it changes. So what is known of a date depends on what was written by then alone.
 *
 * A record that was decided to be the same publication as an older one is removed as its duplicate for as long as that
 * stands. What reviewers settled stands before what a library decided; a library's decision on a duplicate counts for
 * the record it is read with. Files and the library itself count as databases: they are exports of some.
 */
export function recordHistories(log: DecisionLog): RecordFacts[] {
  const publications = createPublications();
  const standings = new Map<number, Standing>();
  const histories = new Map<number, History>();
  for (const { recordId, source, runId, at } of foundByThen(log)) {
    const history = histories.get(recordId) ?? { identifiedBy: [], removed: [], titleAbstract: [], fullText: [] };
    history.identifiedBy.push({ source, kind: 'database', runId: String(runId), at });
    histories.set(recordId, history);
  }

  const standingOf = (recordId: number): Standing => {
    const known = standings.get(recordId);
    if (known) return known;
    const standing: Standing = { titleAbstract: null, fullText: null, source: null };
    standings.set(recordId, standing);
    return standing;
  };
  const events = inTime([
    // Until it was moved such a source was one more of the first record, which is counted as a duplicate of it is. The
    // decision taken with the move ends that.
    ...log.moves.flatMap(({ fromRecordId, toRecordId, joinedAt }) =>
      joinedAt === null ? [] : { at: joinedAt, apply: () => publications.decide(fromRecordId, toRecordId, true) },
    ),
    ...log.duplicates.map(({ recordId, otherRecordId, decision, decidedAt }) => ({
      at: decidedAt,
      apply: () => publications.decide(recordId, otherRecordId, decision === 'same'),
    })),
    ...log.sourceDecisions
      .filter(({ verdict }) => verdict !== 'unsure')
      .map((decision, order) => ({
        at: decision.at,
        apply() {
          standingOf(decision.recordId).source = { ...decision, order };
          return publications.members(decision.recordId);
        },
      })),
    ...log.settlements.map(({ recordId, stage, verdict, exclusionReason, at }) => ({
      at,
      apply() {
        const settled = verdict && { verdict, exclusionReason };
        standingOf(recordId)[stage === 'full-text' ? 'fullText' : 'titleAbstract'] = settled;
        return [recordId];
      },
    })),
  ]);
  for (const { at, apply } of events) {
    for (const recordId of apply()) {
      const history = histories.get(recordId);
      if (!history) continue;
      const members = publications.members(recordId);
      const isHead = Math.min(...members) === recordId;
      const outcome = isHead
        ? outcomeOf(
            standingOf(recordId),
            members.map((member) => standings.get(member)?.source ?? null),
          )
        : ({ removed: 'duplicate', titleAbstract: null, fullText: null } as const);
      note(history.removed, outcome.removed, at);
      note(history.titleAbstract, outcome.titleAbstract, at);
      note(history.fullText, outcome.fullText, at);
    }
  }
  return [...histories]
    .sort(([one], [other]) => one - other)
    .map(([recordId, history]) => ({ recordId: String(recordId), ...history }));
}

interface Settled {
  verdict: 'include' | 'exclude';
  exclusionReason: string | null;
}

/** Who found what when. A source that found the same record before it was moved counts with its own from then on. */
function foundByThen({ found, moves }: DecisionLog): FoundRow[] {
  const moved = new Map(moves.map((move) => [move.toRecordId, move]));
  return found.map((row) => {
    const move = moved.get(row.recordId);
    if (!move || move.at <= row.at) return row;
    const isSecond = found.some(({ recordId, source }) => recordId === move.fromRecordId && source === row.source);
    return isSecond ? { ...row, at: move.at } : row;
  });
}

/** What stands about a record itself. */
interface Standing {
  titleAbstract: Settled | null;
  fullText: Settled | null;
  source: (SourceDecisionRow & { order: number }) | null;
}

interface History {
  identifiedBy: RecordFacts['identifiedBy'][number][];
  removed: Decision<Removal>[];
  titleAbstract: Decision<TitleAbstractOutcome>[];
  fullText: Decision<FullTextOutcome>[];
}

interface Outcome {
  removed: Removal | null;
  titleAbstract: TitleAbstractOutcome | null;
  fullText: FullTextOutcome | null;
}

function outcomeOf(own: Standing, bySources: readonly Standing['source'][]): Outcome {
  const source = bySources.reduce((newest, each) => (each && each.order > (newest?.order ?? -1) ? each : newest), null);
  const said = source && { verdict: source.verdict, exclusionReason: source.exclusionReason };
  const fullText = own.fullText ?? (source?.stage === 'full-text' ? said : null);
  // Who judged the full text has let it pass by its title, whatever is said of that since.
  const titleAbstract = own.fullText ? null : (own.titleAbstract ?? (source?.stage === 'title-abstract' ? said : null));
  if (titleAbstract?.verdict === 'exclude' && titleAbstract.exclusionReason === duplicateReason)
    return { removed: 'duplicate', titleAbstract: null, fullText: null };
  return {
    removed: null,
    titleAbstract: titleAbstract && (titleAbstract.verdict === 'exclude' ? 'exclude' : 'include'),
    fullText: fullText && fullTextOutcome(fullText),
  };
}

function fullTextOutcome({ verdict, exclusionReason }: { verdict: string; exclusionReason: string | null }) {
  if (verdict !== 'exclude') return { verdict: 'include' } as const;
  if (exclusionReason === notRetrievedReason) return { verdict: 'not retrieved' } as const;
  return { verdict: 'exclude', reason: exclusionReason } as const;
}

/** Writes an outcome down where it is another than stood before. */
function note<Value>(decisions: Decision<Value>[], outcome: Value | null, at: string): void {
  const before = decisions.at(-1)?.outcome ?? null;
  if (before !== outcome && JSON.stringify(before) !== JSON.stringify(outcome)) decisions.push({ outcome, at });
}

/** By time; what happened at once stays in its order. */
function inTime<Event extends { at: string }>(events: Event[]): Event[] {
  return events.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}
