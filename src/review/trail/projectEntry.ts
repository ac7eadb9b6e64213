import type { Stage } from '../../domain/review.ts';
import type { Store } from '../../store/openStore.ts';
import type { TrailEntry } from '../../store/trail.ts';
import { certaintyKinds, findingOf } from '../certaintyEntries.ts';
import type { CodingFromSettlements } from '../codingFromSettlements.ts';

/** What `after` holds, by kind of entry. */
export interface VoteAfter {
  version: number;
  answer: unknown;
  shown: unknown;
}
export interface SettledAfter {
  answer: unknown;
  basis: 'agreed' | 'adjudicated';
}
export interface ConflictAfter {
  fields: string[];
}
export interface CertaintyAfter {
  version: number;
  judgement: unknown;
}

/**
 * Brings votes, settlements, conflicts and judgements of certainty to where they stand after an entry. Both the desk at work and the rebuilding
 * of everything from the trail go this way, so that they cannot differ.
 */
export function createProjection(store: Store, coding: CodingFromSettlements) {
  return function project(entry: TrailEntry): void {
    const { recordId, stage, annotatorId, at, trailEntryId } = entry;
    if (entry.kind === certaintyKinds.judged) {
      const { version, judgement } = entry.after as CertaintyAfter;
      const who = actor(entry);
      store.certainty.put({
        findingId: findingOf(entry),
        version,
        judgement,
        annotatorId: who,
        judgedAt: at,
        trailEntryId,
      });
    }
    if (entry.kind === certaintyKinds.withdrawn) store.certainty.remove(findingOf(entry));
    if (recordId === null || stage === null) return;
    const state = store.reviewState;
    switch (entry.kind) {
      case 'vote': {
        const { version, answer, shown } = entry.after as VoteAfter;
        const who = actor(entry);
        state.putVote({ recordId, stage, annotatorId: who, version, answer, shown, castAt: at, trailEntryId });
        return;
      }
      case 'vote-withdrawn':
        state.removeVote(recordId, stage, actor(entry));
        return;
      case 'settled': {
        const { answer, basis } = entry.after as SettledAfter;
        state.removeConflict(recordId, stage);
        state.putSettlement({ recordId, stage, answer, basis, annotatorId, settledAt: at, trailEntryId });
        follow(recordId, stage, at);
        return;
      }
      case 'conflict': {
        const { fields } = entry.after as ConflictAfter;
        const since = state.conflict(recordId, stage)?.since ?? at;
        state.removeSettlement(recordId, stage);
        state.putConflict({ recordId, stage, fields, since, trailEntryId });
        follow(recordId, stage, at);
        return;
      }
      case 'reopened':
        state.removeSettlement(recordId, stage);
        state.removeConflict(recordId, stage);
        follow(recordId, stage, at);
        return;
      default:
    }
  };

  function follow(recordId: number, stage: Stage, at: string): void {
    if (stage === 'title-abstract' || stage === 'full-text') store.reviewState.deriveScreening(recordId);
    else coding.apply(recordId, at);
  }
}

export type Projection = ReturnType<typeof createProjection>;

function actor({ annotatorId, trailEntryId }: TrailEntry): number {
  if (annotatorId === null) throw new Error(`Entry ${trailEntryId} of the trail is an act of nobody.`);
  return annotatorId;
}
