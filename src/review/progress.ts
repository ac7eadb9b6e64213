import { type Stage, stages } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import type { TrailEntry } from '../store/trail.ts';

/** How far one reviewer is at one stage. Only numbers: nobody's verdicts. */
export interface ReviewerProgress {
  annotatorId: number;
  name: string;
  votes: number;
  left: number;
  /** Votes of the last seven days. */
  lastWeek: number;
  /** Median seconds between one vote and the next of the same sitting; null with fewer than five of them. */
  medianSeconds: number | null;
  /** The day on which nothing is left if things go on as in the last seven days; null where nothing was done then. */
  doneBy: string | null;
}

/** How far the review is at one stage. */
export interface StageProgress {
  stage: Stage;
  /** Records that have come to this stage. */
  records: number;
  settled: number;
  conflicts: number;
  /** Votes that are still needed. */
  votesNeeded: number;
  reviewers: ReviewerProgress[];
}

/** Who may vote, with how much waits for each. */
export interface ProgressPerson {
  annotatorId: number;
  name: string;
}

/** A pause longer than this is a break, not the time a record took. Milliseconds. */
const sitting = 10 * 60_000;
const week = 7 * 24 * 60 * 60_000;
const fewest = 5;

/** @param now ISO instant up to which is counted. */
export function reviewProgress(
  store: Store,
  protocol: Protocol,
  people: readonly ProgressPerson[],
  now: string,
): StageProgress[] {
  return stages.map((stage) => {
    const needed = protocol.reviewing.stages[stage].votes;
    const votes = store.trail.entries({ stage, kind: 'vote', until: now });
    const settled = store.reviewState.settlements(stage).length;
    const conflicts = store.reviewState.conflicts(stage).length;
    const records = store.reviewQueue.readyCount(stage);
    const cast = store.reviewState.openVotes(stage);
    return {
      stage,
      records,
      settled,
      conflicts,
      votesNeeded: Math.max(0, (records - settled - conflicts) * needed - cast),
      reviewers: people.map(({ annotatorId, name }) => {
        const own = votes.filter((entry) => entry.annotatorId === annotatorId);
        const left = store.reviewQueue.open({ stage, annotatorId, needed, now }).length;
        const lastWeek = own.filter(({ at }) => Date.parse(now) - Date.parse(at) < week).length;
        return {
          annotatorId,
          name,
          votes: store.reviewState.voteCount(annotatorId, stage),
          left,
          lastWeek,
          medianSeconds: medianPause(own),
          doneBy: lastWeek === 0 ? null : new Date(Date.parse(now) + (left / lastWeek) * week).toISOString(),
        };
      }),
    };
  });
}

/** Median seconds between votes of one sitting; null where there are too few to tell. */
export function medianPause(votes: readonly Pick<TrailEntry, 'at'>[]): number | null {
  const pauses: number[] = [];
  votes.forEach(({ at }, index) => {
    const before = votes[index - 1];
    if (!before) return;
    const pause = Date.parse(at) - Date.parse(before.at);
    if (pause <= sitting) pauses.push(pause / 1000);
  });
  if (pauses.length < fewest) return null;
  pauses.sort((a, b) => a - b);
  const middle = pauses.length / 2;
  const upper = pauses[Math.floor(middle)] ?? 0;
  return pauses.length % 2 === 1 ? upper : (upper + (pauses[middle - 1] ?? 0)) / 2;
}
