import { type Stage, stages } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import type { TrailEntry } from '../store/trail.ts';
import type { Blinding } from './blinding.ts';

/** How far one reviewer is at one stage. Only numbers: nobody's verdicts. */
export interface ReviewerProgress {
  annotatorId: number;
  name: string;
  votes: number;
  /** Votes of the last seven days. */
  lastWeek: number;
  /** What only the reviewer and whoever oversees the review may know; null for everybody else. */
  pace: Pace | null;
}

export interface Pace {
  left: number;
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
  /** Records whose votes are not all in. */
  open: number;
  /** The day on which none is open if as many are settled a week as in the last one; null where none was. */
  doneBy: string | null;
  /** Votes that are still needed; null for whoever may not count others' votes. */
  votesNeeded: number | null;
  reviewers: ReviewerProgress[];
}

/** Who may vote, with how much waits for each. */
export interface ProgressPerson {
  annotatorId: number;
  name: string;
}

/** Who asks, and whether they may learn of votes on records whose votes are not all in. */
export interface ProgressReader {
  annotatorId: number;
  oversees: boolean;
}

/** A pause longer than this is a break, not the time a record took. Milliseconds. */
const sitting = 10 * 60_000;
const week = 7 * 24 * 60 * 60_000;
const fewest = 5;

/**
 * How far the review is. Of others, a reader who votes is told no more than what follows from records whose votes are
 * all in: a number that grew with each vote would tell of votes before the reader has cast one.
 *
 * @param now ISO instant up to which is counted.
 */
export function reviewProgress(
  { store, protocol, blinding }: { store: Store; protocol: Protocol; blinding: Blinding },
  people: readonly ProgressPerson[],
  reader: ProgressReader,
  now: string,
): StageProgress[] {
  const isRecent = (at: string): boolean => Date.parse(now) - Date.parse(at) < week;
  const after = (left: number, aWeek: number): string | null =>
    aWeek === 0 ? null : new Date(Date.parse(now) + (left / aWeek) * week).toISOString();

  return stages.map((stage) => {
    const needed = protocol.reviewing.stages[stage].votes;
    const entries = store.trail.entries({ stage, kind: 'vote', until: now });
    const complete = blinding.completeVotes(stage);
    const settlements = store.reviewState.settlements(stage);
    const conflicts = store.reviewState.conflicts(stage).length;
    const records = store.reviewQueue.readyCount(stage);
    const open = Math.max(0, records - settlements.length - conflicts);

    function wholeProgress({ annotatorId, name }: ProgressPerson): ReviewerProgress {
      const own = entries.filter((entry) => entry.annotatorId === annotatorId);
      const left = store.reviewQueue.open({ stage, annotatorId, needed, now }).length;
      const lastWeek = own.filter(({ at }) => isRecent(at)).length;
      const pace = { left, medianSeconds: medianPause(own), doneBy: after(left, lastWeek) };
      return { annotatorId, name, votes: store.reviewState.voteCount(annotatorId, stage), lastWeek, pace };
    }

    function visibleProgress({ annotatorId, name }: ProgressPerson): ReviewerProgress {
      const seen = complete.filter((vote) => vote.annotatorId === annotatorId);
      const lastWeek = seen.filter(({ castAt }) => isRecent(castAt)).length;
      return { annotatorId, name, votes: seen.length, lastWeek, pace: null };
    }

    return {
      stage,
      records,
      settled: settlements.length,
      conflicts,
      open,
      doneBy: after(open, settlements.filter(({ settledAt }) => isRecent(settledAt)).length),
      votesNeeded: reader.oversees ? Math.max(0, open * needed - store.reviewState.openVotes(stage)) : null,
      reviewers: people.map((person) =>
        reader.oversees || person.annotatorId === reader.annotatorId ? wholeProgress(person) : visibleProgress(person),
      ),
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
