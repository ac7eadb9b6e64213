import { type Stage, stages } from '../domain/review.ts';
import type { Store } from '../store/openStore.ts';
import type { StoredVote } from '../store/reviewState.ts';
import { kindsTellingVotes, type TrailEntry } from '../store/trail.ts';

const tellsVotes = new Set<string>(kindsTellingVotes);

/**
 * Nobody learns another's vote on a record before all its votes are in. This is the only way to votes for everything
 * that is shown, counted, exported or learned from.
 */
export function createBlinding(store: Store) {
  /** All votes are in: they agree, or somebody has to settle them. */
  function isComplete(recordId: number, stage: Stage): boolean {
    const { settlement, conflict } = store.reviewState;
    return settlement(recordId, stage) !== null || conflict(recordId, stage) !== null;
  }

  return {
    isComplete,
    /** The votes on a record that this reader may see: all when all are in, else the reader's own. */
    visibleVotes(recordId: number, stage: Stage, annotatorId: number | null): StoredVote[] {
      const votes = store.reviewState.votes(recordId, stage);
      return isComplete(recordId, stage) ? votes : votes.filter((vote) => vote.annotatorId === annotatorId);
    },
    /**
     * The entries of the trail that this reader may see: all but others' votes on records whose votes are not all in,
     * and what followed from votes that were in and are so no more.
     */
    visibleEntries: (entries: readonly TrailEntry[], annotatorId: number | null): TrailEntry[] =>
      entries.filter(
        ({ kind, recordId, stage, annotatorId: who }) =>
          !tellsVotes.has(kind) ||
          (who !== null && who === annotatorId) ||
          (recordId !== null && stage !== null && isComplete(recordId, stage)),
      ),
    /** The same of one record, oldest first. Whether others have voted is not looked at while they may not be seen. */
    visibleHistory: (recordId: number, annotatorId: number): TrailEntry[] =>
      store.trail.ofRecord(
        recordId,
        annotatorId,
        stages.filter((stage) => isComplete(recordId, stage)),
      ),
    /** All votes of a stage on records whose votes are in, by record. */
    completeVotes(stage: Stage): StoredVote[] {
      const complete = new Set([
        ...store.reviewState.settlements(stage).map(({ recordId }) => recordId),
        ...store.reviewState.conflicts(stage).map(({ recordId }) => recordId),
      ]);
      return store.reviewState.allVotes(stage).filter(({ recordId }) => complete.has(recordId));
    },
  };
}

export type Blinding = ReturnType<typeof createBlinding>;
