import { stages } from '../../domain/review.ts';
import type { Store } from '../../store/openStore.ts';
import type { Projection } from './projectEntry.ts';

/**
 * Makes all votes, settlements, conflicts and judgements of certainty anew from the trail, and with them what they say in the catalog. Belongs
 * inside one transaction.
 *
 * @returns the number of entries that were gone through.
 */
export function rebuildReview(store: Store, project: Projection): number {
  const touched = new Set(
    stages.flatMap((stage) => store.reviewState.settlements(stage).map(({ recordId }) => recordId)),
  );
  store.reviewState.clear();
  store.certainty.clear();
  for (const recordId of touched) store.reviewState.deriveScreening(recordId);
  const entries = store.trail.entries();
  for (const entry of entries) project(entry);
  return entries.length;
}

/** The review's state as text, one line a row, in a fixed order: two states are the same when these bytes are. */
export function reviewStateText(store: Store): string {
  const lines = stages.flatMap((stage) => [
    ...store.reviewState.allVotes(stage).map((vote) => ['vote', vote]),
    ...store.reviewState.settlements(stage).map((settlement) => ['settlement', settlement]),
    ...store.reviewState.conflicts(stage).map((conflict) => ['conflict', conflict]),
  ]);
  const records = store.reviewQueue
    .all()
    .map((recordId) => ['screening', recordId, store.screening.standing(recordId)]);
  const certainty = store.certainty.all().map((judged) => ['certainty', judged]);
  return `${[...lines, ...records, ...certainty].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
